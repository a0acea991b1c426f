"""The life of an activity and of a sign-up for it, as data. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import TextChoices


class State(TextChoices):
    DRAFT = "DRAFT", "草稿"
    PUBLISHED = "PUBLISHED", "已发布"
    CANCELLED = "CANCELLED", "已取消"
    CLOSED = "CLOSED", "已结束"


class Deed(TextChoices):
    EDIT = "edit", "修改"
    PUBLISH = "publish", "发布"
    CANCEL = "cancel", "取消"
    ROLL = "roll", "点名"
    CLOSE = "close", "结束并送审"
    REOPEN = "reopen", "撤回结束"
    RIGHT = "right", "更正没有到场"


@dataclass(frozen=True, slots=True)
class Move:
    sources: tuple[State, ...]
    target: State | None = None  # None: it stays where it is


MOVES = {
    Deed.EDIT: Move((State.DRAFT, State.PUBLISHED)),
    Deed.PUBLISH: Move((State.DRAFT,), State.PUBLISHED),
    Deed.CANCEL: Move((State.DRAFT, State.PUBLISHED), State.CANCELLED),
    Deed.ROLL: Move((State.PUBLISHED,)),
    Deed.CLOSE: Move((State.PUBLISHED,), State.CLOSED),
    Deed.REOPEN: Move((State.CLOSED,), State.PUBLISHED),
    Deed.RIGHT: Move((State.CLOSED,)),
}


class Standing(TextChoices):
    """How somebody who signed up stands. A no-show is a record, not a punishment; where it is wrong it is put right."""

    SIGNED = "SIGNED", "已报名"
    WAITING = "WAITING", "候补"
    CANCELLED = "CANCELLED", "已取消报名"
    NO_SHOW = "NO_SHOW", "没有到场"


COMING = (Standing.SIGNED, Standing.WAITING)
ENROLLED = (Standing.SIGNED, Standing.NO_SHOW)  # who has or had a place, whatever came of it
