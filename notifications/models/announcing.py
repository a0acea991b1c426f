"""How far the reading of events has come, and what could not be told."""

from django.db import models

from cases.models import Event, Mark


class Announced(models.Model):
    """An event above the cursor that has been dealt with, whether anybody had to be told or not."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "已告知的经过"

    def __str__(self) -> str:
        return str(self.event_id)


class Untold(models.Model):
    """An event that nobody could be told of, and why. It counts as dealt with, and stands here until it is told."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+", verbose_name="经过")
    at = models.DateTimeField("时间")
    error = models.TextField("错误")

    class Meta:
        verbose_name = verbose_name_plural = "没能告知的经过"
        ordering = ["-event_id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.error[:40]}"


class Cursor(Mark):
    """How far it has been told of; above it the rows of `Announced` say what has been dealt with, one by one.

    The one row is also the lock: who holds it announces, and others come back later.
    """

    class Meta:
        verbose_name = verbose_name_plural = "告知进度"

    def advance(self) -> int | None:
        mark = super().advance()
        if mark is not None:
            Announced.objects.filter(event_id__lte=mark).delete()
        return mark
