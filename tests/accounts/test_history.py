"""What was done to a row stands on its own page; the whole trail is one list."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actions import write_audit
from tests.factories import MONDAY, Town, build_town

TRAIL = reverse("admin:accounts_auditentry_changelist")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


def test_the_history_of_a_row_is_what_the_trail_says_of_it(town: Town) -> None:
    person, other, by = (town.people[name] for name in ("secretary", "worker", "security_admin"))
    write_audit(action="重设密码", of=person, by=by, at=MONDAY, reason="本人来电")
    write_audit(action="结束会话", of=other, by=by, at=MONDAY)
    page = town.client("security_admin").get(reverse("admin:accounts_user_history", args=[person.pk])).text
    assert "重设密码" in page
    assert "何安全" in page
    assert "本人来电" in page
    assert "结束会话" not in page


def test_a_row_that_nobody_touched_says_so(town: Town) -> None:
    page = town.client("security_admin").get(reverse("admin:accounts_user_history", args=[town.people["guide"].pk]))
    assert "审计记录里没有这一条的经过" in page.text


def test_history_is_for_those_who_may_see_the_row(town: Town) -> None:
    page = reverse("admin:accounts_user_history", args=[town.people["guide"].pk])
    assert town.client("system_admin").get(page).status_code == 403


def test_the_trail_is_found_by_who_what_and_why(town: Town) -> None:
    write_audit(action="重设密码", of=town.people["guide"], by=town.people["worker"], at=MONDAY, reason="忘了")
    client = town.client("audit_admin")
    for words in ("李格员", "重设密码", "忘了"):
        assert client.get(TRAIL, {"q": words}).context["cl"].result_count == 1


def test_the_list_costs_the_same_however_long_it_is(town: Town, django_assert_max_num_queries: Callable) -> None:
    client = town.client("audit_admin")
    client.get(TRAIL)
    with CaptureQueriesContext(connection) as few:
        client.get(TRAIL)
    for number in range(60):
        write_audit(action=f"第{number}件", of=town.people["guide"], by=town.people["worker"], at=MONDAY)
    with django_assert_max_num_queries(min(12, len(few))):
        assert client.get(TRAIL).status_code == 200


def test_the_list_calls_things_by_their_chinese_names(town: Town) -> None:
    page = town.client("audit_admin").get(TRAIL)
    assert "partyorg.Post" not in page.text.replace("?object_type=partyorg.Post", "")
    assert "岗位" in page.text
    chosen = town.client("audit_admin").get(TRAIL, {"object_type": "partyorg.Post"})
    assert 0 < chosen.context["cl"].result_count < page.context["cl"].result_count
