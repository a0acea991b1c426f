"""Which grids and estates have what, on which day. Pure: of rows that were read already."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from dashboards.registers.rows import Body
from partyorg.kinds import BRANCHES, Kind


@dataclass(frozen=True, slots=True)
class Covered:
    """By number: the grids with a branch of their own or only a working group, the estates with either, and those that
    a property company serves.
    """

    grids: frozenset[int]
    grids_by_group: frozenset[int]
    estates: frozenset[int]
    estates_by_group: frozenset[int]
    estates_served: frozenset[int]


def covered_on(bodies: Iterable[Body], on: date) -> Covered:
    """An estate has a branch of any kind; a grid only its own (网格党支部)."""
    stood = [(kind, body) for body in bodies if (kind := body.kind_on(on))]

    def at(field: str, *kinds: str) -> frozenset[int]:
        return frozenset(pk for kind, body in stood if kind in kinds and (pk := getattr(body, field)) is not None)

    grids, estates = at("place", Kind.GRID_BRANCH), at("serves", *BRANCHES)
    return Covered(
        grids,
        at("place", Kind.WORKING_GROUP) - grids,
        estates,
        at("serves", Kind.WORKING_GROUP) - estates,
        at("serves", Kind.PROPERTY_COMPANY),
    )
