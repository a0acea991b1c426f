from __future__ import annotations

from datetime import datetime

from django.db import models

from activities.kinds import Side
from activities.models.activity import Activity

COLUMNS = {
    Side.TIME: ("starts_at", "ends_at"), Side.PLACE: ("where",), Side.TITLE: ("title",), Side.WORK: ("sort", "help"),
    Side.TEAM: ("team",), Side.WORDS: ("words",),
}  # fmt: skip


class ChangeQuerySet(models.QuerySet["Change"]):
    def sides(self, since: datetime) -> list[str]:
        """What changed after that moment, in words and each once, in the order of `Side`. One query."""
        changed = set(self.filter(at__gt=since).values_list("side", flat=True))
        return [side.label for side in Side if side in changed]


class Change(models.Model):
    """改动: a side of an activity that concerns whoever signed up, and that is not as they read it then."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="changes", verbose_name="活动")
    side = models.CharField("改了什么", max_length=16, choices=Side.choices)
    at = models.DateTimeField("时间")

    objects = ChangeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动改动"
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="activity_changes_to_tell")]  # what is to be told since then?

    def __str__(self) -> str:
        return f"{self.activity}：{self.get_side_display()}"
