from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from grids.models import Place


class HeardQuerySet(models.QuerySet["Heard"]):
    def in_force(self, top: Place, at: datetime) -> HeardQuerySet:
        return self.filter(top=top, until__gt=at)


class Heard(models.Model):
    """A sign that somebody has looked at: off the list for a while, with the reason.

    Off the list of those alone who may read as far as they (`top`): what a community has put aside, its street and
    its district still see.
    """

    top = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name="哪一级的", db_index=False)
    key = models.CharField("苗头", max_length=64)  # Sign.key
    place = models.ForeignKey(Place, models.CASCADE, related_name="+", verbose_name="地域", db_index=False)
    reason = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    at = models.DateTimeField("时间")
    on = models.DateField("日期")
    until = models.DateTimeField("到什么时候")

    objects = HeardQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "看过的苗头"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["top", "key", "on"],
                name="a_sign_is_heard_once_a_day",
                violation_error_message="这条苗头今天已经有人看过了。",
            ),
            models.CheckConstraint(
                condition=Q(until__gt=F("at")),
                name="a_heard_sign_comes_back",
                violation_error_message="放到什么时候，要晚于现在。",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="a_heard_sign_has_its_reason",
                violation_error_message="请写明看过以后怎么办的。",
            ),
        ]
        indexes = [models.Index(fields=["top", "until"], name="heard_signs_in_force")]  # what is off the list now?

    def __str__(self) -> str:
        return self.key
