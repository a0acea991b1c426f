"""What comes of something that was found on a round. Pure data."""

from django.db.models import TextChoices

SHORTEST = 5  # minutes: in fewer no grid is walked, and somebody looks at it
LONGEST = 4 * 60  # minutes: who forgets to end a round has not walked all night


class Outcome(TextChoices):
    STOPPED = "STOPPED", "当场制止"
    CASE = "CASE", "转为案件"
