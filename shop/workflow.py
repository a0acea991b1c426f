"""The life of an order, as data: placed, then taken or not; what was taken may come back. Pure."""

from django.db.models import TextChoices


class State(TextChoices):
    PLACED = "PLACED", "待领取"
    TAKEN = "TAKEN", "已领取"
    CANCELLED = "CANCELLED", "已取消"
    EXPIRED = "EXPIRED", "过期未领"
    RETURNED = "RETURNED", "已退货"


GIVEN_BACK = (State.CANCELLED, State.EXPIRED)  # stock and points are where they were
HANDED_OVER = (State.TAKEN, State.RETURNED)  # by somebody at a counter, whatever came of it
COUNTS = (State.PLACED, State.TAKEN)  # what a limit is measured against
