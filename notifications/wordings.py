"""Every rule with the words that are in force, as administrators look at them: what is changed, switched off, amiss."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cases.notes import ROWS
from cases.terms import Notice, State, Who
from notifications.models import Wording
from notifications.owed import is_owed
from notifications.placeholders import Placeholder, available
from notifications.proofreading import NAMES, never, problems
from notifications.rules import BY_SYSTEM, DEFAULTS
from notifications.terms import RESIDENTS, Audience, Key

# Rows of the timeline that the system alone writes, though they are no moves.
WRITTEN_BY_SYSTEM = frozenset(
    {Notice.OVERDUE, Notice.REMINDED, Notice.PRESSED, Notice.CLOSED_WITH_PARENT, Notice.REOPENED_WITH_PARENT}
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One rule. `default`: "" when the rule itself is gone and only the changed words are left of it."""

    key: Key
    default: str
    chosen: str = ""
    switched_off: bool = False

    @property
    def name(self) -> str:
        """As it stands in the address."""
        return str(self.key)

    @property
    def step(self) -> str:
        return NAMES.get(self.key.kind, self.key.kind)

    @property
    def taken_by(self) -> str:
        """Who takes the step that this rule tells of."""
        row = next((row for kind, row in ROWS.items() if kind == self.key.kind), None)
        if self.key.by_system or (row and row.who == {Who.SYSTEM}) or self.key.kind in WRITTEN_BY_SYSTEM:
            return "系统"
        by_either = row and Who.SYSTEM in row.who and self.key.kind not in BY_SYSTEM
        return "人工或系统" if by_either else "人工"

    @property
    def audience(self) -> str:
        known = self.key.audience in Audience
        return str(Audience(self.key.audience).label) if known else self.key.audience

    @property
    def to_residents(self) -> bool:
        return self.key.audience in RESIDENTS

    @property
    def state(self) -> str:
        return str(State(self.key.state).label) if self.key.state in State else self.key.state

    @property
    def amiss(self) -> list[str]:
        """Why the changed words cannot be used; then the default ones are."""
        return problems(self.chosen, self.key) if self.chosen else []

    @property
    def changed(self) -> bool:
        return bool(self.chosen)

    @property
    def in_force(self) -> str:
        return self.chosen if self.chosen and not self.amiss else self.default

    @property
    def off(self) -> bool:
        return self.switched_off and not self.owed

    @property
    def owed(self) -> bool:
        return is_owed(self.key)

    @property
    def never(self) -> str:
        """Why it is never applied; "" when it is."""
        return never(self.key)

    @property
    def gone(self) -> bool:
        return not self.default

    @property
    def placeholders(self) -> dict[str, Placeholder]:
        return available(self.key)


def entries() -> list[Entry]:
    """In the order of the rules; at the end what was changed of rules that are no more. One query."""
    chosen = {wording.key: wording for wording in Wording.objects.all()}
    return [*_in_order(chosen), *_left_over(chosen)]


def _in_order(chosen: dict[Key, Wording]) -> Iterator[Entry]:
    """Step by step; what the system does of itself follows what people do."""
    kinds = {kind: number for number, kind in enumerate(dict.fromkeys(key.kind for key in DEFAULTS))}
    for key in sorted(DEFAULTS, key=lambda key: (kinds[key.kind], key.by_system)):
        row = chosen.get(key)
        yield Entry(key, DEFAULTS[key].words, row.words, row.off) if row else Entry(key, DEFAULTS[key].words)


def _left_over(chosen: dict[Key, Wording]) -> Iterator[Entry]:
    for key, row in chosen.items():
        if key not in DEFAULTS and row.words:
            yield Entry(key, "", row.words, row.off)


def entry_named(name: str) -> Entry | None:
    return next((entry for entry in entries() if entry.name == name), None)
