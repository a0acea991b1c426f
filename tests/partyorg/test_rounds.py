"""动态网格员: a rider covers several grids, each on its days and hours; who is on a round there at a moment."""

from datetime import datetime, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Post, Round
from tests.factories import LONG_AGO, MONDAY, SHANGHAI, Town


@pytest.fixture
def rider(town: Town) -> Post:
    return appoint(
        town.people["housing"], role=Role.DYNAMIC_WORKER, place=town.places["community"], from_date=LONG_AGO, by=None,
        at=MONDAY,
    )  # fmt: skip


def on(town: Town, key: str, at: datetime) -> list[Post]:
    return [round_.post for round_ in Round.objects.on_at(town.places[key], at)]


def test_one_covers_several_grids_by_day_and_hour(town: Town, rider: Post) -> None:
    for key, weekdays, starts, ends in [
        ("grid", "12345", 7, 12),
        ("next_grid", "12345", 12, 20),
        ("grid", "67", 9, 21),
    ]:
        Round.objects.create(post=rider, grid=town.places[key], weekdays=weekdays, starts=time(starts), ends=time(ends))
    monday = datetime(2026, 11, 16, tzinfo=SHANGHAI)
    at = lambda days, hour: monday + timedelta(days=days, hours=hour)  # noqa: E731
    assert on(town, "grid", at(0, 7)) == [rider]
    assert on(town, "grid", at(0, 12)) == []
    assert on(town, "next_grid", at(0, 12)) == [rider]
    assert on(town, "next_grid", at(5, 13)) == []
    assert on(town, "grid", at(6, 20)) == [rider]
    assert on(town, "far_grid", at(0, 8)) == []
    Post.objects.filter(pk=rider.pk).update(to_date=LONG_AGO)
    assert on(town, "grid", at(0, 8)) == []


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"weekdays": "128"}, "weekdays"),
        ({"ends": time(6)}, "ends"),
        ({"grid": "community"}, "grid"),
        ({"post": "worker"}, "post"),
    ],
)
def test_what_is_no_round_is_refused_at_its_field(town: Town, rider: Post, wrong: dict, field: str) -> None:
    said = {"post": rider, "grid": town.grid, "starts": time(7), "ends": time(9), **wrong}
    said["grid"] = town.places[said["grid"]] if isinstance(said["grid"], str) else said["grid"]
    said["post"] = Post.objects.get(person=town.people["worker"]) if said["post"] == "worker" else said["post"]
    with pytest.raises(ValidationError) as refused:
        Round(**said).full_clean()
    assert set(refused.value.message_dict) == {field}


def test_the_database_refuses_a_round_that_ends_before_it_begins(town: Town, rider: Post) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.create(post=rider, grid=town.grid, starts=time(9), ends=time(7))
