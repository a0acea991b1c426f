"""What people do beside the moves, as data: rows of the timeline that change neither state nor level.

And the matters that take two people (提请): one asks, another decides. Pure, like cases/workflow.py.
"""

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass

from cases.terms import OPEN, Kind, Matter, Notice, State, Who
from cases.workflow import MOVES, Move, move

K, N, W = Kind, Notice, Who

NOTES: dict[Kind | Notice, Move] = {
    row.kind: row
    for row in [
        move(
            N.ASK_REFUSAL,
            "SUBMITTED",
            None,
            {W.INTAKE},
            "nothing_pending legal_reason not_emergency",
            effect="由另一名受理员确认；受理时限照走",
        ),
        move(
            N.ASK_SUSPENSION,
            "HANDLING TOPPED CONSULTING",
            None,
            {W.HOST},
            "nothing_pending listed_cause plan_and_review_date",
            effect="由区平台或领导小组批准；批准之前时限照走",
        ),
        move(
            N.ASK_EXPLANATION,
            "REVISIT",
            None,
            {W.OWNER_HEAD},
            "nothing_pending reason_given",
            levels={3, 4, 5},
            effect="由第二人批准",
        ),
        move(
            N.ASK_REOPENING,
            "CLOSED",
            None,
            {W.REPORTER},
            "nothing_pending within_thirty_days new_facts",
            effect="由受理员决定是否重新打开",
        ),
        move(
            N.RULING,
            "DISPATCHED HANDLING",
            None,
            {W.OWNER_HEAD},
            "dispute_pending second_officer reason_given host_not_below host_has_duty",
            levels={3, 4, 5},
            effect="维持派单或者改派；时限不重算",
        ),
        move(
            N.DECLINE,
            "SUBMITTED DISPATCHED HANDLING CONSULTING TOPPED REVISIT CLOSED",
            None,
            {W.INTAKE, W.ONE_UP, W.APPROVER, W.OWNER_HEAD},
            "something_pending decider second_officer reason_given",
            effect="提请结束，案件照旧",
        ),
        move(N.MINUTES, "CONSULTING", None, {W.OWNER_HEAD}, "reason_given", levels={3, 4, 5}),
        move(
            N.CONTACTED,
            "HANDLING CONSULTING SUSPENDED",
            None,
            {W.HOST},
            "can_be_reached reason_given",
            effect="联系时限停止",
        ),
        move(N.UNREACHED, "REVISIT", None, {W.REVISIT_OFFICER}, "not_the_handler somebody_to_ask"),
        move(
            N.RATED,
            "DISPATCHED HANDLING CONSULTING TOPPED SUSPENDED CHECKING REVISIT REWORK CLOSED",
            None,
            {W.WHISTLER, W.APPROVER},
            "something_to_rate",
            effect="吹哨的评报到的，平台评哨吹得该不该",
        ),
        move(
            N.ADDED,
            "SUBMITTED ACCEPTED DISPATCHED HANDLING CONSULTING TOPPED SUSPENDED CHECKING REVISIT REWORK CLOSED MERGED",
            None,
            {W.REPORTER, W.INTAKE},
            "reason_given photos_left not_too_often",
        ),
        move(
            N.URGED,
            "SUBMITTED ACCEPTED DISPATCHED HANDLING CONSULTING TOPPED SUSPENDED CHECKING REWORK",
            None,
            {W.REPORTER},
            "once_a_day",
            effect="告诉主办、负责单位，超期的也告诉上一级；时限照走",
        ),
    ]
}

ROWS: dict[Kind | Notice, Move] = {**MOVES, **NOTES}

# No post gives this standing, so actions.awaited_answer asks for it, not actions.permit.
ANSWER = Move(
    N.CO_ANSWER,
    OPEN - {State.SUBMITTED},  # before the dispatch nobody assists
    None,
    frozenset({W.ASSISTANT}),
    ("reason_given",),
    effect="协办单位都答复了，主办单位才能办结",
)
TOLD: Mapping[Kind | Notice, Move] = ChainMap({ANSWER.kind: ANSWER}, ROWS)  # what the page of rules tells


@dataclass(frozen=True, slots=True)
class Asking:
    """A matter that takes two people: the row by which one asks, and the row by which another grants it."""

    asked: Kind | Notice
    granted: Kind | Notice

    @property
    def states(self) -> frozenset[State]:
        """Where the case has to stay for the question to stand; when it moves on, the question lapses."""
        return ROWS[self.granted].sources


ASKINGS: dict[Matter, Asking] = {
    Matter.REFUSAL: Asking(N.ASK_REFUSAL, K.REFUSE),
    Matter.DISPUTE: Asking(K.DISPUTE, N.RULING),
    Matter.EXTENSION: Asking(K.EXTEND_REQUEST, K.EXTEND_APPROVE),
    Matter.SUSPENSION: Asking(N.ASK_SUSPENSION, K.SUSPEND),
    Matter.EXPLANATION: Asking(N.ASK_EXPLANATION, K.CLOSE_EXPLAINED),
    Matter.REOPENING: Asking(N.ASK_REOPENING, K.REOPEN),
}
