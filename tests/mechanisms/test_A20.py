"""A20 “1+3+N”网格力量: a grid lacking one of the four fixed slots is shown 未配齐; N takes any number, with a type."""

import pytest
from django.urls import reverse

from partyorg.findings import findings
from partyorg.kinds import SLOTS, Role
from partyorg.models import Force, Member, Post
from tests.factories import LONG_AGO, Town, build_town
from tests.partyorg.building import TODAY

LIST = reverse("partyorg:grids")


@pytest.fixture
def town(db: None) -> Town:
    """The first grid has all four: a worker and a guide of the town's, a head and a part-time worker."""
    town = build_town()
    Member.objects.create(
        name="头", account=town.people["secretary"], organisation=town.units["branch"], since=LONG_AGO
    )
    for role in (Role.GRID_HEAD, Role.PART_TIME_WORKER):
        Post.objects.create(person=town.people["secretary"], role=role, place=town.grid, from_date=LONG_AGO)
    return town


def card(town: Town) -> str:
    return town.client("street").get(reverse("partyorg:grid", args=[town.grid.code])).content.decode()


def listed(town: Town, lack: str) -> list[str]:
    answer = town.client("community").get(LIST, {"lack": lack})
    return [grid.name for grid in answer.context["page"]]


def found(town: Town) -> dict[str, str]:
    return {one.subject: one.said for one in findings(town.places["community"], TODAY) if one.about == "力量"}


def test_with_all_four_it_is_complete(town: Town) -> None:
    assert "已配齐" in card(town)
    assert listed(town, "any") == ["太平镇社区第2网格"]
    assert found(town) == {"太平镇社区第2网格": "未配齐：缺网格长、兼职网格员、引导员。"}


@pytest.mark.parametrize("role", SLOTS)
def test_without_any_one_of_them_it_is_not(town: Town, role: Role) -> None:
    Post.objects.filter(role=role, place=town.grid).update(to_date=LONG_AGO)
    assert f"未配齐：缺{role.label}" in card(town)
    assert town.grid.name in listed(town, "any")
    assert town.grid.name in listed(town, role)
    assert found(town)[town.grid.name] == f"未配齐：缺{role.label}。"


@pytest.mark.parametrize("where", ["community", "street"])
def test_a_guide_of_the_community_or_the_street_serves_each_of_its_grids(town: Town, where: str) -> None:
    Post.objects.filter(role=Role.GUIDE).update(place=town.places[where])
    assert "已配齐" in card(town)
    assert listed(town, Role.GUIDE) == []


def test_n_takes_any_number_each_with_a_type(town: Town) -> None:
    for kind in Force.Kind:
        for number in range(3):
            Force.objects.create(place=town.grid, kind=kind, name=f"{kind.label}{number}", since=LONG_AGO)
    answer = town.client("worker").get(reverse("partyorg:grid", args=[town.grid.code]))
    assert [(label, len(some)) for label, some in answer.context["forces"]] == [(kind.label, 3) for kind in Force.Kind]
