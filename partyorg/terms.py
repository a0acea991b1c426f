"""任期: who elects a committee, for how many years, and when the next election is due."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date

from partyorg.kinds import BRANCHES, GENERAL_BRANCHES, Kind
from partyorg.models import Organisation
from partyorg.plain import Unit

TERM_YEARS: Mapping[str, int] = {Kind.TEMPORARY_BRANCH: 3, Kind.FUNCTIONAL_BRANCH: 3, Kind.PROPERTY_BRANCH: 3}
USUAL_TERM_YEARS = 5  # of villages' and communities' own
ELECTED = BRANCHES | GENERAL_BRANCHES | {Kind.COMMUNITY_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE, Kind.GRAND_COMMITTEE}


def election_due(unit: Organisation | Unit) -> date | None:
    """The day on which its committee's term is over; None where it elects none or nobody wrote the last one down."""
    if unit.kind not in ELECTED or unit.elected_on is None:
        return None
    return months_after(unit.elected_on, 12 * TERM_YEARS.get(unit.kind, USUAL_TERM_YEARS))


def months_after(day: date, months: int) -> date:
    """The same day of a later month, or its last where it has none."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
