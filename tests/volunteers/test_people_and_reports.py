"""Who the volunteers are, masked; which reports earned points, and which were worth more."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine

from accounts.models import User
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.pages import done, get, text
from tests.volunteers.people import joined, served
from volunteers.actions import approve, settle_reports
from volunteers.kinds import Work
from volunteers.models import Service


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def test_the_volunteers_of_ones_communities_are_masked(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    approve(served(town, volunteer, hours=1.5), by=town.hat("community"), at=MONDAY)
    for who in ("community", "worker", "street"):
        page = text(get(town, who, "list"))
        assert "1 小时 30 分钟" in page
        assert "林志愿" not in page
    assert "1 小时 30 分钟" not in text(get(town, "far_street", "list"))


def test_found_by_a_part_of_the_name(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    assert one.masked_name in text(get(town, "community", "list", words="志愿"))
    assert "没有这样的志愿者" in text(get(town, "community", "list", words="张"))
    assert one.masked_name in text(get(town, "community", "list", tier="nonsense"))


def test_what_somebody_did_is_for_those_who_decide(town: Town, volunteer: User) -> None:
    one = joined(town, volunteer)
    served(town, volunteer, title="清理楼道")
    assert "清理楼道" in text(get(town, "community", "person", one.pk))
    assert "清理楼道" not in text(get(town, "worker", "person", one.pk))


def test_many_volunteers_cost_no_more_queries(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(10):
        joined(town, User.objects.create_user(f"v{number}", name="林志愿"))
    client = town.client("community")
    with django_assert_max_num_queries(13):
        assert client.get("/desk/volunteers/people/").status_code == 200


def test_a_report_worth_more_is_awarded_once_more(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    case = town.accepted(by=Hat(person=volunteer), words="燃气管道旁有人施工")
    settle_reports(at=MONDAY)
    report = Service.objects.get()
    assert case.title in text(get(town, "intake", "reports"))
    done(town, "intake", "value", report.pk)
    done(town, "community", "value", report.pk)
    assert Service.objects.get(work=Work.VALUED).points == 3
    assert balance(volunteer) == 5
    assert "已认定" in text(get(town, "intake", "reports"))


def test_only_a_report_is_worth_more(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    done(town, "intake", "value", served(town, volunteer).pk)
    assert not Service.objects.filter(work=Work.VALUED).exists()
