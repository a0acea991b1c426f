"""A13 “五步走”: an estate shows step k of 5; a branch needs steps 1–4; one of 30 members is within 3–50."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from grids.models import Estate
from partyorg.actions import convert
from partyorg.findings import findings
from partyorg.kinds import Kind
from partyorg.models import EstateStep, Organisation
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import TODAY, add, add_estate, add_members


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def estate(town: Town) -> Estate:
    return add_estate(town.places["community"], "清晖岸小区")


def step(town: Town, estate: Estate, number: int, who: str = "community") -> int:
    page = reverse("partyorg:estate-step", args=[estate.pk])
    return town.client(who).post(page, {"step": number, "on": "2026-11-10", "note": ""}).status_code


def found(town: Town, estate: Estate) -> Organisation:
    return add(Kind.ESTATE_BRANCH, "清晖岸小区党支部", town.units["community_unit"], serves=estate)


def test_an_estate_shows_step_k_of_5_and_the_steps_keep_their_order(town: Town, estate: Estate) -> None:
    page, client = reverse("partyorg:estate", args=[estate.pk]), town.client("community")
    for number in range(1, 6):
        assert f"第 {number - 1} 步，共 5 步" in client.get(page).content.decode()
        assert step(town, estate, number % 5 + 2 if number < 5 else 4) == 422  # another than the next
        assert step(town, estate, number) == 302
    assert "第 5 步，共 5 步" in client.get(page).content.decode()
    assert step(town, estate, 5) == 422
    assert list(EstateStep.objects.values_list("step", flat=True)) == [1, 2, 3, 4, 5]


def test_who_does_not_look_after_the_community_takes_no_step(town: Town, estate: Estate) -> None:
    for who in ("worker", "secretary", "far_secretary", "housing", "director"):
        assert step(town, estate, 1, who) == 403


def test_a_branch_needs_the_first_four_steps(town: Town, estate: Estate) -> None:
    for number in range(1, 4):
        step(town, estate, number)
        with pytest.raises(ValidationError, match=f"做到第 {number} 步，前 4 步做完才能成立党支部"):
            found(town, estate)
    group = add(
        Kind.WORKING_GROUP, "工作小组", town.units["community_unit"], serves=estate, due_on=TODAY.replace(year=2027)
    )
    add_members(group, 3)
    with pytest.raises(ValidationError, match="前 4 步做完"):
        convert(group, to=Kind.ESTATE_BRANCH, name="支部", place=None, on=TODAY, by=None, at=MONDAY)
    with pytest.raises(ValidationError, match="前 4 步做完"):
        add(Kind.PROPERTY_BRANCH, "物业党支部", town.units["community_unit"], serves=estate)
    other = add_estate(town.places["community"], "没有开始的小区")
    with pytest.raises(ValidationError, match="没有开始的小区的五步走还没有开始，前 4 步做完才能成立党支部"):
        found(town, other)
    step(town, estate, 4)
    assert found(town, estate).serves == estate


def test_the_register_asks_for_the_steps_too(town: Town, estate: Estate) -> None:
    step(town, estate, 1)
    fields = {"name": "支部", "parent": town.units["community_unit"].pk, "serves": estate.pk}
    for kind in (Kind.ESTATE_BRANCH, Kind.PROPERTY_BRANCH):
        page = town.client("system_admin").post(reverse("admin:partyorg_organisation_add"), {**fields, "kind": kind})
        assert "五步走做到第 1 步，前 4 步做完才能成立党支部" in page.content.decode()


def test_a_branch_that_was_there_before_the_list_is_found(town: Town, estate: Estate) -> None:
    branch = found(town, estate)
    for number in range(3):
        number and step(town, estate, number)
        said = [one.said for one in findings(town.places["street"], TODAY) if one.about == "小区"]
        assert said == [f"已有党支部：{branch}，五步走只登记到第 {number} 步，请补登记。"] * bool(number)
    for number in (3, 4):
        step(town, estate, number)
    assert not [one for one in findings(town.places["street"], TODAY) if one.about == "小区"]


def test_thirty_members_are_within_the_range(town: Town, estate: Estate) -> None:
    branch = found(town, estate)  # nobody began the list here: it holds up nothing
    add_members(branch, 30)
    assert not [
        one
        for one in findings(town.places["community"], TODAY)
        if (one.about, one.organisation_id) == ("人数", branch.pk)
    ]
