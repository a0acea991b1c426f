"""D11 沉下、浮出、融进、回归: members of a grid counted by each of the four ways."""

import pytest
from django.urls import reverse

from partyorg.models import GridLink
from tests.factories import Town, build_town
from tests.partyorg.building import TODAY, add_members, place_in

K = GridLink.Kind
NUMBERS = {K.SENT_DOWN: 3, K.COME_UP: 2, K.BLENDED_IN: 1, K.COME_HOME: 4}


@pytest.fixture
def town(db: None) -> Town:
    """In the first grid as many by each way as NUMBERS says, one more who has left; one in the next grid."""
    town = build_town()
    for kind, number in NUMBERS.items():
        for member in add_members(town.units["branch"], number):
            place_in(town.grid, member, kind)
    gone, neighbour = add_members(town.units["branch"], 2)
    GridLink.objects.filter(pk=place_in(town.grid, gone, K.COME_UP).pk).update(until=TODAY)
    place_in(town.places["next_grid"], neighbour, K.SENT_DOWN)
    return town


@pytest.mark.parametrize("who", ["worker", "secretary", "housing"])
def test_everybody_at_the_desk_reads_the_numbers(town: Town, who: str) -> None:
    answer = town.client(who).get(reverse("partyorg:grid", args=[town.grid.code]))
    assert [(label, number) for _, label, number in answer.context["ways"]] == [
        ("沉下", 3), ("浮出", 2), ("融进", 1), ("回归", 4),
    ]  # fmt: skip
    assert "沉下 3" in answer.content.decode()


def test_only_party_roles_read_the_names(town: Town) -> None:
    page = reverse("partyorg:grid", args=[town.grid.code])
    assert len(town.client("secretary").get(page).context["links"]) == 10
    for who in ("worker", "housing", "director"):
        answer = town.client(who).get(page)
        assert answer.context["links"] is None
        assert "网格党支部党员" not in answer.content.decode()


def test_the_next_grid_counts_its_own(town: Town) -> None:
    answer = town.client("community").get(reverse("partyorg:grid", args=[town.places["next_grid"].code]))
    assert [number for *_, number in answer.context["ways"]] == [1, 0, 0, 0]
