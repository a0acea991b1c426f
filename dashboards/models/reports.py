from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from dashboards.periods import Period, month_of
from dashboards.workflow import STEPS, UNDER_WAY, ReportState
from grids.models import Place
from grids.workflow import Level
from partyorg.models import Organisation


def whose(place: Place, unit: Organisation | None) -> str:
    """Whom a report is of; a unit's in less than the whole district says in which part."""
    if unit is None:
        return str(place)
    return str(unit) if place.level == Level.DISTRICT else f"{unit}（{place.short_name}）"


class ReportQuerySet(models.QuerySet["Report"]):
    def under_way(self) -> ReportQuerySet:
        return self.filter(state__in=sorted(UNDER_WAY))


class Report(models.Model):
    """The monthly report of a place, or of one unit there, made in the background. Made anew it is a new edition; the
    old one stays.

    `done`: of STEPS. `attempt`: how often it was taken up; whoever was taken for dead finds another one's here, and
    writes nothing. `figures`, `rules`: marks of what was counted in the month and by which rules, to tell whether they
    have changed since (dashboards.reports.marks).
    """

    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="地域", db_index=False)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="单位（空为整个地域）", db_index=False
    )
    month = models.DateField("月份")  # its first day
    edition = models.PositiveSmallIntegerField("第几版", default=1)
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="何人"
    )  # null: made by itself on the first of the month
    asked_at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=8, choices=ReportState.choices, default=ReportState.QUEUED)
    done = models.PositiveSmallIntegerField("做到第几步", default=0)
    attempt = models.PositiveSmallIntegerField("第几次做", default=0)
    taken_at = models.DateTimeField("开始做的时间", null=True)
    made_at = models.DateTimeField("做成时间", null=True)
    figures = models.CharField(max_length=64, blank=True)
    rules = models.CharField(max_length=64, blank=True)
    error = models.CharField("为什么没有做成", max_length=200, blank=True)

    objects = ReportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "月报"
        ordering = ["-month", "-edition"]
        constraints = [
            models.UniqueConstraint(
                fields=["place", "month", "edition"],
                condition=Q(unit=None),
                name="one_report_of_an_edition",
                violation_error_message="这个月的月报已经有了。",
            ),
            models.UniqueConstraint(
                fields=["place", "month"],
                condition=Q(unit=None, state__in=sorted(UNDER_WAY)),
                name="one_report_at_a_time",
                violation_error_message="这个月的月报正在做。",
            ),
            models.UniqueConstraint(
                fields=["place", "unit", "month", "edition"],
                condition=Q(unit__isnull=False),
                name="one_report_of_a_units_edition",
                violation_error_message="这个单位这个月的月报已经有了。",
            ),
            models.UniqueConstraint(
                fields=["place", "unit", "month"],
                condition=Q(unit__isnull=False, state__in=sorted(UNDER_WAY)),
                name="one_report_of_a_unit_at_a_time",
                violation_error_message="这个单位这个月的月报正在做。",
            ),
            models.CheckConstraint(
                condition=~Q(state=ReportState.READY) | Q(made_at__isnull=False),
                name="a_ready_report_was_made",
                violation_error_message="做成的月报要有做成的时间。",
            ),
        ]
        indexes = [
            # what waits, and what was taken up by a worker that is gone?
            models.Index(fields=["state", "id"], name="reports_to_make", condition=Q(state__in=sorted(UNDER_WAY)))
        ]

    def __str__(self) -> str:
        again = f"（第 {self.edition} 版）" if self.edition > 1 else ""
        return f"{whose(self.place, self.unit)}{self.period.label}月报{again}"

    @property
    def period(self) -> Period:
        return month_of(self.month)

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def steps(self) -> int:
        return len(STEPS)

    @property
    def step(self) -> str:
        """What is being made now, in words."""
        return STEPS[min(self.done, len(STEPS) - 1)]


class ReportFile(models.Model):
    """The PDF. In the database: web and workers need no folder in common. Apart from its row, which lists read."""

    report = models.OneToOneField(Report, models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    class Meta:
        verbose_name = verbose_name_plural = "月报文件"

    def __str__(self) -> str:
        return str(self.report_id)
