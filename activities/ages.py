"""Which minors may come to what (山东省志愿服务条例 art. 10): one rule for all who ask. Pure."""

from __future__ import annotations

from datetime import date

from activities.kinds import Minors
from volunteers.models import Volunteer
from volunteers.models.volunteer import ALONE_FROM, OF_AGE


def bar(minors: str, volunteer: Volunteer, on: date, *, with_guardian: bool) -> str:
    """The rule (activities/rules.py) that keeps them out on that day; "" where they may come."""
    age = volunteer.age(on)
    if age >= OF_AGE:
        return ""
    if minors == Minors.NONE:
        return "no_minors"
    if age < ALONE_FROM and minors == Minors.FROM_14:
        return "too_young_here"
    return "guardian_must_come" if age < ALONE_FROM and not with_guardian else ""
