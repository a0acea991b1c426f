"""Out of the registers: asked with a reason, granted by another person, fetched for a day, each fetch in the trail."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from accounts.models import AuditEntry, User
from exchange import progress
from exchange.actions import work
from exchange.exporting.sheets import harmless
from exchange.models import Export, Paper
from exchange.workflow import What
from partyorg.kinds import Role
from partyorg.models import Member, Organisation
from tests.exchange.conftest import add_person, imported, text
from tests.exchange.files import headings, read
from tests.factories import LONG_AGO, MONDAY, Town

MEMBERS, STAFF, ORGANISATIONS = What.MEMBERS, What.STAFF, What.ORGANISATIONS


def ask(town: Town, who: str, what: What, **said: Any) -> Any:
    return town.client(who).post(reverse("exchange:ask", args=[what.lower()]), {"reason": "年度统计", **said})


def asked(town: Town, who: str, what: What, **said: Any) -> Export:
    answer = ask(town, who, what, **said)
    assert answer.status_code == 302, text(answer)
    return Export.objects.latest("id")


def decide(town: Town, who: str, export: Export, granted: str = "yes", words: str = "") -> Any:
    address = reverse("exchange:decide", args=[export.pk])
    return town.client(who).post(address, {"granted": granted, "words": words})


def fetch(town: Town, who: str, export: Export) -> Any:
    return town.client(who).post(reverse("exchange:file", args=[export.pk]))


def page(town: Town, who: str, export: Export) -> Any:
    return town.client(who).get(reverse("exchange:export", args=[export.pk]))


def granted(town: Town, who: str, what: What, by: str, **said: Any) -> list[list[Any]]:
    """The rows that came out, without their headings."""
    export = asked(town, who, what, **said)
    assert decide(town, by, export).status_code == 302
    work(at=MONDAY)
    first, *rows = read(fetch(town, who, export).content)
    assert first == headings(what)
    return rows


@pytest.fixture
def rolls(town: Town) -> Town:
    for unit, name in [("branch", "张党员"), ("next_branch", "王党员"), ("far_branch", "远党员")]:
        Member.objects.create(name=name, phone="14100000001", organisation=town.units[unit], since=LONG_AGO)
    return town


def test_members_of_one_s_own_subtree_masked(rolls: Town) -> None:
    rows = granted(rolls, "party_officer", MEMBERS, "street_secretary", scope=rolls.units["community_unit"].pk)
    assert [[*row[:2], row[3]] for row in rows] == [
        ["张*", "141****0001", "太平镇社区第1网格党支部"],
        ["王*", "141****0001", "太平镇社区第2网格党支部"],
    ]


def test_in_full_only_where_it_was_asked_for_and_granted(rolls: Town) -> None:
    scope = rolls.units["branch"].pk
    export = asked(rolls, "secretary", MEMBERS, scope=scope, in_full="on")
    assert "完整" in text(page(rolls, "community", export))
    decide(rolls, "community", export)
    work(at=MONDAY)
    assert read(fetch(rolls, "secretary", export).content)[1][:2] == ["张党员", "14100000001"]


@pytest.mark.parametrize("who", ["secretary", "party_officer", "far_secretary", "security_admin", "worker", "street"])
def test_members_are_granted_by_a_head_of_a_wider_unit_alone(rolls: Town, who: str) -> None:
    export = asked(rolls, "party_officer", MEMBERS, scope=rolls.units["community_unit"].pk)
    assert decide(rolls, who, export).status_code == (403 if who == "party_officer" else 404)
    assert page(rolls, who, export).status_code == (200 if who == "party_officer" else 404)
    export.refresh_from_db()
    assert export.state == "ASKED"


def test_the_leading_group_grants_for_a_whole_street(rolls: Town) -> None:
    add_person(rolls, "street_party", Role.PARTY_OFFICER, "street_unit")
    assert len(granted(rolls, "street_party", MEMBERS, "leading", scope=rolls.units["street_unit"].pk)) == 2


def test_one_asks_only_for_one_s_own(rolls: Town) -> None:
    for scope in (rolls.units["far_branch"].pk, rolls.units["street_unit"].pk, "", "x"):
        assert ask(rolls, "party_officer", MEMBERS, scope=scope).status_code == 422
    answer = ask(rolls, "party_officer", MEMBERS, scope=rolls.units["branch"].pk, reason="  ")
    assert (answer.status_code, "请写明为什么要导出" in text(answer)) == (422, True)
    for who, what in [("worker", MEMBERS), ("party_officer", STAFF), ("audit_admin", STAFF), ("street", ORGANISATIONS)]:
        assert ask(rolls, who, what).status_code == 403
    assert not Export.objects.exists()


def test_nobody_grants_their_own_and_nobody_decides_twice(town: Town) -> None:
    export = asked(town, "security_admin", STAFF)
    assert "own_export" in text(decide(town, "security_admin", export))
    with pytest.raises(IntegrityError), transaction.atomic():
        Export.objects.update(decided_by=town.people["security_admin"])
    add_person(town, "second", Role.SECURITY_ADMINISTRATOR, "district_committee")
    answer = decide(town, "second", export, granted="no")
    assert (answer.status_code, "请写明理由" in text(answer)) == (422, True)
    assert decide(town, "second", export, granted="no", words="没有写用在哪里").status_code == 302
    assert (decide(town, "second", export).status_code) == 409
    assert "没有写用在哪里" in text(page(town, "security_admin", export))
    work(at=MONDAY)
    assert fetch(town, "security_admin", export).status_code == 410


def test_staff_with_posts_in_force_and_organisations_with_their_paths(town: Town) -> None:
    rows = granted(town, "system_admin", STAFF, "security_admin", scope=town.units["community_unit"].pk)
    assert ["王书记", "secretary", None, "网格党支部书记"] in [row[:4] for row in rows]
    assert {row[0] for row in rows} & {"沈远格", "孙街道"} == set()
    rows = granted(town, "system_admin", ORGANISATIONS, "security_admin")
    assert len(rows) == Organisation.objects.count()
    branch = next(row for row in rows if row[0] == "太平镇社区第1网格党支部")
    assert branch[1:4] == ["网格党支部", "市北区委/镇江路街道党工委/太平镇社区党委", "370203022001001"]


def test_the_file_is_the_asker_s_for_a_day_and_each_fetch_is_in_the_trail(town: Town) -> None:
    export = asked(town, "system_admin", ORGANISATIONS, scope=town.units["street_unit"].pk)
    decide(town, "security_admin", export, words="可以")
    assert "正在生成" in text(page(town, "system_admin", export))
    work(at=MONDAY)
    assert fetch(town, "security_admin", export).status_code == 403
    assert fetch(town, "audit_admin", export).status_code == 404
    answers = [fetch(town, "system_admin", export) for _ in range(2)]
    assert [answer["Cache-Control"] for answer in answers] == ["no-store"] * 2
    trail = AuditEntry.objects.filter(object_type="exchange.Export").order_by("id")
    assert [entry.action for entry in trail] == ["申请导出", "同意导出", "生成导出文件", "下载导出文件", "下载导出文件"]
    assert all("街道" not in str(entry.detail) for entry in trail)
    work(at=MONDAY + timedelta(hours=25))
    export.refresh_from_db()
    assert (export.state, Paper.objects.count()) == ("OVER", 0)
    assert fetch(town, "system_admin", export).status_code == 410


def test_a_worker_that_is_killed_builds_it_anew(town: Town) -> None:
    export = asked(town, "system_admin", ORGANISATIONS)
    decide(town, "security_admin", export)
    Export.objects.update(state="RUNNING")
    progress.tell(f"export-{export.pk}", 3)
    work(at=MONDAY)
    assert Export.objects.get().state == "RUNNING"
    progress.forget(f"export-{export.pk}")
    work(at=MONDAY)
    assert Export.objects.get().state == "READY"


@pytest.mark.parametrize("words", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"])
def test_no_cell_is_a_formula(words: str) -> None:
    assert harmless(words).lstrip().startswith("'")


def test_what_looks_like_a_formula_comes_out_as_text_and_goes_in_again(town: Town) -> None:
    Organisation.objects.filter(pk=town.units["property"].pk).update(name='=HYPERLINK("x")\x0b', duty_phone="-1")
    rows = granted(town, "system_admin", ORGANISATIONS, "security_admin")
    [row] = [row for row in rows if "HYPERLINK" in row[0]]
    assert (row[0], row[6]) == ('\'=HYPERLINK("x")', "'-1")


def test_what_came_out_in_full_goes_in_again(rolls: Town) -> None:
    rows = granted(rolls, "secretary", MEMBERS, "community", scope=rolls.units["branch"].pk, in_full="on")
    keys = ["name", "phone", "id_number", "organisation", "is_full", "since"]
    Member.objects.all().delete()
    run = imported(rolls, MEMBERS, *[dict(zip(keys, row, strict=False)) for row in rows])
    assert run.new == 1
    assert User.objects.filter(username="nobody").count() == 0


def test_what_waits_stands_on_the_page_of_who_decides(town: Town, django_assert_max_num_queries: Any) -> None:
    export = asked(town, "system_admin", ORGANISATIONS)
    for _ in range(20):
        asked(town, "system_admin", STAFF)
    client = town.client("security_admin")
    with django_assert_max_num_queries(12):
        shown = client.get(reverse("exchange:home"))
    assert len(shown.context["waiting"]) == 21
    assert reverse("exchange:export", args=[export.pk]) in text(shown)
    assert "等您审批" not in text(town.client("system_admin").get(reverse("exchange:home")))
