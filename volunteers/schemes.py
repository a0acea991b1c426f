"""Which rules hold in a community on a day, and what they make of a service."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import F, Q

from accounts.prepared import Prepared
from checkins.standing import within
from grids.models import Place
from volunteers.earning import Terms
from volunteers.models import Scheme, Service
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


def scheme_known(community: Place | None, on: date) -> Scheme | None:
    """As `scheme_at`, for who only reads it; of no community the common one. One query."""
    if community is None:
        return Scheme.objects.in_force(on).filter(place=None).order_by("-valid_from", "-pk").first()
    return _nearest(community.tree_id, community.lft, community.rght, on).select_related("place").first()


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
    above = Q(place__tree_id=tree, place__lft__lte=lft, place__rght__gte=rght)
    nearest = (F("place__depth").desc(nulls_last=True), "-valid_from", "-pk")
    return Scheme.objects.in_force(on).filter(above | Q(place=None)).order_by(*nearest)


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


def is_used(scheme: Scheme) -> bool:
    """Whether something is on record that goes by it, approved or not."""
    here = within([scheme.place], "community") if scheme.place else Q()
    return Service.objects.filter(Q(scheme=scheme) | here & Q(day__gte=scheme.valid_from)).exists()


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
