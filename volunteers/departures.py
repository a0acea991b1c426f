"""A volunteer leaves: what apps above keep for them ends in the same transaction, each by what it told here."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import TypeVar

from django.db.models import Model, QuerySet

from volunteers.models import Volunteer
from volunteers.rules import Refused

logger = logging.getLogger(__name__)
Row = TypeVar("Row", bound=Model)
LOOKS = 3  # at what still stands: others act in the same moment

Ending = Callable[[Volunteer, datetime], None]
_ENDINGS: list[Ending] = []
Naming = Callable[[Volunteer, datetime], Iterable[str]]
_NAMINGS: list[Naming] = []


def ends_with_volunteering(ending: Ending) -> Ending:
    """For apps above, which this one may not know: told when they are loaded."""
    _ENDINGS.append(ending)
    return ending


def says_what_ends(naming: Naming) -> Naming:
    """For the apps above, of what they end: a sentence each, for whoever is about to leave."""
    _NAMINGS.append(naming)
    return naming


def what_ends(volunteer: Volunteer, *, at: datetime) -> list[str]:
    return [line for naming in _NAMINGS for line in naming(volunteer, at)]


def end_each(rows: QuerySet[Row], end: Callable[[Row], object]) -> None:
    """Whatever still stands of these when somebody leaves. Who acts in the same moment is no hindrance: what they did
    is looked at anew (a request that was just taken is called off as a taken one), and what has come to an end of its
    own (handed over, checked in) stays as it is. One way for all apps; nobody's leaving is refused for it, and what
    still stands after the last look is told in the log.
    """
    for _ in range(LOOKS):
        refused = {row.pk: rule for row in rows.all() if (rule := _refusal(end, row))}
    for row in rows.filter(pk__in=refused):
        logger.warning("%s %s still stands: %s", row._meta.label, row.pk, refused[row.pk])


def _refusal(end: Callable[[Row], object], row: Row) -> str:
    try:
        end(row)
    except Refused as refused:
        return refused.rule
    return ""


def end_all(volunteer: Volunteer, *, at: datetime) -> None:
    """Within the transaction by which they leave."""
    for ending in _ENDINGS:
        ending(volunteer, at)
