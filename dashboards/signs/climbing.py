"""都往上走: places that cannot finish what comes to them. Counted are cases, however often each of them went up."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import NamedTuple

from django.db.models import Exists, OuterRef

from cases.terms import Level as Rung
from dashboards.models import Fact
from dashboards.periods import Period
from dashboards.signs.terms import (
    ENOUGH_CAME,
    LONG_DAYS,
    MOST_LISTED,
    TIMES,
    Left,
    Sign,
    SignKind,
    beyond,
    climbs,
    is_half,
    is_twice,
    is_worse,
    whence,
)
from dashboards.tallies.reading import facts_in, tallied
from dashboards.terms import Cut, What
from grids.models import Place

_UPWARDS = (What.WHISTLED, What.CLIMBED)


class _Gone(NamedTuple):
    lft: int  # of the place that the case is in
    case: int


def climbs_of(places: list[Place], top: Place, days: Period, below: Mapping[int, list[Place]]) -> Iterator[Sign]:
    """Compared with what the reader may read alone (`top`): never with more. Each is listed once: the lowest place
    that explains it; inside one that is listed only what is far worse still. Two queries."""
    came = tallied({*places, top}, Cut.ALL, [days], What.CAME)
    gone = _gone(max([*places, top], key=lambda one: one.rght - one.lft), days)
    seen = {one.pk: Left(len(_inside(gone, one)), came.get((one.pk, ""), (0,))[0]) for one in {*places, top}}
    whole, listed = seen[top.pk], dict[int, tuple[Place, Left]]()
    climbing = {place.pk for place in places if climbs(seen[place.pk], whole)}
    for place in places:  # in the tree's order: what is around it has been looked at
        mine, around = seen[place.pk], listed.get(place.parent_id or 0)
        own = [one for one in below[place.pk] if one.pk in climbing]
        is_ones = len(own) == 1 and not climbs(mine.less(seen[own[0].pk]), whole)
        if place.pk in climbing and not is_ones and (around is None or is_worse(mine, around[1])):
            listed[place.pk] = place, mine
            why = _why(mine, top, whole) if around is None else f"{around[0]}已经是 {around[1].in_words}，它更高。"
            parts = {one: seen[one.pk].cases for one in below[place.pk] if seen[one.pk].cases}
            words = _words(mine, why, whence(parts, mine.cases))
            sign = Sign(SignKind.CLIMBING, place, "", "办不完的都往上走", words, beyond(mine, whole), days)
            yield sign.with_cases([one.case for one in _inside(gone, place)], MOST_LISTED)  # no figure counts the same
        elif around is not None:
            listed[place.pk] = around


def _gone(place: Place, days: Period) -> list[_Gone]:
    """Of the cases that came in these days those that have gone up from a grid since, the newest first."""
    up = Fact.objects.filter(case=OuterRef("case"), what__in=_UPWARDS, level=Rung.GRID)
    rows = facts_in(place, days).filter(Exists(up), what=What.CAME).order_by("-at", "-case_id")
    return list(map(_Gone._make, rows.values_list("place__lft", "case_id")))


def _inside(gone: Collection[_Gone], place: Place) -> list[_Gone]:
    return [one for one in gone if place.lft <= one.lft <= place.rght]


def _words(mine: Left, why: str, where: str) -> str:
    return (
        f"近 {LONG_DAYS} 天受理 {mine.came} 件，其中 {mine.cases} 件从网格往上走了，占 {mine.percent:.1f}%；{why}"
        f"{where and f'往上走的{where}'}受理满 {ENOUGH_CAME} 件才比。"
    )


def _why(mine: Left, top: Place, whole: Left) -> str:
    half, twice = "满一半", f"{top}整体 {whole.in_words}，达到它的 {TIMES} 倍"
    if not is_twice(mine, whole):
        return f"{half}。"
    return f"{half}，{twice}。" if is_half(mine) else f"{twice}。"
