"""A monthly report: asked for, made in the background, made anew where the figures have changed since."""

from __future__ import annotations

import logging
from datetime import date, datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import F, Q, QuerySet, Sum
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.once import once
from accounts.printing import missing
from dashboards.actions.projecting import catch_up
from dashboards.models import Report, ReportFile, Tally
from dashboards.periods import month_before, month_of
from dashboards.reports import About, about, made
from dashboards.reports.marks import mark_of
from dashboards.stood import places_of
from dashboards.terms import Cut, Grain
from dashboards.workflow import STEPS, ReportState
from grids.models import Place
from grids.workflow import Level
from partyorg.hats import Hat
from partyorg.kinds import Kind
from partyorg.models import Organisation

SILENT = timedelta(minutes=10)  # one that was taken up longer ago: a making takes seconds, so its worker was killed
TRIES = 3
BY_ITSELF_FOR = [Level.DISTRICT, Level.STREET]
UNFORESEEN = "生成的时候出错了，技术人员能在日志里看到。请再点一次“生成月报”。"
KILLED = "做了几次都没有做完，请告诉技术人员。"

logger = logging.getLogger(__name__)


class NotOver(Exception):
    """A report is of a month that is over."""


def last_month(at: datetime) -> date:
    """The first day of the last month that is over."""
    return month_before(localdate(at)).first


def ask_report(of: About, month: date, *, by: Hat, at: datetime) -> Report:
    """The report of this month: the one there is, or a new one. One that failed is queued again. Raises NotOver."""
    if month != month.replace(day=1) or month > last_month(at):
        raise NotOver
    report = once(partial(_new, of, month, 1, by, at), lambda: _newest(of, month))
    failed = Report.objects.filter(pk=report.pk, state=ReportState.FAILED)
    failed.update(state=ReportState.QUEUED, attempt=0, done=0, error="", asked_at=at)
    return report


def make_anew(report: Report, *, by: Hat, at: datetime) -> Report:
    """Another edition beside it where the month's figures have changed since; else the newest there is."""
    of = about(report)
    newest = _newest(of, report.month) or report
    if newest.state != ReportState.READY or mark_of(of, report.month).is_of(newest):
        return newest
    edition = newest.edition + 1
    mine = of.reports.filter(month=report.month, edition=edition)
    return once(partial(_new, of, report.month, edition, by, at), mine.first)


def ask_monthly(*, at: datetime) -> int:
    """Last month's reports of the district, its streets and its departments, where something was counted and nobody has
    asked yet."""
    month = last_month(at)
    asked = set(Report.objects.filter(month=month).values_list("place", "unit"))
    wanted = [*_places_of(month), *_departments_of(month)]
    new = [
        Report(place=place, unit=unit, month=month, asked_at=at)
        for place, unit in wanted
        if (place.pk, unit.pk if unit else None) not in asked
    ]
    Report.objects.bulk_create(new, ignore_conflicts=True)
    return len(new)


def _places_of(month: date) -> list[About]:
    counted = Tally.objects.filter(cut=Cut.ALL, value="", grain=Grain.MONTH, day=month).values("place")
    stood = Place.objects.filter(places_of(month_of(month)), level__in=BY_ITSELF_FOR)
    return [About(place) for place in stood.filter(pk__in=counted)]


def _departments_of(month: date) -> list[About]:
    """Each in the district where something came to it or went from it in the month, or was in its hands at the end."""
    rows = Tally.objects.filter(cut=Cut.UNIT, grain=Grain.MONTH, day__lte=month, place__level=Level.DISTRICT)
    moved = Sum(F("dispatched") + F("opened") + F("ended"), filter=Q(day=month))
    busy = rows.values("place", "value").annotate(moved=moved, left=Sum(F("opened") - F("ended")))
    found = busy.filter(Q(moved__gt=0) | Q(left__gt=0)).order_by("place", "value")
    counted = [(place, int(unit)) for place, unit in found.exclude(value="").values_list("place", "value")]
    districts = Place.objects.in_bulk({place for place, _ in counted})
    units = Organisation.objects.filter(kind=Kind.DEPARTMENT).in_bulk({unit for _, unit in counted})
    return [About(districts[place], units[unit]) for place, unit in counted if unit in units]


def make_next(*, at: datetime) -> bool:
    """Take up the report that has waited longest and make it. False: none waits. Any number may do this at once."""
    _queue_silent_again(at)
    for report in Report.objects.filter(state=ReportState.QUEUED).select_related("place", "unit").order_by("id"):
        queued = Report.objects.filter(pk=report.pk, state=ReportState.QUEUED, attempt=report.attempt)
        if queued.update(state=ReportState.RUNNING, attempt=F("attempt") + 1, done=0, taken_at=at):
            report.attempt += 1
            _make(report, at)
            return True
    return False


def _queue_silent_again(at: datetime) -> None:
    silent = Report.objects.filter(state=ReportState.RUNNING, taken_at__lt=at - SILENT)
    silent.filter(attempt__gte=TRIES).update(state=ReportState.FAILED, error=KILLED)
    silent.update(state=ReportState.QUEUED)


def _make(report: Report, at: datetime) -> None:
    mine = Report.objects.filter(pk=report.pk, state=ReportState.RUNNING, attempt=report.attempt)
    if lacks := missing():
        mine.update(state=ReportState.FAILED, error=f"这台服务器还不能生成 PDF，请技术人员安装 {lacks}。")
        return
    catch_up(at=at)
    mark = mark_of(about(report), report.month)  # before they are read: a change in between is told as one
    try:
        content = made(report, at=at, told=partial(_tell, mine))
    except Exception:
        logger.exception("Report %s failed", report.pk)
        mine.update(state=ReportState.FAILED, error=UNFORESEEN)
        return
    with transaction.atomic():
        if mine.update(state=ReportState.READY, done=len(STEPS), made_at=at, figures=mark.figures, rules=mark.rules):
            ReportFile.objects.create(report=report, content=content)


def _tell(mine: QuerySet[Report], done: int) -> None:
    mine.update(done=done)


def _newest(of: About, month: date) -> Report | None:
    return of.reports.filter(month=month).order_by("-edition").first()


def _new(of: About, month: date, edition: int, by: Hat, at: datetime) -> Report:
    report = Report.objects.create(
        place=of.place, unit=of.unit, month=month, edition=edition, asked_by=by.person, asked_at=at
    )
    detail = {"month": month_of(month).name, "edition": edition}
    write_audit(action="申请月报", of=report, by=by.person, at=at, detail=detail)
    return report
