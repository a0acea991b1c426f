from django.db import models

from cases.models import Case, Category
from cases.models.mark import Mark
from cases.terms import Channel, Level
from dashboards.terms import What
from grids.models import Place
from partyorg.models import Organisation


class Fact(models.Model):
    """One thing that counts in a figure, and the case behind it: what a list opens, what a tally is the sum of.

    Made of the case and its history by `dashboards.folding` alone; made anew when the case has moved on. Rows go where
    they no longer hold: they repeat what the history says, they are no history themselves.
    `unit`: who owed it. `hours`: of what lasts, in steps (`folding.steps_of`). `number`: how much it counts.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="facts")
    what = models.CharField("计数", max_length=24, choices=What.choices)
    at = models.DateTimeField("时间")
    day = models.DateField("日期")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="地域", db_index=False)
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, related_name="+", verbose_name="类别", db_index=False
    )
    channel = models.CharField("来源", max_length=16, choices=Channel.choices)
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="单位", db_index=False
    )
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    number = models.PositiveSmallIntegerField("数", default=1)
    hours = models.PositiveSmallIntegerField("工作小时", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "计数依据"
        ordering = ["-day", "-id"]
        indexes = [
            models.Index(fields=["what", "-day", "-id"], name="fact_newest_first"),  # the list behind a figure
            models.Index(fields=["place", "day"], name="fact_of_place"),  # a grid's figures, a place counted anew
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.day}"


class Counted(models.Model):
    """At which version a case was counted last: one that has moved on since is counted anew."""

    case = models.OneToOneField(Case, models.CASCADE, primary_key=True, related_name="counted")
    version = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "计数进度"

    def __str__(self) -> str:
        return f"{self.case_id} v{self.version}"


class Projected(Mark):
    """How far the history has been counted. The one row is also the lock: whoever holds it counts.

    `tree` says of which tree of places the tallies are sums, `calendar` by which working calendar (the newest
    worktime.CalendarChange) the hours were reckoned; `revision` rises whenever a figure may have changed.
    """

    tree = models.CharField(max_length=64, blank=True)
    calendar = models.BigIntegerField(default=0)
    revision = models.PositiveBigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = verbose_name_plural = "计数到哪里"
