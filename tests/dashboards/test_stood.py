"""Who stood in a stretch of days: asked of the database and of a row that has been read, it is one answer."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import combinations_with_replacement

from dashboards.periods import Period
from dashboards.stood import places_of, stood_in
from grids.models import Place
from tests.factories import build_town

DAYS = [date(2026, 2, 26) + timedelta(days=number) for number in range(5)]
PERIODS = [Period("days", first, last) for first, last in combinations_with_replacement(DAYS, 2)]


def test_a_query_and_a_row_agree_on_who_stood(db: None) -> None:
    rows = Place.objects.filter(pk=build_town().grid.pk)
    for since in DAYS:
        for until in [None, *(day for day in DAYS if day >= since)]:
            rows.update(valid_from=since, valid_to=until)
            place = rows.get()
            for days in PERIODS:
                there = {since + timedelta(days=n) for n in range(9)} if until is None else set(_days(since, until))
                stood = any(days.first <= day <= days.last for day in there)
                assert (rows.filter(places_of(days)).exists(), stood_in(place, days)) == (stood, stood), days


def _days(since: date, until: date) -> list[date]:
    """Its days: the one on which it ended is none of them."""
    return [since + timedelta(days=number) for number in range((until - since).days)]
