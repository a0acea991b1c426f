"""The signs of a place: a constant number of queries, however many places and cases there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import reduce
from hashlib import sha256
from itertools import islice
from operator import or_

from django.db.models import Count, F, Q, Window
from django.utils.timezone import localdate

from cases.models import Case, Category
from cases.models.queries import CaseQuerySet, inside
from cases.terms import Level as Rung
from cases.terms import State
from dashboards.periods import OWN, Period
from dashboards.reading import facts_in, tallied
from dashboards.signs.terms import (
    ENOUGH_CAME,
    LONG_DAYS,
    OFTEN,
    RECENT_DAYS,
    TIMES,
    WEEKS,
    Sign,
    SignKind,
    climbs,
    in_words,
    is_rise,
    limit_of,
    whence,
)
from dashboards.terms import Cut, What
from grids.models import Place
from grids.workflow import Level

LOOKED_AT = [Level.STREET, Level.COMMUNITY, Level.VILLAGE]
MOST = 40  # signs of a kind
LISTED = 8  # cases of a sign
_A_DAY = timedelta(days=1)
_CHAIN = "place__parent__parent__parent"
_NO_MATTER_OF_ITS_OWN = [State.MERGED, State.REFUSED, State.WITHDRAWN]


def signs_of(place: Place, *, top: Place, cases: CaseQuerySet, at: datetime) -> list[Sign]:
    """`top`: what places are compared with: the highest that the reader may read. `cases`: those that the reader may
    open."""
    today = localdate(at)
    places = _places(place)
    found = [*_rises(places, today), *_climbs(places, top, today)]
    found = _with_cases(place, found, today)
    return [*_furthest(found, SignKind.RISE), *_repeated(place, today), *_addresses(place, cases, at),
            *_furthest(found, SignKind.CLIMBING)]  # fmt: skip


def last_days(today: date, days: int) -> Period:
    return Period(OWN, today - (days - 1) * _A_DAY, today)


def _places(place: Place) -> list[Place]:
    rows = Place.objects.filter(tree_id=place.tree_id, lft__gte=place.lft, rght__lte=place.rght)
    return list(rows.filter(level__in=LOOKED_AT, valid_to=None).with_chain().order_by("lft"))


def _furthest(found: Iterable[Sign], kind: SignKind) -> list[Sign]:
    return sorted((one for one in found if one.kind == kind), key=lambda one: -one.weight)[:MOST]


def _rises(places: list[Place], today: date) -> Iterator[Sign]:
    recent = last_days(today, RECENT_DAYS)
    past = Period(OWN, recent.first - 7 * WEEKS * _A_DAY, recent.first - _A_DAY)
    now = tallied(places, Cut.CATEGORY, recent, [What.CAME])
    before = tallied(places, Cut.CATEGORY, past, [What.CAME])
    numbers = {key: (came[What.CAME], before.get(key, {}).get(What.CAME, 0)) for key, came in now.items()}
    risen = {key: pair for key, pair in numbers.items() if key[1] and is_rise(*pair)}
    below = _below(places)
    names = {str(pk): name for pk, name in Category.objects.values_list("pk", "name")} if risen else {}
    by_pk = {place.pk: place for place in places}
    for (pk, category), (many, earlier) in risen.items():
        parts = {place: numbers[place.pk, category][0] for place in below[pk] if (place.pk, category) in numbers}
        own = [place for place in parts if (place.pk, category) in risen]
        if len(own) == 1 and not is_rise(*_without(numbers[pk, category], numbers[own[0].pk, category])):
            continue  # it is that place's own, and listed there
        yield Sign(
            SignKind.RISE, by_pk[pk], category, names[category], in_words(many, earlier) + whence(parts, many),
            many - limit_of(earlier / WEEKS), recent, narrowed=(("category", category),),
        )  # fmt: skip


def _without(all_: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    return all_[0] - part[0], all_[1] - part[1]


def _below(places: list[Place]) -> dict[int, list[Place]]:
    """Of each place those of them that are one step below it."""
    found: dict[int, list[Place]] = {place.pk: [] for place in places}
    for place in places:
        if place.parent_id in found:
            found[place.parent_id].append(place)
    return found


def _climbs(places: list[Place], top: Place, today: date) -> Iterator[Sign]:
    """What left the grids upwards, of what came. Compared with what the reader may read alone: never with more."""
    days = last_days(today, LONG_DAYS)
    came: dict[int, int] = defaultdict(int)
    left: dict[int, int] = defaultdict(int)
    whats = [What.CAME, What.WHISTLED, What.CLIMBED]
    for (pk, rung), many in tallied({*places, top}, Cut.LEVEL, days, whats).items():
        came[pk] += many[What.CAME]
        if rung == str(Rung.GRID.value):
            left[pk] += many[What.WHISTLED] + many[What.CLIMBED]
    below = _below(places)
    for place in places:
        if any((left[one.pk], came[one.pk]) == (left[place.pk], came[place.pk]) for one in below[place.pk]):
            continue  # it is that place's own, and listed there
        mine, all_ = (left[place.pk], came[place.pk]), (left[top.pk], came[top.pk])
        if place != top and climbs(*mine, *all_):
            share, usual = (100 * a / b for a, b in (mine, all_))
            yield Sign(
                SignKind.CLIMBING, place, "", "办不完的都往上走",
                f"近 {LONG_DAYS} 天受理 {mine[1]} 件，从网格往上 {mine[0]} 次，占 {share:.1f}%；"
                f"{top}整体 {usual:.1f}%（{all_[0]} / {all_[1]}），达到它的 {TIMES} 倍；受理满 {ENOUGH_CAME} 件才比。",
                share - TIMES * usual, days,
            )  # fmt: skip


def _with_cases(place: Place, signs: list[Sign], today: date) -> list[Sign]:
    """Each with its newest cases: one query for all of them."""
    if not signs:
        return []
    rows = facts_in(place, last_days(today, LONG_DAYS)).filter(reduce(or_, map(_behind, signs)))
    columns = ("case_id", "what", "category_id", "day", "place__lft")
    facts = list(rows.order_by("-at", "-case_id").values_list(*columns))
    return [
        sign.with_cases(list(dict.fromkeys(pk for pk, *fact in facts if _is_behind(sign, *fact))), LISTED)
        for sign in signs
    ]


def _behind(sign: Sign) -> Q:
    here = Q(place__tree_id=sign.place.tree_id, place__lft__gte=sign.place.lft, place__rght__lte=sign.place.rght)
    if sign.kind == SignKind.RISE:
        return here & Q(what=What.CAME, category=int(sign.about), day__gte=sign.during.first)
    return here & Q(what__in=[What.WHISTLED, What.CLIMBED], level=Rung.GRID)


def _is_behind(sign: Sign, what: str, category: int | None, day: date, lft: int) -> bool:
    if not sign.place.lft <= lft <= sign.place.rght:
        return False
    if sign.kind == SignKind.RISE:
        return what == What.CAME and str(category) == sign.about and day >= sign.during.first
    return what != What.CAME


def _repeated(place: Place, today: date) -> Iterator[Sign]:
    days = last_days(today, LONG_DAYS)
    said = Q(facts__what=What.SAID_AGAIN, facts__day__range=(days.first, days.last))
    cases = Case.objects.filter(inside(place), said).annotate(many=Count("facts")).filter(many__gte=OFTEN)
    for case in cases.select_related(_CHAIN).order_by("-many", "-pk")[:MOST]:
        words = f"近 {LONG_DAYS} 天又反映了 {case.many} 次（催办、再反映、并案、办结后又出现），满 {OFTEN} 次的都列出。"
        yield Sign(
            SignKind.REPEATED, case.place, str(case.pk), case.number, words, case.many, days, (case.pk,), 1
        )  # fmt: skip


def _addresses(place: Place, cases: CaseQuerySet, at: datetime) -> Iterator[Sign]:
    days = last_days(localdate(at), LONG_DAYS)
    recent = cases.filter(inside(place), submitted_at__gt=at - LONG_DAYS * _A_DAY, submitted_at__lte=at).exclude(
        address=""
    )
    alike = Window(Count("pk"), partition_by=[F("place"), F("address")])
    rows = recent.exclude(state__in=_NO_MATTER_OF_ITS_OWN).annotate(many=alike).filter(many__gte=OFTEN)
    found: dict[tuple[int, str], list[Case]] = defaultdict(list)
    for case in rows.select_related(_CHAIN).order_by("-many", "-pk"):
        found[case.place_id, case.address].append(case)
    for (_, address), same in islice(found.items(), MOST):
        words = f"近 {LONG_DAYS} 天同一地点上报 {len(same)} 件（不算已并案、不予受理、撤回的），满 {OFTEN} 件就列出。"
        ids = tuple(case.pk for case in same)  # all: no page lists what is at an address
        mark = sha256(address.encode()).hexdigest()[:12]
        yield Sign(SignKind.ADDRESS, same[0].place, mark, address, words, len(same), days, ids, len(ids))
