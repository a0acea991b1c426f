from __future__ import annotations

from datetime import date

from django.db.models import Sum

from accounts.models import User
from volunteers.models import Lot


def points_of(person: User, today: date) -> int:
    """What they can spend today: what has expired since the last night is not counted. One query."""
    good = Lot.objects.filter(account__person=person).good_on(today)
    return good.aggregate(sum=Sum("left"))["sum"] or 0
