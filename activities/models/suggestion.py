from __future__ import annotations

from uuid import uuid4

from django.db import models

from accounts.models import User
from activities.models.activity import Activity


class Suggestion(models.Model):
    """献一策: what somebody would do for the neighbourhood, told to the organiser of an activity."""

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)
    activity = models.ForeignKey(Activity, models.PROTECT, related_name="suggested", verbose_name="活动")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="谁提的", db_index=False)
    words = models.CharField("建议", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "献一策"
        ordering = ["-id"]

    def __str__(self) -> str:
        return self.words
