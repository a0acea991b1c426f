"""One matter as a list shows it: to whoever reported it, and to one who only follows it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases import telling
from cases.models import Case
from cases.terms import State


@dataclass(frozen=True, slots=True)
class Card:
    """One of my matters. `case` came with its events."""

    case: Case
    promise: telling.Promise
    rungs: list[tuple[str, str]]
    newest: telling.Step

    @property
    def asks(self) -> bool:
        return self.case.state == State.REVISIT


@dataclass(frozen=True, slots=True)
class Followed:
    """What somebody else reported, as far as anybody may know of it: none of its words."""

    case: Case
    promise: telling.Promise
    rungs: list[tuple[str, str]]


def card(case: Case, at: datetime) -> Card:
    newest = telling.timeline(case.events.all(), for_staff=False)[0]
    return Card(case, telling.promise(case, at), telling.rungs(case), newest)


def followed(case: Case, at: datetime) -> Followed:
    return Followed(case, telling.promise(case, at, you="报的人"), telling.rungs(case))
