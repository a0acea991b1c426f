"""Where an organisation may be: in the territory of the one above it, for an estate of its community, under a living
one, and under its parent by a name of its own. At the register's own page, as an administrator meets it.
"""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from cases.models import Case
from partyorg.actions import describe_organisation, end_organisation, move_organisation
from partyorg.kinds import Kind
from partyorg.models import Organisation, Post
from tests.factories import MONDAY, Town
from tests.partyorg.building import TODAY, add, add_estate, add_members, seat

ADD = reverse("admin:partyorg_organisation_add")


def said(town: Town, kind: Kind, name: str = "新组织", parent: str = "community_unit", **more: Any) -> str:
    fields = {"name": name, "kind": kind, "parent": town.units[parent].pk, **more}
    answer = town.client("system_admin").post(ADD, fields)
    return "" if answer.status_code == 302 else answer.content.decode()


def changed(town: Town, unit: Organisation, **more: Any) -> str:
    now = Organisation.objects.get(pk=unit.pk)
    fields = {"name": now.name, "kind": now.kind, "parent": now.parent_id, "place": now.place_id or "", **more}
    where = reverse("admin:partyorg_organisation_change", args=[unit.pk])
    answer = town.client("system_admin").post(where, fields)
    return "" if answer.status_code == 302 else answer.content.decode()


def test_a_place_outside_the_one_above_is_refused(town: Town) -> None:
    for place in ("far_grid", "street"):
        page = said(town, Kind.ESTATE_BRANCH, place=town.places[place].pk)
        assert "不在上级组织的地域（太平镇社区）里" in page
    assert said(town, Kind.ESTATE_BRANCH, place=town.grid.pk) == ""


def test_one_without_a_place_hangs_where_the_next_above_it_is(town: Town) -> None:
    group = add(Kind.PARTY_GROUP, "一组", town.units["branch"])
    town.units["group"] = group
    page = said(town, Kind.MEMBER_HOUSEHOLD, parent="group", place=town.places["far_grid"].pk)
    assert "不在上级组织的地域（太平镇社区第1网格）里" in page


def test_an_estate_of_another_community_is_refused(town: Town) -> None:
    far = add_estate(town.places["far_community"], "科技街小区")
    assert "科技街小区是科技街社区的小区" in said(town, Kind.ESTATE_BRANCH, serves=far.pk)
    near = add_estate(town.places["community"], "太平镇小区")
    assert said(town, Kind.ESTATE_BRANCH, serves=near.pk, place=town.grid.pk) == ""


def test_an_estate_does_not_go_over_while_the_old_community_serves_it(town: Town) -> None:
    estate = add_estate(town.places["community"], "太平镇小区")
    branch = add(Kind.ESTATE_BRANCH, "小区党支部", town.units["community_unit"], serves=estate)
    where = reverse("admin:grids_estate_change", args=[estate.pk])
    said = {"name": estate.name, "kind": "OLD", "community": town.places["far_community"].pk}
    client = town.client("system_admin")
    assert "小区党支部还在服务它：太平镇小区是科技街社区的小区" in client.post(where, said).content.decode()
    Organisation.objects.filter(pk=branch.pk).update(serves=None)
    assert client.post(where, said).status_code == 302


def test_nothing_hangs_under_what_has_ended(town: Town) -> None:
    town.units["over"] = end_organisation(
        add(Kind.FUNCTIONAL_BRANCH, "旧支部", town.units["community_unit"]), on=TODAY, by=None, at=MONDAY
    )
    assert "旧支部已经撤销，下面不能再有组织" in said(town, Kind.PARTY_GROUP, parent="over")


def test_the_same_name_under_one_parent_is_refused_until_the_first_has_ended(town: Town) -> None:
    assert said(town, Kind.FUNCTIONAL_BRANCH, "先锋支部") == ""
    assert "同一个上级下面已经有这个名称的组织：功能型党支部“先锋支部”" in said(
        town, Kind.FUNCTIONAL_BRANCH, "先锋支部"
    )
    assert said(town, Kind.FUNCTIONAL_BRANCH, "先锋支部", parent="far_community_unit") == ""
    first = Organisation.objects.get(name="先锋支部", parent=town.units["community_unit"])
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(name="太平镇社区第1网格党支部").update(name="先锋支部")
    with pytest.raises(IntegrityError), transaction.atomic():
        Organisation.objects.filter(name="区住建局").update(name="区财政局")  # under none
    end_organisation(first, on=TODAY, by=None, at=MONDAY)
    assert said(town, Kind.FUNCTIONAL_BRANCH, "先锋支部") == ""


def test_what_lies_below_keeps_one_where_it_is(town: Town) -> None:
    far = town.units["far_community_unit"]
    with pytest.raises(ValidationError, match="不在上级组织的地域（科技街社区）里"):
        move_organisation(town.units["branch"], to=far, by=None, at=MONDAY)
    loose = add(Kind.GENERAL_BRANCH, "党总支", town.units["community_unit"])
    add(Kind.ESTATE_BRANCH, "小区党支部", loose, place=town.places["next_grid"])
    page = changed(town, loose, place=town.grid.pk)
    assert "下面的小区党支部在太平镇社区第2网格，不在太平镇社区第1网格里" in page
    assert "下面的小区党支部在太平镇社区第2网格" in changed(town, loose, parent=far.pk)
    assert changed(town, loose, parent=town.units["community_unit"].pk, name="太平镇党总支") == ""


def test_another_parent_and_another_place_are_written_together(town: Town) -> None:
    far, branch = town.units["far_community_unit"], add(Kind.ESTATE_BRANCH, "小区党支部", town.units["community_unit"])
    describe_organisation(branch, place=town.grid, by=None, at=MONDAY)
    assert changed(town, branch, parent=far.pk, place=town.places["far_grid"].pk) == ""
    branch.refresh_from_db()
    assert (branch.parent, branch.place) == (far, town.places["far_grid"])


def test_a_kind_is_not_changed_over_the_heads_of_those_in_it(town: Town) -> None:
    branch = town.units["branch"]
    as_estates = {"kind": Kind.ESTATE_BRANCH}
    case = town.handling()
    assert "还有 1 个负责的未办结案件，先办结再改类型" in changed(town, branch, **as_estates)
    Post.objects.filter(organisation=branch).update(to_date=TODAY.replace(year=2025))
    Case.objects.filter(pk=case.pk).update(owner_org=town.units["community_unit"])
    [member] = add_members(branch, 1)
    seat(member)
    as_group = {"kind": Kind.WORKING_GROUP, "due_on": "2027-06-30"}
    assert "班子还在任：党的工作小组只有组长、副组长、成员，没有书记" in changed(town, branch, **as_group)
    assert changed(town, branch, **as_estates) == ""
