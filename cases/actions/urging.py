"""催办: the reporter asks that it go on. Nothing moves; those who have it in hands hear of it, and it is counted."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from cases.actions.moving import Refused, answering_unit, permit, step, take
from cases.deadlines import is_late
from cases.models import Case
from cases.terms import TOP, Notice
from partyorg.hats import Hat
from partyorg.models import Organisation


def urge(case: Case, *, by: Hat, at: datetime) -> Case:
    """催一催, once a day. What is late is told to the unit one rung up as well, whose name its row keeps."""
    attempt = permit(case, Notice.URGED, by=by, at=at)
    times = 1 + sum(event.kind == Notice.URGED for event in attempt.events)
    above = _one_rung_up(case) if is_late(case, at) else None
    data: dict[str, Any] = {"times": times, **({"above": above.pk, "unit": above.name} if above else {})}
    return take(step(attempt, data=data))


def _one_rung_up(case: Case) -> Organisation | None:
    """Above the leading group is nobody; and where nobody answers there, its own unit has heard."""
    if case.rung >= TOP:
        return None
    try:
        _, unit_id = answering_unit(case.place, case.rung + 1)
    except Refused:
        return None
    return Organisation.objects.get(pk=unit_id)
