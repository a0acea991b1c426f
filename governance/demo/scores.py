"""考核 of the demo: the months behind are closed, one appeal against the last is decided, one waits for the platform.

In a town of few cases nobody would be scored, so its schemes are content with one of a kind. The last month was closed
days ago, not weeks: whoever tries the demo may still appeal.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime

from django.utils.timezone import localdate

from dashboards import actions
from dashboards.actions import Decision
from dashboards.models import Appeal, Closing, Score, ScoreScheme, Tally
from dashboards.periods import Period, month_of
from dashboards.scoring.score import Scored
from dashboards.terms import Cut, Grain
from dashboards.workflow import Remedy, Verdict
from governance.demo.codes import DISTRICT, HOME_STREET
from governance.demo.scene import Cast
from governance.demo.timeline import Timeline, on
from grids.models import Place
from notifications.actions import write_letters
from partyorg.hats import Hat
from partyorg.kinds import Role

DEPARTMENT = "区住建局"
CLOSED_DAYS_AGO = on(3, "10:00")
TOLD = ("appealed", "ruled")


def add_scores(timeline: Timeline) -> None:
    ScoreScheme.objects.update(minimum=1)
    actions.catch_up(at=timeline.at)
    cast, district = Cast(timeline.at), Place.objects.get(code=DISTRICT)
    platform = cast.hat(role=Role.PLATFORM_OFFICER)
    closing: Closing | None = None
    for month, at in _closings(district, timeline):
        closing = actions.close_period(district, month, by=platform, at=at)
    if closing:
        _appeals(closing, cast, timeline)
    actions.catch_up(at=timeline.at)  # the board is of now, not of the last closing


def _closings(district: Place, timeline: Timeline) -> Iterator[tuple[Period, datetime]]:
    """Each month behind in which something was counted, with when it was closed: on the first working day after it, the
    last one days ago."""
    this_month = localdate(timeline.at).replace(day=1)
    counted = Tally.objects.filter(place=district, cut=Cut.ALL, value="", grain=Grain.MONTH, day__lt=this_month)
    months = [month_of(day) for day in counted.order_by("day").values_list("day", flat=True)]
    for month in months:
        at = _first_moment_after(month.last, timeline)
        yield month, max(at, CLOSED_DAYS_AGO(timeline, timeline.at)) if month == months[-1] else at


def _first_moment_after(day: date, timeline: Timeline) -> datetime:
    return next((slot for slot in timeline.slots if slot.date() > day), timeline.at)


def _appeals(closing: Closing, cast: Cast, timeline: Timeline) -> None:
    """The street's was upheld by the leading group; the department's waits."""
    moments = [slot for slot in timeline.slots if slot > closing.closed_at] or [timeline.at]
    came, came_too, ruled = (moments[len(moments) * share // 4] for share in (1, 2, 3))
    write_letters(at=closing.closed_at, kinds=TOLD)
    street = cast.hat(role=Role.STREET_OFFICER, organisation__place__code=HOME_STREET)
    about = _appealed(
        closing.scores.get(place__code=HOME_STREET), street, "有一件在街道界外，派错了地方，请核实后不计这一项。", came
    )
    write_letters(at=came, kinds=TOLD)
    housing = cast.hat(role=Role.UNIT_OFFICER, organisation__name=DEPARTMENT)
    _appealed(
        closing.scores.get(unit__name=DEPARTMENT), housing, "有一件派来时时限只剩半天，请核实后不计这一项。", came_too
    )
    write_letters(at=came_too, kinds=TOLD)
    said = Decision(Verdict.UPHELD, "核过了，这一件确实在界外，属实，这一项不计。", Remedy.EXCUSED)
    actions.decide(about, said, by=cast.hat(role=Role.LEADING_GROUP_OFFICER), at=ruled)
    write_letters(at=timeline.at, kinds=TOLD)


def _appealed(score: Score, by: Hat, reason: str, at: datetime) -> Appeal:
    """Against what stands worst."""
    parts = Scored.kept(score.figures).parts
    counted = [part for part in parts if part.points is not None]
    worst = min(counted, key=lambda part: part.points or 0, default=parts[0])
    return actions.appeal(score, indicator=worst.code, reason=reason, by=by, at=at)
