from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime

from accounts.chain import SAID, digest


class Digest(models.CharField):
    """Made of the line itself whenever it is written, one by one or in bulk."""

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        made = digest({name: getattr(model_instance, name) for name in SAID})
        setattr(model_instance, self.attname, made)
        return made


class AuditEntry(models.Model):
    """One line of the trail of everything that is not a case. Appended, never changed (triggers refuse it)."""

    at = models.DateTimeField("时间")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="何人", related_name="+")
    action = models.CharField("何事", max_length=64)
    object_type = models.CharField("对象", max_length=64)
    object_id = models.CharField("对象编号", max_length=64)
    reason = models.CharField("理由", max_length=500, blank=True)
    detail = models.JSONField("详情", default=dict)
    digest = Digest("摘要", max_length=64, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "审计记录"
        ordering = ["-id"]
        indexes = [models.Index(fields=["object_type", "object_id"], name="audit_of_object")]

    def __str__(self) -> str:
        return f"{localtime(self.at):%Y-%m-%d %H:%M} {self.action}"


class AuditLink(models.Model):
    """One link of the chain: a line of the trail, joined to the link before. Written by the database alone.

    Not a foreign key: where a line was taken away, its link has to stay and tell.
    """

    seq = models.BigIntegerField(primary_key=True)  # from 1, without a gap
    entry_id = models.BigIntegerField(unique=True)
    hash = models.CharField(max_length=64)

    class Meta:
        verbose_name = verbose_name_plural = "审计链"

    def __str__(self) -> str:
        return f"{self.seq} {self.hash[:12]}"


class AuditHead(models.Model):
    """One row: how long the chain is and its newest hash. Whoever commits a line waits for this row, and only then."""

    length = models.BigIntegerField()
    hash = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "审计链首"
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="the_chain_has_one_head")]

    def __str__(self) -> str:
        return f"{self.length} {self.hash}"

    @classmethod
    def now(cls) -> AuditHead:
        return cls.objects.get(pk=1)
