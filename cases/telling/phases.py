"""枫桥经验的五个环节: in which of the five parts of the work a case is.

The mapping is ours: a case is 信息收集 as long as nobody has looked at it; 问题发现 once it is accepted, its category
and urgency settled, its duplicates found; 任务分办 while it is on its way to the hands that do it; 协同处置 while they
do, meet, wait or begin again; 结果反馈 from the moment somebody says that it is done, to the answer that ends it. One
that was merged goes along with its main case, and comes to its result with it.
"""

from __future__ import annotations

from cases.models import Case
from cases.terms import Phase, State

PHASES: dict[State, Phase] = {
    State.SUBMITTED: Phase.COLLECT,
    State.ACCEPTED: Phase.FIND,
    State.DISPATCHED: Phase.ASSIGN,
    State.HANDLING: Phase.HANDLE,
    State.CONSULTING: Phase.HANDLE,
    State.TOPPED: Phase.HANDLE,
    State.SUSPENDED: Phase.HANDLE,
    State.REWORK: Phase.HANDLE,
    State.MERGED: Phase.HANDLE,
    State.CHECKING: Phase.FEEDBACK,
    State.REVISIT: Phase.FEEDBACK,
    State.CLOSED: Phase.FEEDBACK,
    State.REFUSED: Phase.FEEDBACK,
    State.WITHDRAWN: Phase.FEEDBACK,
}


def phase_of(case: Case) -> Phase:
    ended_along = case.state == State.MERGED and case.closed_at is not None
    return Phase.FEEDBACK if ended_along else PHASES[State(case.state)]


def phases(case: Case) -> list[tuple[str, bool]]:
    """(name, whether the case is in it now), in their order."""
    now = phase_of(case)
    return [(str(phase.label), phase == now) for phase in Phase]
