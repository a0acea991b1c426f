"""Whether two records of somebody's day tell of one thing, however each hand wrote it down. Pure."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple, Protocol

from volunteers.kinds import Work

GATHERED = (Work.ACTIVITY, Work.SHIFT)  # of which one may come and go several times a day
MEASURED = (*GATHERED, Work.PAPER)  # whose cap is for all of one thing


class Told(Protocol):
    @property
    def work(self) -> str: ...
    @property
    def source(self) -> str: ...
    @property
    def title(self) -> str: ...


class Counted(NamedTuple):
    """What one record has had of its cap, in minutes."""

    work: str
    source: str
    title: str
    counted: int


def folded(title: str) -> str:
    """Letters and figures alone: a full stop more, a wide sign or a blank makes no other title."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LN")


def is_same(one: Told, other: Told) -> bool:
    """By what saw them both; a list on paper knows the title alone."""
    if Work.PAPER in (one.work, other.work):
        return folded(one.title) == folded(other.title)
    return one.source == other.source


def counted_of(service: Told, that_day: Iterable[Counted]) -> int:
    """The minutes that counted of the same thing that day already."""
    if service.work not in MEASURED:
        return 0
    return sum(one.counted for one in that_day if is_same(service, one))
