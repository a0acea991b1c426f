"""等级 are computed, each night, and written by nobody else."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice

from django.db import transaction
from django.db.models import Sum
from django.utils.timezone import localdate

from grids.models import Place
from volunteers.kinds import Tier
from volunteers.models import Service, Volunteer
from volunteers.rules import Refused
from volunteers.schemes import Schemes
from volunteers.tiers import Ladder, first_day

BATCH = 2000
Row = tuple[int, int, int, str]  # volunteer, person, community, tier


def reckon_tiers(*, at: datetime) -> int:
    """Of all who have not left. A few statements for each batch; done again it changes nothing. Returns how many
    volunteers have another tier now."""
    today = localdate(at)
    ladders = dict(_ladders(today))
    active = Volunteer.objects.active().order_by("pk").values_list("pk", "person_id", "community_id", "tier")
    return sum(_reckon(batch, ladders, today) for batch in _batches(active.iterator(BATCH)))


def _batches(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while batch := list(islice(rows, BATCH)):
        yield batch


def _ladders(today: date) -> Iterator[tuple[int, Ladder]]:
    """Of each community where anybody volunteers; without a scheme in force tiers stay as they are."""
    here = Volunteer.objects.active().order_by().values("community")
    places = list(Place.objects.filter(pk__in=here))
    schemes = Schemes(places)
    for place in places:
        try:
            yield place.pk, Ladder.of(schemes.at(place, today))
        except Refused:
            continue


def _reckon(rows: list[Row], ladders: dict[int, Ladder], today: date) -> int:
    had = _of_the_year([person for _, person, _, _ in rows], today)
    become: dict[Tier, list[int]] = defaultdict(list)
    for pk, person, community, tier in rows:
        minutes, points = had.get(person, (0, 0))
        if (ladder := ladders.get(community)) and (now := ladder.tier(minutes=minutes, points=points)) != tier:
            become[now].append(pk)
    with transaction.atomic():
        return sum(Volunteer.objects.filter(pk__in=pks).update(tier=tier) for tier, pks in become.items())


def _of_the_year(people: list[int], today: date) -> dict[int, tuple[int, int]]:
    """Minutes and points, wherever they were earned. One query."""
    days = (first_day(today), today)
    done = Service.objects.approved().filter(person__in=people, day__range=days).order_by()
    sums = done.values("person").annotate(time=Sum("minutes"), earned=Sum("points"))
    return {row["person"]: (row["time"], row["earned"]) for row in sums}
