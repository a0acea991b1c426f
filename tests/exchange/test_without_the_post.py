"""What a post brought is gone with it, at the next request: previews of imports, files of exports, decisions."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from exchange.actions import Refused, confirm, fetch, work
from exchange.models import Export, ImportRun
from exchange.workflow import What
from partyorg.actions import withdraw_post
from partyorg.kinds import Role
from partyorg.models import Member, Post
from tests.exchange.conftest import add_person, page, taken_in, text
from tests.exchange.test_exports import asked, decide
from tests.exchange.test_exports import page as export_page
from tests.factories import LONG_AGO, MONDAY, Town

MEMBERS, STAFF, ORGANISATIONS = What.MEMBERS, What.STAFF, What.ORGANISATIONS
BRANCH = "太平镇社区第1网格党支部"
STEPS = ("confirm", "drop", "again", "links")


def withdrawn(town: Town, who: str) -> None:
    for post in Post.objects.filter(person=town.people[who]).not_withdrawn():
        withdraw_post(post, reason="任错了人", by=None, at=MONDAY)


def moved(town: Town, who: str, role: Role, unit: str) -> None:
    """Out of the old post, into another one."""
    withdrawn(town, who)
    add_post(town, who, role, unit)


def add_post(town: Town, who: str, role: Role, unit: str) -> None:
    Post.objects.create(person=town.people[who], role=role, organisation=town.units[unit], from_date=LONG_AGO)


@pytest.fixture
def file_of_members(town: Town) -> Export:
    """Granted and built, for the community's party officer."""
    Member.objects.create(name="张党员", phone="14100000001", organisation=town.units["branch"], since=LONG_AGO)
    export = asked(town, "party_officer", MEMBERS, scope=town.units["community_unit"].pk)
    decide(town, "street_secretary", export)
    work(at=MONDAY)
    return export


def file(town: Town, who: str, export: Export) -> Any:
    return town.client(who).post(reverse("exchange:file", args=[export.pk]))


def test_without_any_post_the_file_is_refused_at_the_door(town: Town, file_of_members: Export) -> None:
    assert file(town, "party_officer", file_of_members).status_code == 200
    withdrawn(town, "party_officer")
    answer = file(town, "party_officer", file_of_members)
    assert (answer.status_code, "没有在任的岗位" in text(answer)) == (403, True)
    assert AuditEntry.objects.filter(action="下载导出文件").count() == 1


@pytest.mark.parametrize(
    ("role", "unit"),
    [(Role.GRID_WORKER, "branch"), (Role.PARTY_OFFICER, "far_community_unit"), (Role.BRANCH_SECRETARY, "branch")],
)
def test_with_another_post_the_file_does_not_exist(town: Town, file_of_members: Export, role: Role, unit: str) -> None:
    moved(town, "party_officer", role, unit)
    assert file(town, "party_officer", file_of_members).status_code == 404
    assert export_page(town, "party_officer", file_of_members).status_code == 404
    with pytest.raises(Refused):
        fetch(file_of_members, by=town.hat("party_officer"), at=MONDAY)


def test_named_again_one_has_it_again(town: Town, file_of_members: Export) -> None:
    moved(town, "party_officer", Role.PARTY_OFFICER, "community_unit")
    assert file(town, "party_officer", file_of_members).status_code == 200


@pytest.mark.parametrize("what", [ORGANISATIONS, STAFF])
def test_the_other_registers_go_with_the_administrator(town: Town, what: What) -> None:
    export = asked(town, "system_admin", what)
    decide(town, "security_admin", export)
    work(at=MONDAY)
    moved(town, "system_admin", Role.PARTY_OFFICER, "community_unit")
    assert file(town, "system_admin", export).status_code == 404
    moved(town, "security_admin", Role.PARTY_OFFICER, "community_unit")
    assert export_page(town, "security_admin", export).status_code == 404  # who decided


def test_who_may_not_decide_any_more_sees_neither_what_waits_nor_what_was_decided(
    town: Town, file_of_members: Export
) -> None:
    waiting = asked(town, "party_officer", MEMBERS, scope=town.units["community_unit"].pk)
    moved(town, "street_secretary", Role.STREET_SECRETARY, "far_street_unit")
    for export in (file_of_members, waiting):
        assert export_page(town, "street_secretary", export).status_code == 404
    assert decide(town, "street_secretary", waiting).status_code == 404
    home = town.client("street_secretary").get(reverse("exchange:home"))
    assert ([*home.context["waiting"]], [*home.context["asked"]]) == ([], [])


def a_member(name: str = "张党员") -> dict[str, Any]:
    return {"name": name, "organisation": BRANCH, "is_full": "正式", "since": "2020-07-01"}


@pytest.mark.parametrize(
    ("role", "unit"),
    [(Role.GRID_WORKER, "branch"), (Role.PARTY_OFFICER, "far_community_unit"), (Role.BRANCH_SECRETARY, "branch")],
)
def test_the_preview_of_members_goes_with_the_roll(town: Town, role: Role, unit: str) -> None:
    run = taken_in(town, MEMBERS, a_member())
    assert page(town, run).status_code == 200
    withdrawn(town, "party_officer")
    assert page(town, run).status_code == 403
    add_post(town, "party_officer", role, unit)
    assert page(town, run).status_code == 404
    client = town.client("party_officer")
    assert [client.post(reverse(f"exchange:{step}", args=[run.pk])).status_code for step in STEPS] == [404] * 4
    assert ImportRun.objects.get().state == "READY"
    if role != Role.GRID_WORKER:
        assert [*client.get(reverse("exchange:home")).context["runs"]] == []


def test_a_wider_post_keeps_what_the_narrower_one_brought(town: Town) -> None:
    run = taken_in(town, MEMBERS, a_member(), by="secretary")
    moved(town, "secretary", Role.PARTY_OFFICER, "street_unit")
    assert page(town, run, by="secretary").status_code == 200


def test_links_for_new_accounts_go_with_the_security_administrator(town: Town) -> None:
    add_person(town, "second", Role.SECURITY_ADMINISTRATOR, "district_committee")
    new = {"name": "新人", "username": "xinren", "role": "网格员", "organisation": BRANCH, "from_date": "2026-01-01"}
    run = taken_in(town, STAFF, new, by="second")
    moved(town, "second", Role.PARTY_OFFICER, "community_unit")
    assert page(town, run, by="second").status_code == 404
    assert town.client("second").post(reverse("exchange:links", args=[run.pk])).status_code == 404


def test_what_was_confirmed_is_not_written_without_the_post(town: Town) -> None:
    run = taken_in(town, MEMBERS, a_member())
    confirm(run, at=MONDAY)
    withdrawn(town, "party_officer")
    work(at=MONDAY)
    run.refresh_from_db()
    assert (run.state, Member.objects.count()) == ("FAILED", 0)
