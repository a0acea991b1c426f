"""What is reported near by, as far as anybody may know of it, and the sign by which it can be followed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from cases import actions, telling
from cases.duplicates import Suggestion, similar
from cases.models import Case

SALT = "resident.nearby"
HOLDS_SECONDS = 24 * 3600


@dataclass(frozen=True, slots=True)
class Near:
    """An open case near by that may be the same matter: none of its words."""

    case: Case
    metres: float | None
    promise: telling.Promise
    rungs: list[tuple[str, str]]

    @property
    def where(self) -> str:
        """大港一网格，离您约 60 米"""
        about = f"，离您约 {max(10, round(self.metres, -1)):.0f} 米" if self.metres is not None else ""
        return f"{self.case.place.short_name}{about}"

    @property
    def token(self) -> str:
        return signing.dumps(self.case.pk, salt=SALT)


def near(said: actions.Report, at: datetime) -> list[Near]:
    return [_told(found, at) for found in similar(said, Case.objects.known_to_all().with_faces(), at)]


def shown_case(token: str) -> int:
    """The number of the case that was shown. Raises signing.BadSignature for what never was, or too long ago."""
    pk: int = signing.loads(token, salt=SALT, max_age=HOLDS_SECONDS)
    return pk


def _told(found: Suggestion, at: datetime) -> Near:
    promise = telling.promise(found.case, at, you="报的人")
    return Near(found.case, found.metres, promise, telling.rungs(found.case))
