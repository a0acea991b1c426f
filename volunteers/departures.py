"""A volunteer leaves: what apps above keep for them ends in the same transaction, each by what it told here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from volunteers.models import Volunteer

Ending = Callable[[Volunteer, datetime], None]
_ENDINGS: list[Ending] = []


def ends_with_volunteering(ending: Ending) -> Ending:
    """For apps above, which this one may not know: told when they are loaded."""
    _ENDINGS.append(ending)
    return ending


def end_all(volunteer: Volunteer, *, at: datetime) -> None:
    """Within the transaction by which they leave."""
    for ending in _ENDINGS:
        ending(volunteer, at)
