"""The life of a record of service, as data: recorded, looked at by somebody else, appealed once, reversed. And that of
a proof of service: asked for, issued or refused, recalled. Pure.
"""

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    WAITING = "WAITING", "待审核"
    APPROVED = "APPROVED", "已通过"
    REJECTED = "REJECTED", "未通过"
    APPEALED = "APPEALED", "申诉中"
    UPHELD = "UPHELD", "申诉未通过"  # the second no: there is no third look
    REVERSED = "REVERSED", "已冲正"


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    sources: tuple[str, ...]
    target: str


MOVES = {
    move.name: move
    for move in (
        Move("approve", (State.WAITING, State.APPEALED), State.APPROVED),
        Move("reject", (State.WAITING,), State.REJECTED),
        Move("appeal", (State.REJECTED,), State.APPEALED),
        Move("uphold", (State.APPEALED,), State.UPHELD),
        Move("reverse", (State.APPROVED,), State.REVERSED),
    )
}
UNDECIDED = (State.WAITING, State.APPEALED)
COUNTS = (State.WAITING, State.APPEALED, State.APPROVED)  # what two records at one time are measured against


class ProofState(TextChoices):
    ASKED = "ASKED", "等社区开具"
    ISSUED = "ISSUED", "已开具"
    REFUSED = "REFUSED", "未开具"
    RECALLED = "RECALLED", "已作废"


PROOF_MOVES = {
    move.name: move
    for move in (
        Move("issue", (ProofState.ASKED,), ProofState.ISSUED),
        Move("refuse", (ProofState.ASKED,), ProofState.REFUSED),
        Move("recall", (ProofState.ISSUED,), ProofState.RECALLED),
    )
}
