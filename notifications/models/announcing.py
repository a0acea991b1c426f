"""How far the reading of events has come, and what could not be told."""

from datetime import timedelta

from django.db import models
from django.db.models import Max
from django.db.models.functions import Now

from cases.models import Event

# How long a transaction that writes events may last at most, with much to spare (a batch of the sweep takes a second).
SETTLED_AFTER = timedelta(minutes=10)


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


class Cursor(models.Model):
    """Every event up to `event_id` has been dealt with; above it the rows of `Announced` say so, one by one.

    The one row is also the lock: who holds it announces, and others come back later.

    Event ids are given out before the events are committed, so a lower id may turn up after a higher one was seen. The
    mark therefore moves only past events that were recorded, by the database's own clock, longer ago than any writing
    transaction lasts; the demo's simulated clock has no part in it.
    """

    event_id = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "告知进度"

    def __str__(self) -> str:
        return str(self.event_id)

    def advance(self) -> None:
        """Move past what has settled. Call it holding the lock, when nothing above the mark is left to be announced."""
        above = Event.objects.filter(id__gt=self.event_id)
        settled_before = Now() - SETTLED_AFTER
        young = above.filter(recorded_at__gt=settled_before).order_by("id").values_list("id", flat=True).first()
        settled = above.filter(recorded_at__lte=settled_before)
        if young is not None:
            settled = settled.filter(id__lt=young)
        mark = settled.aggregate(last=Max("id"))["last"]
        if mark is not None:
            self.event_id = mark
            self.save(update_fields=["event_id"])
            Announced.objects.filter(event_id__lte=mark).delete()
