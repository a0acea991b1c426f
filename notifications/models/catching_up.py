"""After an outage of the system: what it then did at once, told to each person in one digest."""

from __future__ import annotations

from django.db import models
from django.utils.timezone import localtime

from cases.models import Event


class CatchingUp(models.Model):
    """The system made up for an outage: the sweeps that did so, from the first to the last."""

    began_at = models.DateTimeField("开始")
    last_at = models.DateTimeField("最后一步")

    class Meta:
        verbose_name = verbose_name_plural = "补办"
        # announcing: which are recent enough for this step to belong to?
        indexes = [models.Index(fields=["last_at"], name="catching_up_lately")]

    def __str__(self) -> str:
        return f"{localtime(self.began_at):%Y-%m-%d %H:%M}"


class DigestLine(models.Model):
    """One step that a digest tells of. How many there were, and how late, is counted from these rows."""

    digest = models.ForeignKey("Message", models.CASCADE, related_name="lines", db_index=False)
    event = models.ForeignKey(Event, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "补办明细"
        constraints = [models.UniqueConstraint(fields=["digest", "event"], name="a_digest_tells_a_step_once")]

    def __str__(self) -> str:
        return f"{self.digest_id} {self.event_id}"
