"""What an import is going to do: line by line, and everything that is wrong, before anything is written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices


class Outcome(TextChoices):
    NEW = "NEW", "新增"
    CHANGED = "CHANGED", "修改"
    SAME = "SAME", "不变"


@dataclass(frozen=True, slots=True)
class Fault:
    """`column`: its heading; "" where the whole line is meant; line 0: the whole file."""

    line: int
    column: str
    said: str


@dataclass(slots=True)
class Item:
    """One line of the file. `shown`: its cells as the preview shows them; `what`: what the writer is given."""

    line: int
    outcome: Outcome
    shown: list[str]
    what: Any


@dataclass(slots=True)
class Plan:
    items: list[Item] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    elsewhere: int = 0  # lines about members of an organisation that the importer may know nothing of

    @property
    def counts(self) -> dict[str, int]:
        """Of each outcome how many."""
        counted = Counter(item.outcome for item in self.items)
        return {outcome.value: counted[outcome] for outcome in Outcome}

    def of(self, outcome: Outcome) -> list[Any]:
        return [item.what for item in self.items if item.outcome == outcome]
