from __future__ import annotations

from django.conf import settings
from django.db import models


class AuditEntry(models.Model):
    """One line of the trail of everything that is not a case. Appended, never changed (triggers refuse it)."""

    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="何人", related_name="+")
    action = models.CharField("何事", max_length=64)
    object_type = models.CharField("对象", max_length=64)
    object_id = models.CharField("对象编号", max_length=64)
    reason = models.CharField("理由", max_length=500, blank=True)
    detail = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.action}"
