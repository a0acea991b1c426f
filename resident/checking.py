"""What somebody reads before they send: who gets it and by when, what it may be about, what is reported near by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cases import actions, telling
from cases.duplicates import Suggestion, similar
from cases.models import Case
from cases.suggesting import Guess, guesses, sounds_urgent
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Near:
    """An open case near by that may be the same matter, as far as anybody may know of it: none of its words."""

    case: Case
    metres: float | None
    promise: telling.Promise
    rungs: list[tuple[str, str]]

    @property
    def where(self) -> str:
        """大港一网格，约 60 米"""
        about = f"，离您约 {max(10, round(self.metres, -1)):.0f} 米" if self.metres is not None else ""
        return f"{self.case.place.short_name}{about}"


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
        near=[] if burning else _near(said, at),
    )


def _near(said: actions.Report, at: datetime) -> list[Near]:
    return [_told(found, at) for found in similar(said, Case.objects.known_to_all().with_faces(), at)]


def _told(found: Suggestion, at: datetime) -> Near:
    return Near(found.case, found.metres, telling.promise(found.case, at), telling.rungs(found.case))
