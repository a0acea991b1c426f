from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Any

from cases.models import Case, Event, Proposal
from cases.terms import Kind, Notice, Urgency, Who
from partyorg.hats import Hat


@dataclass
class Attempt:
    """A hat about to make a move at a moment, and what was filled in for it."""

    case: Case
    kind: Kind | Notice
    hat: Hat
    who: Who
    at: datetime
    given: dict[str, Any] = field(default_factory=dict)

    @cached_property
    def events(self) -> list[Event]:
        return list(self.case.events.all())  # costs nothing on a page, which has read them already

    @cached_property
    def pending(self) -> Proposal | None:
        """The question that waits for somebody's decision."""
        return pending_proposal(self.case)

    @property
    def is_urgent(self) -> bool:
        return self.case.urgency in (Urgency.URGENT, Urgency.CRITICAL)


def pending_proposal(case: Case) -> Proposal | None:
    """No query where nothing is pending, or where the case came with its proposals."""
    if not case.proposed:
        return None
    return next((one for one in case.proposals.all() if not one.outcome), None)
