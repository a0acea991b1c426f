"""The board: figures of the places that one's posts cover; a unit that covers none reads its own line alone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from partyorg.kinds import Role
from tests.matrix.people import WITH_TERRITORY
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.rows_of_the_loop import SEE
from tests.matrix.world import GRIDS, World

HAVE_FIGURES = WITH_TERRITORY | {Role.UNIT_OFFICER}


def place(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places[GRIDS[whose]].pk]


def place_and(more: str) -> Callable[[World, str, str], list[Any]]:
    return lambda world, whose, who: [*place(world, whose, who), more]


ON_THE_BOARD = {
    "dashboards:front": Row({ANYBODY: HAVE_FIGURES}, otherwise=REFUSED, wrong="POST"),
    "dashboards:board": Row(SEE, place, wrong="POST"),
    "dashboards:map": Row(SEE, place, wrong="POST"),
    "dashboards:parts": Row(SEE, place, wrong="POST"),
    "dashboards:indicator": Row(SEE, place_and("solved"), wrong="POST"),
    "dashboards:league": Row(SEE, place, wrong="POST"),
    "dashboards:own_screen": Row({ANYBODY: HAVE_FIGURES}, otherwise=REFUSED, wrong="POST"),
    "dashboards:screen": Row(SEE, place, wrong="POST"),
    "dashboards:screen_now": Row(SEE, place, wrong="POST"),
}
