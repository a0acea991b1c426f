from __future__ import annotations

from django.db import models


class Counted(models.Model):
    """Something was done that is braked (accounts/braking.py). Gone after a day."""

    what = models.CharField("什么", max_length=24)  # the name of its limit
    of = models.CharField("地址或手机号", max_length=64)  # a keyed hash: known again, not read
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "限次的记录"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["of", "what", "at"], name="counted_how_often"),  # how often was it done from there?
            models.Index(fields=["at"], name="counted_how_old"),  # which can go?
        ]

    def __str__(self) -> str:
        return f"{self.what} {self.at:%Y-%m-%d %H:%M}"
