from __future__ import annotations

from django.conf import settings
from django.db import models

from partyorg.kinds import Kind
from partyorg.models.organisation import Organisation


class Chapter(models.Model):
    """沿革: what became of an organisation, and what it was until then. Written with the deed, never changed."""

    class What(models.TextChoices):
        FOUNDED = "FOUNDED", "成立"
        CONVERTED = "CONVERTED", "转建"
        ELECTED = "ELECTED", "换届"
        ENDED = "ENDED", "撤销"

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="chapters", verbose_name="组织")
    what = models.CharField("何事", max_length=16, choices=What.choices)
    on = models.DateField("日期")
    name = models.CharField("此前的名称", max_length=100)
    kind = models.CharField("此前的类型", max_length=32, choices=Kind.choices)
    note = models.CharField("说明", max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="何人", related_name="+")
    at = models.DateTimeField("记录时间")

    class Meta:
        verbose_name = verbose_name_plural = "组织沿革"
        ordering = ["organisation", "on", "id"]

    def __str__(self) -> str:
        return f"{self.on:%Y-%m-%d} {self.get_what_display()}"
