"""The five rungs: who owns there, what they may, what they may not."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cases.rulebook.climbs import CLIMBS
from cases.rulebook.lines import Line, lines
from cases.terms import Level, Who
from partyorg.kinds import HEADS_OF_RUNG, HOSTS_OF_RUNG, KIND_OF_RUNG, Kind, Role

_OWNING = {Who.OWNER_HEAD, Who.BRANCH_SECRETARY}
_OF_RUNG = {Level.GRID: _OWNING}  # the branch secretary owns on the grid's rung alone


@dataclass(frozen=True, slots=True)
class Rung:
    """`may`: as owner of a case at this level. `climbs`: (event, the levels it leads to). `hosts`: whom it may name."""

    level: Level
    unit: str
    heads: list[str]
    may: list[Line]
    lacks: list[Line]
    climbs: list[tuple[Line, list[str]]]
    hosts: list[str]
    not_hosts: list[str]


def rungs() -> list[Rung]:
    return [_rung(level) for level in Level]


def _rung(level: Level) -> Rung:
    who = _OF_RUNG.get(level, {Who.OWNER_HEAD})
    owning = [line for line in lines() if not who.isdisjoint(line.move.who)]
    elsewhere = [line for line in lines() if not _OWNING.isdisjoint(line.move.who)]
    may = [line for line in owning if level in line.move.levels]
    named = HOSTS_OF_RUNG[level]
    return Rung(
        level,
        _kinds([KIND_OF_RUNG[level]])[0],
        [str(role.label) for role in Role if role in HEADS_OF_RUNG[level]],
        may,
        [line for line in elsewhere if level not in line.move.levels],
        [
            (line, [str(Level(to).label) for to in sorted(CLIMBS[line.move.kind][level])])
            for line in lines()
            if line.move.kind in CLIMBS and level in CLIMBS[line.move.kind]
        ],
        _kinds(named),
        _kinds(frozenset().union(*HOSTS_OF_RUNG.values()) - named),
    )


def _kinds(kinds: Collection[str]) -> list[str]:
    return [str(kind.label) for kind in Kind if kind in kinds]
