"""查漏补缺: what of the organisations is not as the rules want it (domain.md 5). It is said, and locks nothing.

Each finding is a sentence about one organisation or place.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from grids.models import Estate, Place
from partyorg.findings.counted import counted, posts_within, units_within
from partyorg.findings.finding import ABOUT, ASKED, Finding, found_by
from partyorg.findings.places import of_estates, of_places
from partyorg.findings.units import of_unit
from partyorg.models import Organisation
from partyorg.plain import Spot, Unit, plain_units, spots_within

__all__ = ["ABOUT", "Finding", "Survey", "findings", "findings_about", "found_by", "survey"]


@dataclass(frozen=True, slots=True)
class Survey:
    """A place on a day: the places in it that are in force, in the tree's order, its organisations and estates, what is
    found of them.
    """

    places: list[Spot]
    units: list[Unit]
    estates: list[tuple[Estate, int]]  # and how many of its five steps are done
    findings: list[Finding]


def survey(within: Place, on: date) -> Survey:
    """First what is found of the organisations in their order, then of the places. Eight queries, whatever the size."""
    places = spots_within(within, on)
    units = units_within({place.pk for place in places})
    posts = posts_within(within, on)
    of_units = [finding for one in counted(units, posts, on) for finding in of_unit(one, on)]
    beside = [finding for asked in ASKED for finding in asked(units, on)]
    estates = _estates(within)
    of_all = [*of_units, *beside, *of_places(places, units, posts, on), *of_estates(estates, units)]
    return Survey(places, units, estates, of_all)


def _estates(within: Place) -> list[tuple[Estate, int]]:
    """Each with how many of its five steps are done. One query."""
    inside = {"community__tree_id": within.tree_id, "community__lft__gte": within.lft}
    estates = Estate.objects.filter(**inside, community__rght__lte=within.rght)
    return [(estate, estate.done) for estate in estates.annotate(done=Count("steps")).order_by("pk")]


def findings(within: Place, on: date) -> list[Finding]:
    return survey(within, on).findings


def findings_about(unit: Organisation, on: date) -> list[Finding]:
    """Of this one organisation. Five queries."""
    units = plain_units(unit.get_descendants(include_self=True).filter(ended_on=None))
    posts = posts_within(unit.place, on) if unit.place else []
    own = [finding for one in counted(units, posts, on)[:1] for finding in of_unit(one, on)]
    return [*own, *(finding for asked in ASKED for finding in asked(units[:1], on))]
