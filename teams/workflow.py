"""帮办预约: what may become of one, and by whom. Pure data."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    ASKED = "ASKED", "等人接单"
    TAKEN = "TAKEN", "已接单"
    DONE = "DONE", "已办好"
    CANCELLED = "CANCELLED", "已取消"


OPEN = (State.ASKED, State.TAKEN)


class Part(TextChoices):
    """What somebody is to a booking (身份)."""

    BOOKER = "BOOKER", "预约人"
    HELPER = "HELPER", "接单人"
    TEAM = "TEAM", "有这项特长的队员"
    DESK = "DESK", "社区工作人员"
    SYSTEM = "SYSTEM", "系统"


class Deed(TextChoices):
    TAKE = "TAKE", "接单"
    ASSIGN = "ASSIGN", "派给队员"
    REASSIGN = "REASSIGN", "改派"
    GIVE_BACK = "GIVE_BACK", "去不了，退回"
    SAY_DONE = "SAY_DONE", "办好了，报时长"
    CONFIRM = "CONFIRM", "确认办好了"
    DISPUTE = "DISPUTE", "不对"
    FINISH = "FINISH", "登记办好"
    CANCEL = "CANCEL", "取消预约"
    CALL_OFF = "CALL_OFF", "撤下预约"
    EXPIRE = "EXPIRE", "过期没人接"
    LAPSE = "LAPSE", "过期没人报"


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a booking stands at a moment. `begun`, `over`: the part of the day for which it was booked."""

    state: str
    has_word: bool
    begun: bool
    over: bool


@dataclass(frozen=True, slots=True)
class Move:
    """`after_word`: only once the helper has said how long it took (True), or only until then (False); None: either.
    `once_begun`: not before the part of the day for which it was booked: nothing is done that has not been.
    `until_over`: not after it: nobody goes there when they are not expected any more.
    """

    sources: tuple[State, ...]
    target: State
    who: Part
    after_word: bool | None = None
    once_begun: bool = False
    until_over: bool = False


MOVES: dict[Deed, Move] = {
    Deed.TAKE: Move((State.ASKED,), State.TAKEN, Part.TEAM, until_over=True),
    Deed.ASSIGN: Move((State.ASKED,), State.TAKEN, Part.DESK),  # also when it is late: they have telephoned
    Deed.REASSIGN: Move((State.TAKEN,), State.TAKEN, Part.DESK, after_word=False),
    Deed.SAY_DONE: Move((State.TAKEN,), State.TAKEN, Part.HELPER, once_begun=True),  # again, until it is confirmed
    Deed.GIVE_BACK: Move((State.TAKEN,), State.ASKED, Part.HELPER, after_word=False),
    Deed.CONFIRM: Move((State.TAKEN,), State.DONE, Part.BOOKER, after_word=True, once_begun=True),
    Deed.DISPUTE: Move((State.TAKEN,), State.TAKEN, Part.BOOKER, after_word=True, once_begun=True),
    Deed.FINISH: Move((State.TAKEN,), State.DONE, Part.DESK, once_begun=True),
    Deed.CANCEL: Move(OPEN, State.CANCELLED, Part.BOOKER, after_word=False),
    Deed.CALL_OFF: Move(OPEN, State.CANCELLED, Part.DESK),
    Deed.EXPIRE: Move((State.ASKED,), State.CANCELLED, Part.SYSTEM),
    Deed.LAPSE: Move((State.TAKEN,), State.CANCELLED, Part.SYSTEM, after_word=False),
}


def fits(deed: Deed, now: Stand) -> bool:
    """Whether the table lets this be done now, whoever asks."""
    move = MOVES[deed]
    in_time = (now.begun or not move.once_begun) and not (now.over and move.until_over)
    return now.state in move.sources and move.after_word in (None, now.has_word) and in_time


def deeds_of(part: Part, now: Stand) -> list[Deed]:
    """What somebody who is this to a booking can do about it now."""
    return [deed for deed, move in MOVES.items() if move.who == part and fits(deed, now)]
