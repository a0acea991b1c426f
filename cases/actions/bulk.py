"""批量派单: many cases, one host, one reason; each goes through `dispatch` alone, and stays where it is refused."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from cases.actions.handling import dispatch
from cases.actions.moving import Conflict, Refused
from cases.models import Case
from partyorg.hats import Hat
from partyorg.models import Organisation


@dataclass(frozen=True, slots=True)
class Outcome:
    """`case` as it now is. `refused`: the rule that kept it where it was."""

    case: Case
    refused: Refused | None = None


def dispatch_each(
    cases: Iterable[tuple[Case, int]], *, host: Organisation, note: str, by: Hat, at: datetime
) -> list[Outcome]:
    """`cases`: each with the version that the person has seen; one that has moved since is a Conflict, so that a form
    that is sent twice does nothing twice.
    """
    return [_one(case, seen, host, note, by, at) for case, seen in cases]


def _one(case: Case, seen: int, host: Organisation, note: str, by: Hat, at: datetime) -> Outcome:
    try:
        if case.version != seen:
            raise Conflict
        return Outcome(dispatch(case, host=host, note=note, by=by, at=at))
    except Refused as refused:
        return Outcome(case, refused)
