"""What somebody reads before they send: who gets it and by when, what it may be about, what is reported near by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases import actions, telling
from cases.models import Case
from cases.suggesting import Guess, guesses, sounds_urgent
from partyorg.hats import Hat
from resident.nearby import Near, near


@dataclass(frozen=True, slots=True)
class Answers:
    """`case`: as it would be, kept nowhere. `urgent`: the words sound as if it were happening now."""

    case: Case
    promise: telling.Promise
    guesses: list[Guess]
    urgent: Guess | None
    near: list[Near]


def answers(said: actions.Report, *, by: Hat, at: datetime) -> Answers:
    """Raises Refused `nobody_answers` as `report` would."""
    case = actions.foreseen(said, by=by, at=at)
    burning = case.emergency_direct
    return Answers(
        case=case,
        promise=telling.promise(case, at),
        guesses=[guess for guess in guesses(said.words) if not guess.category.emergency],
        urgent=None if burning else sounds_urgent(said.words),
        near=[] if burning else near(said, at),
    )
