"""Where a post of each role can be, at which kinds of unit or levels of place; and the sentence for where it cannot.

Power follows from role and whereabouts together: a secretary of a community at a property company would be nonsense
that opens a roll of members. Pure data.
"""

from __future__ import annotations

from collections.abc import Mapping

from grids.workflow import Level
from partyorg.kinds import ADMINISTRATORS, BRANCHES, CHECKERS, KINDS_OF_RUNG, OF_MEMBERS, Kind, Role

_COMMUNITY = frozenset({Level.COMMUNITY, Level.VILLAGE})
_NO_PLACE: frozenset[str] = frozenset()
_NO_UNIT: frozenset[str] = frozenset()
_ANY_UNIT: frozenset[str] = frozenset(Kind)
_RUNG = {rung: frozenset(kinds) for rung, kinds in KINDS_OF_RUNG.items()}
_BRANCH_OR_GRID = (_RUNG[1], frozenset({Level.GRID}))

# role → kinds of unit, levels of place
WHERE: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    **dict.fromkeys(CHECKERS, _BRANCH_OR_GRID),
    Role.GRID_HEAD: (_NO_UNIT, frozenset({Level.GRID})),
    Role.GUIDE: (_RUNG[1] | _RUNG[2] | _RUNG[3], frozenset({Level.GRID, Level.STREET}) | _COMMUNITY),
    Role.BRANCH_SECRETARY: (BRANCHES, _NO_PLACE),
    Role.COMMUNITY_SECRETARY: (_RUNG[2], _NO_PLACE),
    Role.INTAKE_OFFICER: (_ANY_UNIT, frozenset({Level.STREET, Level.DISTRICT}) | _COMMUNITY),
    Role.STREET_SECRETARY: (_RUNG[3], _NO_PLACE),
    Role.STREET_DIRECTOR: (_RUNG[3], _NO_PLACE),
    Role.STREET_OFFICER: (_RUNG[3], _NO_PLACE),
    Role.PLATFORM_OFFICER: (_RUNG[4], _NO_PLACE),
    Role.LEADING_GROUP_OFFICER: (_RUNG[5], _NO_PLACE),
    Role.UNIT_OFFICER: (_ANY_UNIT, _NO_PLACE),
    Role.REVISIT_OFFICER: (_ANY_UNIT, frozenset({Level.STREET, Level.DISTRICT}) | _COMMUNITY),
    Role.SUPERVISOR: (_RUNG[3] | _RUNG[4] | _RUNG[5], frozenset({Level.STREET, Level.DISTRICT})),
    Role.LINKED_LEADER: (_RUNG[2], _COMMUNITY),
    Role.PARTY_OFFICER: (OF_MEMBERS, _NO_PLACE),
    Role.BUILDING_HEAD: (_NO_UNIT, frozenset({Level.BUILDING})),
    Role.DYNAMIC_WORKER: (_NO_UNIT, frozenset({Level.GRID, Level.STREET}) | _COMMUNITY),
    **dict.fromkeys(ADMINISTRATORS, (frozenset({Kind.DISTRICT_COMMITTEE}) | _RUNG[4] | _RUNG[5], _NO_PLACE)),
}


def why_not_there(role: str, *, kind: str = "", level: str = "") -> str:
    """Why there is no such post at a unit of this kind or a place of this level; "" where there may be."""
    kinds, levels = WHERE[role]
    if kind in kinds or level in levels:
        return ""
    named = "、".join(_labels(Kind, kinds) + _labels(Level, levels))
    return f"{Role(role).label}设在{named}，不能设在{Kind(kind).label if kind else Level(level).label}。"


def _labels(words: type[Kind] | type[Level], chosen: frozenset[str]) -> list[str]:
    return [str(word.label) for word in words if word in chosen]
