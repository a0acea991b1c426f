"""A member leaves the roll: what apps above keep of them ends in the same transaction, each by what it told here."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from accounts.models import User
from partyorg.models import Member

# (member, last day, by, at): ends whatever goes on of the member, as of that day
Ending = Callable[[Member, date, User | None, datetime], None]
_ENDINGS: list[Ending] = []


def ends_with_membership(ending: Ending) -> Ending:
    """For apps above, which this one may not know: told when they are loaded."""
    _ENDINGS.append(ending)
    return ending


def end_all(member: Member, *, on: date, by: User | None, at: datetime) -> None:
    """Within the transaction by which the member leaves."""
    for ending in _ENDINGS:
        ending(member, on, by, at)
