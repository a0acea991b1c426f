"""E02 暂不具备条件的，组建党的工作小组过渡: for a time, prompted from three full members on, converted with history."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from grids.models import Place
from partyorg.actions import convert
from partyorg.findings import findings
from partyorg.kinds import Kind
from partyorg.models import Chapter, Organisation
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import TODAY, add, add_community, add_grids, add_members

NAME = "板桥第1网格党支部"
PROMPT = "正式党员已有 3 人，可以转建党支部。"


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def grid(town: Town) -> Place:
    [grid] = add_grids(add_community(town, 2, "板桥社区"), 1)
    return grid


@pytest.fixture
def group(town: Town, grid: Place) -> Organisation:
    begun = TODAY - timedelta(days=60)
    committee = add(Kind.COMMUNITY_COMMITTEE, "板桥社区党委", town.units["street_unit"], place=grid.parent)
    return add(
        Kind.WORKING_GROUP, "板桥党的工作小组", committee, place=grid, founded_on=begun,
        due_on=begun + timedelta(days=365),
    )  # fmt: skip


def said(group: Organisation, on: object = TODAY) -> list[str]:
    district = Place.objects.get(level="DISTRICT")
    return [one.said for one in findings(district, on) if one.organisation_id == group.pk]  # type: ignore[arg-type]


def to_a_branch(group: Organisation, grid: Place) -> Organisation:
    return convert(group, to=Kind.GRID_BRANCH, name=NAME, place=grid, on=TODAY, note="批复", by=None, at=MONDAY)


def test_it_is_for_a_time_and_nothing_else_is(town: Town) -> None:
    with pytest.raises(ValidationError, match="要写明在哪一天以前转为党支部"):
        add(Kind.WORKING_GROUP, "工作小组", town.units["community_unit"])
    with pytest.raises(ValidationError, match="只有党的工作小组有过渡期限"):
        add(Kind.ESTATE_BRANCH, "小区党支部", town.units["community_unit"], due_on=TODAY)


def test_with_three_full_members_it_is_prompted(group: Organisation) -> None:
    add_members(group, 2)
    add_members(group, 5, full=False)
    assert PROMPT not in said(group)
    add_members(group, 1)
    assert PROMPT in said(group)


def test_past_its_day_or_after_a_year_it_is_listed(group: Organisation) -> None:
    assert group.due_on
    assert "过渡期限 2027年9月17日已过。" in said(group, group.due_on + timedelta(days=1))
    Organisation.objects.filter(pk=group.pk).update(due_on=group.due_on + timedelta(days=900))
    assert "成立已满 12 个月，还没有转建党支部。" in said(group, group.due_on + timedelta(days=2))


def test_converted_it_is_the_same_organisation_with_its_history(group: Organisation, grid: Place) -> None:
    with pytest.raises(ValidationError, match="正式党员 3 人以上才能成立党支部，现在 0 人"):
        to_a_branch(group, grid)
    members = add_members(group, 3)
    branch = to_a_branch(group, grid)
    assert (branch.pk, branch.kind, branch.name, branch.due_on) == (group.pk, Kind.GRID_BRANCH, NAME, None)
    assert {member.organisation for member in members} == {branch}
    history = [(one.what, one.kind, one.name) for one in branch.chapters.all()]
    assert history == [
        (Chapter.What.FOUNDED, Kind.WORKING_GROUP, "板桥党的工作小组"),
        (Chapter.What.CONVERTED, Kind.WORKING_GROUP, "板桥党的工作小组"),
    ]
    assert Organisation.objects.answering_for(grid).get(kind=Kind.GRID_BRANCH) == branch
