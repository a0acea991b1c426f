"""The board: figures of the places that one's posts cover; a unit that covers none reads its own line alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from hashlib import sha256
from typing import Any

from cases.models import Case
from dashboards import actions
from dashboards.models import Report, ReportFile, Score, Survey, SurveyResult
from dashboards.periods import month_of
from dashboards.workflow import ReportState
from partyorg.kinds import HEADS_OF_RUNG, Role
from tests.dashboards.counted import OCTOBER, counted
from tests.factories import LONG_AGO, MONDAY
from tests.matrix.people import IN_THE_DISTRICT, WITH_TERRITORY
from tests.matrix.row import ANYBODY, REFUSED, Row
from tests.matrix.rows_of_the_loop import SEE
from tests.matrix.world import GRIDS, NEIGHBOURS, OWN, STRANGERS, World

ADDRESS = "测路1号"
HAVE_FIGURES = WITH_TERRITORY | {Role.UNIT_OFFICER}


def place(world: World, whose: str, _who: str) -> list[Any]:
    return [world.town.places[GRIDS[whose]].pk]


def place_and(more: str) -> Callable[[World, str, str], list[Any]]:
    return lambda world, whose, who: [*place(world, whose, who), more]


def district(world: World, _whose: str, _who: str) -> list[Any]:
    return [world.town.places["district"].pk]


def score(world: World, whose: str, _who: str) -> list[Any]:
    """Of a month that is closed; against the own one there is an appeal, which nobody of the matrix has made."""
    kept = Score.objects.filter(place=world.town.places[GRIDS[whose]])
    if not kept.exists():
        counted(world.town, GRIDS[OWN], OCTOBER, came=1)  # a month of which there is nothing is not closed
        month = month_of(MONDAY.date().replace(month=10, day=1))
        actions.close_period(world.town.places["district"], month, by=world.town.hat("platform"), at=MONDAY)
        own = Score.objects.get(place=world.town.places[GRIDS[OWN]])
        said = {"indicator": "satisfied", "reason": "测"}
        actions.appeal(own, **said, by=world.town.hat("secretary"), at=MONDAY)
    return [kept.get().pk]


DECIDING = IN_THE_DISTRICT - {Role.SUPERVISOR}
NOBODY: frozenset[Role] = frozenset()
_OF_OTHERS = {NEIGHBOURS: SEE[NEIGHBOURS], STRANGERS: SEE[STRANGERS]}


# Who decides where the post stands, for the whole of it.
_HEADS = frozenset().union(*HEADS_OF_RUNG.values())
ANSWERING = {whose: roles & _HEADS for whose, roles in SEE.items()}
_REST = {whose: roles - _HEADS for whose, roles in SEE.items()}


def a_sign(world: World, whose: str, _who: str) -> list[Any]:
    """Three reports from one address in that grid."""
    where = world.town.places[GRIDS[whose]]
    if Case.objects.filter(place=where, address=ADDRESS).count() < 3:
        for number in range(3):
            world.town.reported(f"{whose}楼道第{number}处堆了杂物", place=where, address=ADDRESS)
    return [where.pk, f"address-{where.pk}-{sha256(ADDRESS.encode()).hexdigest()[:12]}"]


def a_report(world: World, whose: str, _who: str) -> list[Any]:
    where = world.town.places[GRIDS[whose]]
    said = {"asked_at": MONDAY, "made_at": MONDAY, "state": ReportState.READY}
    report, is_new = Report.objects.get_or_create(place=where, month=date(2026, 10, 1), edition=1, defaults=said)
    if is_new:
        ReportFile.objects.create(report=report, content=b"x")
    return [where.pk, report.pk]


def survey(world: World, whose: str, who: str) -> list[Any]:
    """One that was held in that grid."""
    [pk] = place(world, whose, who)
    said = {"first_on": LONG_AGO, "last_on": LONG_AGO, "entered_by": world.town.people["platform"]}
    held, _ = Survey.objects.get_or_create(name=f"测{pk}", place_id=pk, defaults={**said, "entered_at": MONDAY})
    SurveyResult.objects.get_or_create(survey=held, place_id=pk, defaults={"satisfied": 1})
    return [pk, held.pk]


ENTERS = dict.fromkeys(SEE, frozenset({Role.PLATFORM_OFFICER, Role.LEADING_GROUP_OFFICER}))
ON_THE_BOARD = {
    "dashboards:front": Row({ANYBODY: HAVE_FIGURES}, otherwise=REFUSED, wrong="POST"),
    "dashboards:board": Row(SEE, place, wrong="POST"),
    "dashboards:map": Row(SEE, place, wrong="POST"),
    "dashboards:late": Row(SEE, place, wrong="POST"),
    "dashboards:parts": Row(SEE, place, wrong="POST"),
    "dashboards:indicator": Row(SEE, place_and("solved"), wrong="POST"),
    "dashboards:forces": Row(SEE, place, wrong="POST"),
    "dashboards:force": Row(SEE, place_and("grid_branch"), wrong="POST"),
    "dashboards:surveys": Row(SEE, place, wrong="POST"),
    "dashboards:survey_new": Row(ENTERS, place, SEE, wrong="DELETE"),
    "dashboards:survey_withdraw": Row(ENTERS, survey, SEE, wrong="DELETE"),
    "dashboards:league": Row(SEE, place, wrong="POST"),
    "dashboards:own_screen": Row({ANYBODY: HAVE_FIGURES}, otherwise=REFUSED, wrong="POST"),
    "dashboards:screen": Row(SEE, place, wrong="POST"),
    "dashboards:screen_now": Row(SEE, place, wrong="POST"),
    "dashboards:scores": Row(SEE, place, wrong="POST"),
    "dashboards:close": Row(
        {ANYBODY: DECIDING}, district, refuses={ANYBODY: IN_THE_DISTRICT - DECIDING}, method="POST", wrong="PUT"
    ),
    "dashboards:score": Row(SEE, score, wrong="POST"),
    "dashboards:appeal": Row(
        {OWN: frozenset({Role.BRANCH_SECRETARY}), NEIGHBOURS: NOBODY, STRANGERS: NOBODY},
        score,
        refuses={OWN: WITH_TERRITORY - {Role.BRANCH_SECRETARY}, **_OF_OTHERS},
        method="POST",
        wrong="GET",
    ),
    "dashboards:decide": Row(
        {OWN: DECIDING}, score, refuses={OWN: WITH_TERRITORY - DECIDING}, method="POST", wrong="GET"
    ),
    "dashboards:reports": Row(SEE, place, wrong="DELETE"),
    "dashboards:report_anew": Row(SEE, a_report, method="POST", wrong="GET"),
    "dashboards:report_file": Row(SEE, a_report, wrong="POST"),
    "dashboards:sheet": Row(SEE, place, wrong="POST"),
    "dashboards:signs": Row(SEE, place, wrong="POST"),
    "dashboards:put_aside": Row(
        ANSWERING, a_sign, refuses=_REST, method="POST", sent={"reason": "已经去看过"}, wrong="GET"
    ),
}
