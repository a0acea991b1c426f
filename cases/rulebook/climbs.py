"""How far a case can climb in one step. tests/cases/test_climbs.py holds it against every verb."""

from collections.abc import Mapping

from cases.guards.upwards import REACH
from cases.terms import TOP, Kind, Level, Notice
from cases.workflow import MOVES

# The events that change the owner level: from which level to which. Every other event leaves it where it is.
CLIMBS: Mapping[Kind | Notice, Mapping[int, frozenset[int]]] = {
    Kind.EMERGENCY_DIRECT: {Level.GRID: frozenset({Level.STREET})},  # a new case is always the grid's
    Kind.WHISTLE: {level: frozenset(range(level + 1, level + reach + 1)) for level, reach in REACH.items()},
    **{
        kind: {level: frozenset({level + 1}) for level in MOVES[kind].levels if level < TOP}
        for kind in (Kind.AUTO_WHISTLE, Kind.AUTO_RAISE, Kind.RAISE_TOP)
    },
}
