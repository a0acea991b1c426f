"""The life of an order, as data: placed, then taken or not. Pure."""

from django.db.models import TextChoices


class State(TextChoices):
    PLACED = "PLACED", "待领取"
    TAKEN = "TAKEN", "已领取"
    CANCELLED = "CANCELLED", "已取消"
    EXPIRED = "EXPIRED", "过期未领"


GIVEN_BACK = (State.CANCELLED, State.EXPIRED)  # stock and points are where they were
COUNTS = (State.PLACED, State.TAKEN)  # what a limit is measured against
