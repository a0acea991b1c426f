"""A19 215个基础网格；机关在职人员下沉到网格: the street shows 215 grids, each with a seconded officer or flagged."""

import pytest
from django.urls import reverse

from grids.models import Level, Place
from partyorg.kinds import Role
from partyorg.models import Post
from tests.factories import LONG_AGO, Town, build_town
from tests.partyorg.building import add_community

COMMUNITIES, GRIDS = 14, 215
PAGE = reverse("partyorg:grids")


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.fixture
def grids(town: Town) -> list[Place]:
    """人和街道's 215 grids in 14 communities, instead of those that the town has. Their numbers stand in one row."""
    Post.objects.filter(place__level=Level.GRID).delete()
    street = Place.objects.get(pk=town.places["street"].pk)
    Place.objects.filter(pk=street.pk).update(name="人和街道")
    communities = [add_community(town, 10 + number, f"第{number}社区") for number in range(COMMUNITIES)]
    made = []
    for number in range(GRIDS):
        community = Place.objects.get(pk=communities[number % COMMUNITIES].pk)
        made.append(
            Place(
                code=f"{community.code}{number:03d}", name=f"第{number}网格", level=Level.GRID, parent=community,
                tree_id=community.tree_id, lft=community.lft, rght=community.rght, depth=3,
            )
        )  # fmt: skip
    own = Place.objects.filter(level=Level.GRID, parent=town.places["community"])
    own.update(valid_to=LONG_AGO)
    return Place.objects.bulk_create(made)


def test_the_street_shows_215_grids_and_flags_those_to_which_nobody_is_sent(town: Town, grids: list[Place]) -> None:
    client = town.client("street")
    answer = client.get(PAGE, {"place": town.places["street"].code})
    assert "人和街道：215 个网格" in answer.content.decode()
    assert {code: number for code, _, number in answer.context["lacks"]}["sent"] == 215
    for number, grid in enumerate(grids[:200]):
        Post.objects.create(
            person=town.people["worker"], role=Role.GUIDE if number % 2 else Role.GRID_WORKER, place=grid,
            sent_by=town.units["housing"], from_date=LONG_AGO,
        )  # fmt: skip
    answer = client.get(PAGE, {"place": town.places["street"].code, "lack": "sent"})
    flagged = [grid for page in answer.context["page"].paginator for grid in page]
    assert set(flagged) == set(grids[200:])
    assert "无下沉干部" in answer.content.decode()


def test_on_the_grid_s_own_page_it_is_flagged_too(town: Town) -> None:
    page, client = reverse("partyorg:grid", args=[town.grid.code]), town.client("street")
    assert "无下沉干部" not in client.get(page).content.decode()  # the town's guide is sent by the street
    Post.objects.filter(role=Role.GUIDE).update(sent_by=None)
    assert "无下沉干部" in client.get(page).content.decode()
