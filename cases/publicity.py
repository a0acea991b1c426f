"""Which cases may stand on the public board of their community, and the rule that keeps the others off it. Pure data.

The same rows answer for one case at hand (`kept_off`) and, as a condition, for the whole board (`Off.when`): what
becomes confidential, or is merged, leaves the board by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from cases.terms import Purpose, State, Who

if TYPE_CHECKING:
    from cases.models import Case

# Community and above: what a whole community reads is answered for by the community, not by a grid alone.
RELEASING = (Who.INTAKE, Who.COMMAND_CENTRE, Who.APPROVER)
NOT_TAKEN_UP = sorted({State.SUBMITTED, State.MERGED, State.REFUSED, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Off:
    """Why a case does not belong on the board: the rule's name, and the condition as Django's lookups spell it."""

    rule: str
    lookup: str
    value: Any

    @property
    def when(self) -> dict[str, Any]:
        return {self.lookup: self.value}

    def holds_for(self, case: Case) -> bool:
        """No query where the case came with its category."""
        path, _, last = self.lookup.rpartition("__")
        if last not in ("in", "isnull"):
            path, last = self.lookup, ""
        found: Any = case
        for name in path.split("__"):
            found = getattr(found, name) if found is not None else None
        if last == "isnull":
            return (found is None) is self.value
        return found in self.value if last == "in" else found == self.value


OFF: tuple[Off, ...] = (
    Off("board_not_confidential", "confidential", True),
    Off("board_not_anonymous", "anonymous", True),
    Off("board_taken_up", "state__in", NOT_TAKEN_UP),
    Off("board_no_emergency", "emergency_direct", True),
    Off("board_no_emergency", "category__emergency", True),
    Off("board_no_emergency", "purpose", Purpose.EMERGENCY),
    Off("board_nobodys_conduct", "purpose", Purpose.UNCIVIL),
    Off("board_no_quarrel", "category__sensitive", True),
    Off("board_no_quarrel", "category__mediation", True),
    Off("board_category", "category__isnull", True),
    Off("board_category", "category__may_be_public", False),
)


def kept_off(case: Case) -> str:
    """The rule that keeps it off the board; "" where it may stand there."""
    return next((off.rule for off in OFF if off.holds_for(case)), "")
