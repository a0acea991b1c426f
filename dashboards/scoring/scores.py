"""Scores as the figures are now: of the places one step below, of a place itself, of departments. A month at a time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TypeVar

from dashboards.ranking import ranked
from dashboards.scoring.score import Scheme, Scored, scored
from dashboards.tallies.reading import Counts
from dashboards.workflow import Subject
from grids.models import Place
from grids.workflow import Level
from partyorg.models import Organisation

SUBJECT_OF: dict[str, Subject] = {
    Level.STREET: Subject.STREET,
    Level.COMMUNITY: Subject.COMMUNITY,
    Level.VILLAGE: Subject.COMMUNITY,
    Level.GRID: Subject.GRID,
}
Whose = TypeVar("Whose", Place, Organisation)


def placed(scores: Iterable[tuple[Whose, Scored]]) -> list[tuple[int | None, Whose, Scored]]:
    """Best first, equal scores in one place; whoever is not scored stands last, without one."""
    return [(rank, whose, found) for rank, (whose, found) in ranked(scores, lambda one: one[1].value)]


def scored_each(
    places: Iterable[Place], figures: Mapping[int, Counts], schemes: Mapping[str, Scheme]
) -> list[tuple[Place, Scored]]:
    """Those for whom there is a scheme."""
    return [
        (place, scored(figures.get(place.pk, {}), scheme))
        for place in places
        if (scheme := schemes.get(SUBJECT_OF[place.level]))
    ]


def scored_units(
    units: Iterable[Organisation], figures: Mapping[str, Counts], scheme: Scheme
) -> list[tuple[Organisation, Scored]]:
    """`figures`: by the unit's number, as `reading.by_value` has them."""
    return [(unit, scored(figures.get(str(unit.pk), {}), scheme)) for unit in units]


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    return None if now is None or before is None else now - before
