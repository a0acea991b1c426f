"""Activities and volunteers in few words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count
from typing import Any

import time_machine

from accounts.models import User
from accounts.models.session import RESIDENT
from activities import actions, codes
from activities.kinds import End
from activities.models import Activity
from tests.factories import IN_FIRST_GRID, MONDAY, Town
from tests.resident.conftest import Browser
from volunteers.actions import Guardian, Joining, join
from volunteers.models import Volunteer

HOUR = timedelta(hours=1)
STARTS_AT, ENDS_AT = MONDAY + 3 * HOUR, MONDAY + 5 * HOUR  # noon to two
FAR_AWAY = (36.12, 120.40)
_people = count(1)


def volunteer(town: Town, name: str = "林志愿", *, born: str = "1960-05-01", place: str = "community") -> User:
    number = next(_people)
    phone = f"138{number:08d}"
    person = User.objects.create_user(f"volunteer{number}", name=name, phone=phone)
    guardian = Guardian("林家长", "13900000000")
    birthday = datetime.fromisoformat(born).date()
    join(person, Joining(name, birthday, town.places[place], guardian), at=MONDAY)
    return person


def volunteer_of(person: User) -> Volunteer:
    return Volunteer.objects.get(person=person)


def phone_of(person: User) -> Browser:
    """The telephone of somebody who has proved its number."""
    browser = Browser()
    session = browser.session
    session[RESIDENT] = person.pk
    session.save()
    return browser


def plan(town: Town, **changes: Any) -> actions.Plan:
    said = actions.Plan(
        community=town.places["community"], title="清理楼道杂物", sort="CLEANING", where="3 号楼门前",
        starts_at=STARTS_AT, ends_at=ENDS_AT, quota=10, leader=town.people["community"], spot=IN_FIRST_GRID,
    )  # fmt: skip
    return replace(said, **changes)


def called(town: Town, **changes: Any) -> Activity:
    return actions.call(plan(town, **changes), by=town.hat("community"), at=MONDAY)


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    """The form as an organiser fills it in who says no more than is needed."""
    said = {
        "community": town.places["community"].pk, "title": "清理楼道杂物", "kind": "ACTIVITY", "sort": "CLEANING",
        "where": "3 号楼门前", "starts_at": "2026-11-16T12:00", "ends_at": "2026-11-16T14:00", "quota": "10",
        "minors": "NONE",
    }  # fmt: skip
    return {**said, **changes}


def scanned(activity: Activity, end: End, at: datetime) -> actions.Shown:
    """What a telephone shows whose owner stands before the screen, at the place."""
    code = codes.Scanned(activity.pk, end, codes.slot_of(at))
    return actions.Shown(scanned=code, spot=IN_FIRST_GRID, device="d")


def was_there(activity: Activity, person: User, *, hours: float = 1) -> None:
    """Signed up, checked in when it began and out again, with two proofs."""
    actions.sign_up(activity, person, at=MONDAY)
    left_at = activity.starts_at + hours * HOUR
    actions.come(activity, person, scanned(activity, End.IN, activity.starts_at), at=activity.starts_at)
    actions.leave(activity, person, scanned(activity, End.OUT, left_at), at=left_at)


def at(moment: datetime) -> time_machine.travel:
    return time_machine.travel(moment, tick=False)


def page_of(activity: Activity) -> str:
    """Where residents see it."""
    return f"/volunteer/activities/{activity.pk}/"
