"""What comes of something that was found on a round. Pure data."""

from django.db.models import TextChoices


class Outcome(TextChoices):
    STOPPED = "STOPPED", "当场制止"
    CASE = "CASE", "转为案件"
