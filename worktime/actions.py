"""What administrators do to the calendar. Each leaves a CalendarChange, from which open deadlines are recomputed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from worktime import calendar_file
from worktime.calendar_file import LineError
from worktime.days import Day
from worktime.models import CalendarChange, CalendarDay, WorkPeriod


@dataclass(frozen=True, slots=True)
class DayChange:
    after: Day
    before: Day | None


@dataclass(frozen=True, slots=True)
class CalendarPreview:
    """What a file holds and what importing it would change. With errors nothing of it may be imported."""

    days: tuple[Day, ...]
    errors: tuple[LineError, ...]
    changes: tuple[DayChange, ...]

    @property
    def years(self) -> list[int]:
        return sorted({day.date.year for day in self.days})


def preview_calendar(content: str | bytes) -> CalendarPreview:
    file = calendar_file.read(content)
    return CalendarPreview(tuple(file.days), tuple(file.errors), () if file.errors else _changes(file.days))


@transaction.atomic
def import_calendar(*, content: str | bytes, source: str, by: User | None, at: datetime) -> CalendarChange | None:
    """Take over the whole years of a CSV file; None when every day is as it was.

    All or nothing: raises ValidationError with one message an error (`第 5 行：…`).
    """
    _take_turns()
    preview = preview_calendar(content)
    if preview.errors:
        raise ValidationError([str(error) for error in preview.errors])
    if not preview.changes:
        return None
    CalendarDay.objects.bulk_create(
        [CalendarDay.of(change.after) for change in preview.changes],
        update_conflicts=True,
        unique_fields=["date"],
        update_fields=["is_workday", "name"],
    )
    change = CalendarChange.objects.create(
        kind=CalendarChange.Kind.IMPORT,
        years=preview.years,
        source=source[:200],
        rows=len(preview.days),
        changed_rows=len(preview.changes),
        by=by,
        at=at,
    )
    write_audit(
        action="导入工作日历",
        of=change,
        by=by,
        at=at,
        detail={"years": change.years, "source": change.source, "changed_rows": change.changed_rows},
    )
    return change


@transaction.atomic
def change_day(*, date: date, is_workday: bool, name: str, by: User | None, at: datetime) -> CalendarChange | None:
    """Let one day of the table be worked or not; None when it is so already."""
    _take_turns()
    day = CalendarDay.objects.get(pk=date)
    if (day.is_workday, day.name) == (is_workday, name):
        return None
    before = str(day)
    day.is_workday, day.name = is_workday, name
    day.save(update_fields=["is_workday", "name"])
    return _recorded_edit(what=f"{before} → {day}", years=[date.year], by=by, at=at)


@transaction.atomic
def save_period(period: WorkPeriod, *, by: User | None, at: datetime) -> CalendarChange | None:
    """Add or change a stretch of working hours; None when it is so already. Raises ValidationError on an overlap."""
    _take_turns()
    period.full_clean()
    before = WorkPeriod.objects.filter(pk=period.pk).first()
    if before and (before.starts, before.ends) == (period.starts, period.ends):
        return None
    period.save()
    what = f"上班时段 {before} → {period}" if before else f"新增上班时段 {period}"
    return _recorded_edit(what=what, years=[], by=by, at=at)


@transaction.atomic
def remove_period(period: WorkPeriod, *, by: User | None, at: datetime) -> CalendarChange:
    _take_turns()
    what = f"删除上班时段 {period}"
    period.delete()
    return _recorded_edit(what=what, years=[], by=by, at=at)


def _take_turns() -> None:
    """One at a time until the transaction ends: what a preview compares with stands still, and changes become visible
    in the order of their ids. The oldest change, which the migration made, is the lock; SQLite has one writer anyhow.
    """
    CalendarChange.objects.select_for_update().order_by("id").first()


def _changes(days: list[Day]) -> tuple[DayChange, ...]:
    years = sorted({day.date.year for day in days})
    known = {row.date: row.as_day() for row in CalendarDay.objects.of_years(years)}
    return tuple(DayChange(day, known.get(day.date)) for day in days if known.get(day.date) != day)


def _recorded_edit(*, what: str, years: list[int], by: User | None, at: datetime) -> CalendarChange:
    change = CalendarChange.objects.create(
        kind=CalendarChange.Kind.EDIT, years=years, source=what, rows=1, changed_rows=1, by=by, at=at
    )
    write_audit(action="修改工作日历", of=change, by=by, at=at, detail={"change": what})
    return change
