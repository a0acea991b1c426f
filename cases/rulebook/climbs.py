"""How far a case can climb in one step. The tests hold it against the guards, and against every verb that is open."""

from collections.abc import Mapping

from cases.guards.upwards import REACH
from cases.terms import TOP, Kind, Level, Notice
from cases.workflow import MOVES

# The events that change the owner level: from which level to which. Every other event leaves it where it is.
CLIMBS: Mapping[Kind | Notice, Mapping[int, frozenset[int]]] = {
    Kind.EMERGENCY_DIRECT: {level: frozenset({Level.STREET}) for level in Level if level < Level.STREET},
    Kind.WHISTLE: {level: frozenset(range(level + 1, level + reach + 1)) for level, reach in REACH.items()},
    **{
        kind: {level: frozenset({level + 1}) for level in MOVES[kind].levels if level < TOP}
        for kind in (Kind.AUTO_WHISTLE, Kind.AUTO_RAISE, Kind.RAISE_TOP)
    },
}
