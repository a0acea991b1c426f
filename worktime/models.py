from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from worktime.days import Day, DayKind


class CalendarDayQuerySet(models.QuerySet["CalendarDay"]):
    def of_years(self, years: list[int]) -> CalendarDayQuerySet:
        return self.filter(date__year__in=years)

    def of_kind(self, kind: DayKind) -> CalendarDayQuerySet:
        """The same four kinds as `Day.kind`, asked of the database."""
        weekend = Q(date__iso_week_day__gte=6)
        plain_weekend = weekend & Q(name="")
        return self.filter(
            {
                DayKind.WORKDAY: Q(is_workday=True) & ~weekend,
                DayKind.MAKEUP: Q(is_workday=True) & weekend,
                DayKind.WEEKEND: Q(is_workday=False) & plain_weekend,
                DayKind.HOLIDAY: Q(is_workday=False) & ~plain_weekend,
            }[kind]
        )


class CalendarDay(models.Model):
    """One day of a year whose holidays are announced. Years come whole, by import; a year without rows is provisional.

    Whether it is a plain day, a weekend, a holiday or a make-up day follows from the three columns (`Day.kind`).
    """

    date = models.DateField("日期", primary_key=True)
    is_workday = models.BooleanField("上班")
    name = models.CharField("节日", max_length=32, blank=True, help_text="放假或调休所属的节日；平常日子留空。")

    objects = CalendarDayQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "工作日历"
        ordering = ["date"]

    def __str__(self) -> str:
        return " ".join(filter(None, [str(self.date), self.kind, self.name]))

    @classmethod
    def of(cls, day: Day) -> CalendarDay:
        return cls(date=day.date, is_workday=day.is_workday, name=day.name)

    def as_day(self) -> Day:
        return Day(self.date, self.is_workday, self.name)

    @property
    def kind(self) -> DayKind:
        return self.as_day().kind


class WorkPeriod(models.Model):
    """A stretch of every working day in which working hours count. None at all means the default hours."""

    starts = models.TimeField("上班")
    ends = models.TimeField("下班")

    class Meta:
        verbose_name = verbose_name_plural = "上班时段"
        ordering = ["starts"]
        constraints = [
            models.CheckConstraint(
                name="work_period_starts_before_it_ends",
                condition=Q(starts__lt=F("ends")),
                violation_error_message="上班要早于下班。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.starts:%H:%M}–{self.ends:%H:%M}"

    def clean(self) -> None:
        if self.starts is None or self.ends is None:
            return
        other = WorkPeriod.objects.exclude(pk=self.pk).filter(starts__lt=self.ends, ends__gt=self.starts).first()
        if other:
            raise ValidationError(f"与上班时段 {other} 重叠，请先改开。")


class CalendarChange(models.Model):
    """One change of the calendar or the working hours: appended, never edited. Open deadlines are recomputed from it.

    Rows become visible in the order of their ids (`actions._take_turns` sees to it), so whoever deals with changes
    may remember the last id dealt with.
    """

    class Kind(models.TextChoices):
        IMPORT = "IMPORT", "导入"
        EDIT = "EDIT", "修改"

    kind = models.CharField("方式", max_length=8, choices=Kind)
    years = models.JSONField("涉及年份", default=list, help_text="空表示上班时段变了，所有年份都涉及。")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, verbose_name="何人", related_name="+"
    )
    source = models.CharField("来源", max_length=200)
    rows = models.PositiveIntegerField("行数", default=0)
    changed_rows = models.PositiveIntegerField("变动行数", default=0)
    # Tells a change from one that was rolled back and left its number to the next (worktime.current).
    stamp = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "日历变更"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.in_words}"

    @property
    def in_words(self) -> str:
        return "、".join(f"{year} 年" for year in self.years) or "上班时段"
