"""Which rules hold in a community on a day, and what they make of a service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import F, Q

from accounts.prepared import Prepared
from grids.models import Place
from volunteers.earning import Terms
from volunteers.models import Scheme
from volunteers.models.scheme import SchemeQuerySet
from volunteers.rules import Refused


class Schemes:
    """For many services at once: two queries, whatever their number. Of a place and a day it is the nearest one."""

    def __init__(self, communities: Iterable[Place]) -> None:
        self._above = {place.pk: [*reversed([one.pk for one in place.chain()]), None] for place in communities}
        wanted = {pk for chain in self._above.values() for pk in chain if pk}
        found = Scheme.objects.filter(place__in=wanted) | Scheme.objects.filter(place=None)
        self._terms: dict[tuple[int, date, str, str], tuple[Terms, dict[str, Any], int | None]] = {}
        self._found = list(found.prefetch_related("factors").order_by("-valid_from"))

    def at(self, community: Place, on: date) -> Scheme:
        """Raises Refused `no_scheme`."""
        for place in self._above[community.pk]:
            for one in self._found:
                if (
                    one.place_id == place
                    and one.valid_from <= on
                    and (one.valid_until is None or on <= one.valid_until)
                ):
                    return one
        raise Refused("no_scheme", community=community.short_name)

    def terms(self, community: Place, on: date, work: str, help: str) -> tuple[Terms, dict[str, Any], int | None]:
        """What holds for such a service, the same as it is written into the ledger, and after how many years points
        expire. Reckoned once for all that are alike. Raises Refused `no_scheme`."""
        alike = (community.pk, on, work, help)
        if (known := self._terms.get(alike)) is None:
            scheme = self.at(community, on)
            terms = terms_of(scheme, work, help)
            known = self._terms[alike] = terms, terms.kept(), scheme.expires_after_years
        return known


def scheme_at(community: Place, on: date) -> Scheme:
    """One query. Raises Refused `no_scheme`."""
    found = _nearest(community.tree_id, community.lft, community.rght, on).first()
    if found is None:
        raise Refused("no_scheme", community=community.short_name)
    return found


def turns_in(community: Place | None, first: date) -> list[Turn]:
    """Which one holds there from that day on, for who only reads it; of no community those of all. Two queries."""
    here = Q(place=None) | _above(community.tree_id, community.lft, community.rght) if community else Q(place=None)
    not_over = Scheme.objects.filter(here, Q(valid_until=None) | Q(valid_until__gte=first))
    return turns(not_over.select_related("place").prefetch_related("factors"), first)


def family_at(community: Place, on: date) -> bool:
    """Whether points pass between family there; without a scheme they do not. One query."""
    found = _nearest(community.tree_id, community.lft, community.rght, on).first()
    return found is not None and found.family


def pickup_days_at(community: Place, on: date) -> int:
    """For how many days an order waits. Every order asks. Raises Refused `no_scheme`."""
    found = _PICKUP_DAYS.first(community.tree_id, community.lft, community.rght, on)
    if found is None:
        raise Refused("no_scheme", community=community.short_name)
    return int(found[0])


def _nearest(tree: int, lft: int, rght: int, on: date) -> SchemeQuerySet:
    nearest = (F("place__depth").desc(nulls_last=True), "-valid_from", "-pk")
    return Scheme.objects.in_force(on).filter(_above(tree, lft, rght) | Q(place=None)).order_by(*nearest)


def _above(tree: int, lft: int, rght: int) -> Q:
    return Q(place__tree_id=tree, place__lft__lte=lft, place__rght__gte=rght)


_PICKUP_DAYS = Prepared(lambda *here: _nearest(*here).values_list("pickup_days")[:1])


def first_day_without(spans: Iterable[tuple[date, date | None]], today: date) -> date | None:
    """From today on the first day that lies in none of these (from–to, both included; None: open); None: there is no
    such day."""
    day, known = today, list(spans)
    while ends := [until or date.max for since, until in known if since <= day <= (until or date.max)]:
        if max(ends) == date.max:
            return None
        day = max(ends) + timedelta(days=1)
    return day


class Turn(NamedTuple):
    """The days since–until, both included, on which one of several schemes holds. `until` None: for as long as anybody
    has said; `scheme` None: none holds."""

    since: date
    until: date | None
    scheme: Scheme | None


def turns(schemes: Iterable[Scheme], first: date) -> list[Turn]:
    """From that day on, in order. Of those in force on a day the nearest holds, of several of one place the one that
    began last; when it is over, the one before it holds again. No query where `place` is at hand."""
    known = list(schemes)
    ends = [one.valid_until + timedelta(days=1) for one in known if one.valid_until and one.valid_until < date.max]
    days = sorted({first, *(day for day in [*ends, *(one.valid_from for one in known)] if day > first)})
    changes = [(day, _holding(known, day)) for day in days]
    kept = [one for number, one in enumerate(changes) if not number or one[1] != changes[number - 1][1]]
    until = [day - timedelta(days=1) for day, _ in kept[1:]]
    return [Turn(day, last, scheme) for (day, scheme), last in zip(kept, [*until, None], strict=True)]


def _holding(schemes: Iterable[Scheme], on: date) -> Scheme | None:
    def nearest(one: Scheme) -> tuple[int, date, int]:
        return (one.place.depth if one.place else -1, one.valid_from, one.pk)

    in_force = [one for one in schemes if one.valid_from <= on <= (one.valid_until or date.max)]
    return max(in_force, key=nearest, default=None)


def terms_of(scheme: Scheme, work: str, help: str) -> Terms:
    """The numbers of this scheme for that kind of service. Its factors are read once for each scheme."""
    return Terms(
        scheme=scheme.pk,
        rate=scheme.points_per_hour,
        factor=_factor(scheme, work, help),
        fixed=_fixed(scheme).get(work),
        donation_most=scheme.donation_most,
        activity_minutes=scheme.activity_minutes,
        day_minutes=scheme.day_minutes,
        day_points=scheme.day_points,
        month_points=scheme.month_points,
    )


def _factor(scheme: Scheme, work: str, help: str) -> Decimal:
    fitting = [one for one in scheme.factors.all() if one.work in ("", work) and one.help in ("", help)]
    exact = max(fitting, key=lambda one: (one.help != "", one.work != ""), default=None)
    return exact.factor if exact else Decimal(1)


def _fixed(scheme: Scheme) -> dict[str, int]:
    return {
        "REPORT": scheme.report_points,
        "VALUED": scheme.valued_points,
        "WISH": scheme.wish_points,
        "REFERRAL": scheme.referral_points,
    }
