"""Places and estates by what a file calls them, asked in portions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from grids.models import Estate, Place

ASKED_AT_ONCE = 900  # SQLite's old limit is 999


def portions(items: Iterable[Any]) -> Iterator[list[Any]]:
    rest = iter(dict.fromkeys(items))
    while some := list(islice(rest, ASKED_AT_ONCE)):
        yield some


def places_by_code(codes: Iterable[str | None]) -> dict[str, Place]:
    """Those that are not closed."""
    return {
        place.code: place
        for some in portions(code for code in codes if code)
        for place in Place.objects.not_closed().filter(code__in=some)
    }


def places_by_id(ids: Iterable[int | None]) -> dict[int, Place]:
    return {place.pk: place for some in portions(pk for pk in ids if pk) for place in Place.objects.filter(pk__in=some)}


def estates_by_name(names: Iterable[str | None]) -> dict[str, list[Estate]]:
    """By the last part of what was written: 社区/小区."""
    found: dict[str, list[Estate]] = defaultdict(list)
    for some in portions(name for name in names if name):
        for estate in Estate.objects.filter(name__in=some).select_related("community"):
            found[estate.name].append(estate)
    return found
