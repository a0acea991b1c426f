"""Organisations, members, grids."""

from __future__ import annotations

from partyorg.kinds import Role
from tests.matrix.people import IN_THE_DISTRICT
from tests.matrix.row import ANYBODY, REFUSED, Row

WATCH = {Role.GUIDE, Role.COMMUNITY_SECRETARY, Role.STREET_SECRETARY, Role.STREET_DIRECTOR, Role.STREET_OFFICER}

IN_THE_TREE = {
    "partyorg:organisations": Row({ANYBODY: (WATCH - {Role.GUIDE}) | IN_THE_DISTRICT}, otherwise=REFUSED, wrong="POST"),
}
