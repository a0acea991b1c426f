"""Volunteers of the small town, and what they did."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import count
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User
from tests.factories import MONDAY, Town
from volunteers.actions import Done, Guardian, Joining, join, record
from volunteers.kinds import Work
from volunteers.models import Service, Volunteer

GROWN_UP = date(1990, 3, 7)
_told = count(1)


def joined(
    town: Town, person: User, *, community: str = "community", birthday: date = GROWN_UP, at: datetime | None = None
) -> Volunteer:
    """Long before anything happens here, by default."""
    guardian = Guardian("林妈妈", "13800000009") if birthday > date(2008, 11, 16) else None
    said = Joining(person.name, birthday, town.places[community], guardian)
    return join(person, said, at=at or MONDAY - timedelta(days=30))


def served(town: Town, person: User, *, hours: float = 1, title: str = "清理楼道", **said: Any) -> Service:
    """An activity's hour, recorded by the system, waiting."""
    at = said.pop("at", MONDAY)
    work = said.pop("work", Work.ACTIVITY)
    place = town.places[said.pop("community", "community")]
    number = next(_told)
    done = Done(
        key=f"people:{number}", person=person, community=place, work=work, title=title,
        source=f"tests.something {number}", day=localdate(at), starts_at=at - timedelta(hours=hours) if hours else None,
        ends_at=at if hours else None, **said,
    )  # fmt: skip
    return record(done, by=None, at=at)
