"""The course of a task put on a community (事项准入), as data. Imports nothing of ours.

A matter on the list goes to the community at once; any other waits for the street. Nothing is ever deleted.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    ASKED = "ASKED", "待街道审核"
    BARRED = "BARRED", "未准入"
    PUT = "PUT", "待社区办"
    OBJECTED = "OBJECTED", "有异议"
    LIFTED = "LIFTED", "已撤销"
    DONE = "DONE", "已办好"


# Never came to the community: counts nowhere.
BEFORE_THE_GATE = frozenset({State.ASKED, State.BARRED})
OVER = frozenset({State.BARRED, State.LIFTED, State.DONE})
OPEN = frozenset(State) - OVER


class Deed(TextChoices):
    ASK = "ASK", "提请准入"
    PUT = "PUT", "交办"
    ADMIT = "ADMIT", "准予交办"
    BAR = "BAR", "不予准入"
    FINISH = "FINISH", "办好"
    OBJECT = "OBJECT", "提出异议"
    KEEP = "KEEP", "维持交办"
    LIFT = "LIFT", "撤销交办"


class Who(TextChoices):
    GIVER = "GIVER", "区直部门或街道站所的经办人"
    COMMUNITY = "COMMUNITY", "社区党委书记或经办人"
    STREET = "STREET", "街道负责人"


@dataclass(frozen=True, slots=True)
class Move:
    """`words_missing`: what is said when the deed comes without a word; empty where it may. `once`: in a lifetime."""

    who: Who
    source: State
    target: State
    words_missing: str = ""
    once: bool = False


# What may follow once a task is there. How it comes there (ASK, PUT) is burden.actions.assign.
MOVES: Mapping[Deed, Move] = {
    Deed.ADMIT: Move(Who.STREET, State.ASKED, State.PUT),
    Deed.BAR: Move(Who.STREET, State.ASKED, State.BARRED, "请写明不予准入的理由，交办单位看得到。"),
    Deed.FINISH: Move(Who.COMMUNITY, State.PUT, State.DONE, "请用一句话写明办得怎么样。"),
    Deed.OBJECT: Move(Who.COMMUNITY, State.PUT, State.OBJECTED, "请写明异议的理由，由街道裁定。", once=True),
    Deed.KEEP: Move(Who.STREET, State.OBJECTED, State.PUT, "请写明维持交办的理由，社区看得到。"),
    Deed.LIFT: Move(Who.STREET, State.OBJECTED, State.LIFTED),
}
