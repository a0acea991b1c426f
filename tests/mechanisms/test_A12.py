"""A12 “五融五民”: every resource is of one of the five classes; the page filters by class and counts each."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from partyorg.models import Resource
from tests.factories import Town, build_town

POOLS = list(Resource.Pool)


@pytest.fixture
def town(db: None) -> Town:
    """One resource of the first class, two of the second …; one in another street."""
    town = build_town()
    for number, pool in enumerate(POOLS, start=1):
        for one in range(number):
            give(town, "grid" if one % 2 else "next_grid", pool)
    give(town, "far_grid", POOLS[0])
    return town


def give(town: Town, where: str, pool: str) -> Resource:
    return Resource.objects.create(place=town.places[where], kind=Resource.Kind.TEAM, pool=pool, name="队")


def test_there_are_the_five_classes_and_no_other(town: Town) -> None:
    assert [str(pool.label) for pool in POOLS] == ["融合主体", "融畅社会", "融通服务", "融洽人才", "融汇文化资源"]
    for pool in ("", "OTHER"):
        with pytest.raises(IntegrityError), transaction.atomic():
            give(town, "grid", pool)


def test_the_list_counts_each_class_and_shows_the_one_that_is_chosen(town: Town) -> None:
    client, page = town.client("community"), reverse("partyorg:resources")
    assert [number for *_, number in client.get(page).context["pools"]] == [1, 2, 3, 4, 5]
    for number, pool in enumerate(POOLS, start=1):
        answer = client.get(page, {"pool": pool})
        assert {one.pool for one in answer.context["page"]} == {pool}
        assert answer.context["page"].paginator.count == number
    assert client.get(page, {"pool": "乱写"}).context["page"].paginator.count == 15


def test_the_grid_does_so_too(town: Town) -> None:
    page = reverse("partyorg:grid", args=[town.grid.code])
    answer = town.client("worker").get(page, {"pool": "CULTURE"})
    assert [number for *_, number in answer.context["pools"]] == [0, 1, 1, 2, 2]
    assert len(answer.context["resources"]) == 2
