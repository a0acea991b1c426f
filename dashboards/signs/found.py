"""The signs of a place: a constant number of queries, however many places and cases there are."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import reduce
from hashlib import sha256
from itertools import islice
from operator import or_

from django.db.models import Count, F, Q, Window
from django.utils.timezone import localdate

from cases.models import Case
from cases.models.queries import CaseQuerySet, inside
from cases.terms import State
from dashboards.categories import Tree, category_tree
from dashboards.periods import OWN, Period
from dashboards.signs.climbing import climbs_of
from dashboards.signs.terms import (
    LISTED,
    LONG_DAYS,
    OFTEN,
    RECENT_DAYS,
    WEEKS,
    Sign,
    SignKind,
    in_words,
    is_rise,
    limit_of,
    whence,
)
from dashboards.tallies.reading import facts_in, tallied
from dashboards.terms import Cut, What
from grids.models import Place
from grids.workflow import Level

LOOKED_AT = [Level.DISTRICT, Level.STREET, Level.COMMUNITY, Level.VILLAGE]
MOST = 40  # signs of a kind
_A_DAY = timedelta(days=1)
_CHAIN = "place__parent__parent__parent"
_NO_MATTER_OF_ITS_OWN = [State.MERGED, State.REFUSED, State.WITHDRAWN]


def signs_of(place: Place, *, top: Place, cases: CaseQuerySet, at: datetime) -> list[Sign]:
    """`top`: what places are compared with: the highest that the reader may read. `cases`: those that the reader may
    open."""
    today = localdate(at)
    places = _places(place)
    tree = category_tree()
    rises = _with_cases(place, _furthest(_rises(places, today, tree)), today, tree)
    climbing = _furthest(climbs_of(places, top, last_days(today, LONG_DAYS), _below(places)))
    return [*rises, *_repeated(place, today), *_addresses(place, cases, at), *climbing]


def last_days(today: date, days: int) -> Period:
    return Period(OWN, today - (days - 1) * _A_DAY, today)


def _places(place: Place) -> list[Place]:
    rows = Place.objects.filter(tree_id=place.tree_id, lft__gte=place.lft, rght__lte=place.rght)
    return list(rows.filter(level__in=LOOKED_AT, valid_to=None).with_chain().order_by("lft"))


def _furthest(found: Iterable[Sign]) -> list[Sign]:
    return sorted(found, key=lambda one: -one.weight)[:MOST]


def _rises(places: list[Place], today: date, tree: Tree) -> Iterator[Sign]:
    recent = last_days(today, RECENT_DAYS)
    past = Period(OWN, recent.first - 7 * WEEKS * _A_DAY, recent.first - _A_DAY)
    found = _with_above(tallied(places, Cut.CATEGORY, [recent, past], What.CAME), tree)
    numbers = {key: (many, earlier) for key, (many, earlier) in found.items() if many}
    risen = {key: pair for key, pair in numbers.items() if key[1] and is_rise(*pair)}
    below = _below(places)
    by_pk = {place.pk: place for place in places}
    for (pk, category), (many, earlier) in risen.items():
        parts = {place: numbers[place.pk, category][0] for place in below[pk] if (place.pk, category) in numbers}
        own = [place for place in parts if (place.pk, category) in risen]
        if len(own) == 1 and not is_rise(*_without(numbers[pk, category], numbers[own[0].pk, category])):
            continue  # it is that place's own, and listed there
        kinds = [one for one in tree.with_below(category)[1:] if (pk, one) in risen]
        if len(kinds) == 1 and not is_rise(*_without(numbers[pk, category], numbers[pk, kinds[0]])):
            continue  # it is the one category's below it, and listed as that
        yield Sign(
            SignKind.RISE, by_pk[pk], category, tree.called(category), in_words(many, earlier) + whence(parts, many),
            many - limit_of(earlier / WEEKS), recent, narrowed=(("category", category),),
        )  # fmt: skip


def _with_above(found: Mapping[tuple[int, str], tuple[int, ...]], tree: Tree) -> dict[tuple[int, str], tuple[int, int]]:
    """A category counts what those below it have, as it does wherever a page is narrowed to it."""
    summed: dict[tuple[int, str], tuple[int, int]] = {}
    for (place, category), (many, earlier) in found.items():
        for one in tree.with_above(category):
            had, had_earlier = summed.get((place, one), (0, 0))
            summed[place, one] = (had + many, had_earlier + earlier)
    return summed


def _without(all_: tuple[int, int], part: tuple[int, int]) -> tuple[int, int]:
    return all_[0] - part[0], all_[1] - part[1]


def _below(places: list[Place]) -> dict[int, list[Place]]:
    """Of each place those of them that are one step below it."""
    found: dict[int, list[Place]] = {place.pk: [] for place in places}
    for place in places:
        if place.parent_id in found:
            found[place.parent_id].append(place)
    return found


def _with_cases(place: Place, signs: list[Sign], today: date, tree: Tree) -> list[Sign]:
    """Rises, each with its newest cases: one query for all of them."""
    if not signs:
        return []
    of = {sign.about: tree.with_below(sign.about) for sign in signs}
    behind = reduce(or_, (_behind(sign, of[sign.about]) for sign in signs))
    rows = facts_in(place, last_days(today, RECENT_DAYS)).filter(behind, what=What.CAME)
    columns = ("case_id", "category_id", "place__lft")
    facts = list(rows.order_by("-at", "-case_id").values_list(*columns))
    return [
        sign.with_cases(
            list(dict.fromkeys(pk for pk, *fact in facts if _is_behind(sign, of[sign.about], *fact))), LISTED
        )
        for sign in signs
    ]


def _behind(sign: Sign, categories: Collection[str]) -> Q:
    here = Q(place__tree_id=sign.place.tree_id, place__lft__gte=sign.place.lft, place__rght__lte=sign.place.rght)
    return here & Q(category__in=categories)


def _is_behind(sign: Sign, categories: Collection[str], category: int | None, lft: int) -> bool:
    return sign.place.lft <= lft <= sign.place.rght and str(category) in categories


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
    there = cases.filter(inside(place), submitted_at__date__range=(days.first, days.last), submitted_at__lte=at)
    alike = Window(Count("pk"), partition_by=[F("place"), F("address")])
    rows = there.exclude(address="").exclude(state__in=_NO_MATTER_OF_ITS_OWN)
    rows = rows.annotate(many=alike).filter(many__gte=OFTEN)
    found: dict[tuple[int, str], list[Case]] = defaultdict(list)
    for case in rows.select_related(_CHAIN).order_by("-many", "-pk"):
        found[case.place_id, case.address].append(case)
    for (_, address), same in islice(found.items(), MOST):
        words = f"近 {LONG_DAYS} 天同一地点上报 {len(same)} 件（不算已并案、不予受理、撤回的），满 {OFTEN} 件就列出。"
        ids = tuple(case.pk for case in same)  # all: no page lists what is at an address
        mark = sha256(address.encode()).hexdigest()[:12]
        yield Sign(SignKind.ADDRESS, same[0].place, mark, address, words, len(same), days, ids, len(ids))
