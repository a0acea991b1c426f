"""How far somebody has come with reading what happened: for the apps above that act on each event once."""

from datetime import timedelta

from django.db import models
from django.db.models import Max
from django.db.models.functions import Now

from cases.models.event import Event

# How long a transaction that writes events may last at most, with much to spare (a batch of the sweep takes a second).
SETTLED_AFTER = timedelta(minutes=10)


class Mark(models.Model):
    """Every event up to `event_id` has been dealt with; what is above it the reader tells apart by rows of its own.

    Event ids are given out before the events are committed, so a lower id may turn up after a higher one was seen. The
    mark therefore moves only past events that were recorded, by the database's own clock, longer ago than any writing
    transaction lasts; the demo's simulated clock has no part in it.
    """

    event_id = models.BigIntegerField(default=0)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return str(self.event_id)

    def advance(self) -> int | None:
        """Move past what has settled; None where nothing has. Call it with the row locked, when nothing above the mark
        is left to be dealt with."""
        above = Event.objects.filter(id__gt=self.event_id)
        settled_before = Now() - SETTLED_AFTER
        young = above.filter(recorded_at__gt=settled_before).order_by("id").values_list("id", flat=True).first()
        settled = above.filter(recorded_at__lte=settled_before)
        if young is not None:
            settled = settled.filter(id__lt=young)
        mark: int | None = settled.aggregate(last=Max("id"))["last"]
        if mark is not None:
            self.event_id = mark
            self.save(update_fields=["event_id"])
        return mark
