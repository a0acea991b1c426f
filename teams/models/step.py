from __future__ import annotations

from django.db import models

from accounts.models import User
from teams.models.booking import Booking
from teams.workflow import Deed


class BookingStep(models.Model):
    """What was done about a booking, when, and whose it was before and after: from it the two and the desk are told.

    Appended, never changed: the booking itself keeps only where it stands now.
    """

    booking = models.ForeignKey(Booking, models.PROTECT, related_name="steps", verbose_name="预约")
    deed = models.CharField("做了什么", max_length=12, choices=Deed.choices)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(  # none: the system
        User, models.PROTECT, null=True, related_name="+", verbose_name="谁", db_index=False
    )
    before = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name="原来的接单人", db_index=False
    )
    helper = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="接单人", db_index=False)
    minutes = models.PositiveIntegerField("分钟", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "帮办经过"
        ordering = ["id"]
        indexes = [models.Index(fields=["at"], name="booking_steps_to_tell")]  # what happened since the last letters?

    def __str__(self) -> str:
        return self.get_deed_display()
