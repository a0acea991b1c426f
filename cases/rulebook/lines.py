"""The rows of the workflow as the page tells them: by event, by state, by rule; all of them or those asked for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from cases.notes import TOLD
from cases.rules import RULES
from cases.terms import TERMINAL, Kind, Level, Notice, State, Who
from cases.workflow import MOVES, Move

BEFORE_THE_FIRST = "新的诉求"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader wants to see: from one state, for some standings; None for all."""

    state: State | None = None
    who: frozenset[Who] | None = None

    @classmethod
    def read(cls, query: Mapping[str, str], mine: Collection[Who]) -> Asked:
        """`?state=handling&who=HOST`, `who=mine` for all that one's posts can make one. Unknown words ask for all."""
        state, who = query.get("state", ""), query.get("who", "")
        named = frozenset(mine) if who == "mine" else frozenset({Who[who]}) if who in Who.__members__ else None
        return cls(State(state) if state in State else None, named)

    def concerns(self, move: Move) -> bool:
        from_there = self.state is None or self.state in move.sources
        return from_there and (self.who is None or not self.who.isdisjoint(move.who))

    def __bool__(self) -> bool:
        return self.state is not None or self.who is not None


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the workflow in the field's words."""

    move: Move

    @property
    def name(self) -> str:
        return str(self.move.kind)

    @property
    def label(self) -> str:
        return str(self.move.kind.label)

    @property
    def moves(self) -> bool:
        """Whether it is one of the events that move a case, not a note beside them."""
        return self.move.kind in MOVES

    @property
    def sources(self) -> list[State]:
        return [state for state in State if state in self.move.sources]

    @property
    def target(self) -> State | None:
        return self.move.target

    @property
    def who(self) -> list[Who]:
        return [who for who in Who if who in self.move.who]

    @property
    def by_system(self) -> bool:
        return self.move.who == {Who.SYSTEM}

    @property
    def levels(self) -> str:
        return levels_said(self.move.levels)

    @property
    def everywhere(self) -> bool:
        return self.move.levels == frozenset(Level)

    @property
    def rules(self) -> list[tuple[str, str]]:
        return [(name, sentence(name)) for name in self.move.guards]

    @property
    def effect(self) -> str:
        return self.move.effect


@dataclass(frozen=True, slots=True)
class Rule:
    """A sentence of refusal, under the name by which pages and the audit call it; and the rows that it guards."""

    name: str
    sentence: str
    lines: list[Line]


@dataclass(frozen=True, slots=True)
class Stop:
    """A state, and what may happen from there; None: before there is a case."""

    state: State | None
    lines: list[Line]

    @property
    def label(self) -> str:
        return str(self.state.label) if self.state else BEFORE_THE_FIRST

    @property
    def is_end(self) -> bool:
        return self.state in TERMINAL


def lines(asked: Asked | None = None) -> list[Line]:
    return [Line(move) for move in TOLD.values() if asked is None or asked.concerns(move)]


def stops(asked: Asked) -> list[Stop]:
    """Every state with what may happen from there; where something was asked for, only those that answer it."""
    rows = lines(asked)
    beginning = Stop(None, [line for line in rows if not line.move.sources])
    found = [Stop(state, [line for line in rows if state in line.move.sources]) for state in State]
    found = [beginning, *found] if asked.state is None else [stop for stop in found if stop.state == asked.state]
    return [stop for stop in found if stop.lines or not asked]


def notices() -> list[Notice]:
    """Rows of the timeline that nobody writes by hand: they move nothing and ask nothing."""
    return [notice for notice in Notice if notice not in TOLD]


def rules() -> list[Rule]:
    """All sentences of refusal, each with the events that it guards."""
    rows = lines()
    return [Rule(name, sentence(name), [line for line in rows if name in line.move.guards]) for name in RULES]


def sentence(rule: str) -> str:
    """A rule as a sentence; what only a case can fill in is left open."""
    return RULES[rule].format_map(defaultdict(lambda: "……"))


def levels_said(levels: Collection[int]) -> str:
    if len(levels) == len(Level):
        return "各级"
    in_order = [Level(level).label for level in sorted(levels)]
    together = len(in_order) > 2 and max(levels) - min(levels) == len(levels) - 1
    return f"{in_order[0]}到{in_order[-1]}" if together else "、".join(in_order)


def label_of(name: str) -> str:
    """An event's or a notice's word, by the name it is stored under."""
    return str(Kind(name).label if name in Kind else Notice(name).label)
