"""Whoever closes their account while others act on what is theirs has closed it: real commits, real threads."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from accounts.models import User
from activities.actions import come, sign_up, walk_up
from activities.kinds import End
from activities.models import SignUp
from activities.workflow import Standing
from resident.actions import leave
from teams.actions import take
from teams.workflow import State
from tests.activities.calling import HOUR, STARTS_AT, called, scanned, volunteer
from tests.factories import MONDAY, Town, build_town
from tests.servers.meeting import meet
from tests.teams.conftest import booked, settled, station, team
from volunteers.rules import Refused

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]

STEPS = 9  # from the list of what still stands to the end of the last of it; what leaving does after meets nobody


@pytest.fixture
def town(transactional_db: None) -> Town:
    served = settled(build_town())
    team(served)
    station(served)
    return served


def gone(person: User) -> bool:
    return not User.objects.get(pk=person.pk).is_active


def came(deed: Callable[[], object]) -> bool:
    """Whether it was done, and not refused."""
    try:
        deed()
    except Refused:
        return False
    return True


def test_what_is_taken_as_they_leave_is_called_off(town: Town) -> None:
    for number in range(1, STEPS):
        town.people["asks"] = person = User.objects.create_user(f"asks{number}", phone=f"1371234{number:04d}")
        booking = booked(town, "asks")

        takes = partial(came, partial(take, booking, by=town.people["barber"], at=MONDAY))
        met = meet(partial(leave, person, at=MONDAY), takes, after=number, counting="teams_booking")
        booking.refresh_from_db()
        assert (gone(person), booking.state, booking.where) == (True, State.CANCELLED, "")
        assert met.was_held


def test_who_checks_in_as_they_leave_is_there_or_has_cancelled(town: Town) -> None:
    for number in range(1, STEPS):
        person, moment = volunteer(town), STARTS_AT + HOUR / 4
        activity = called(town)
        sign_up(activity, person, at=MONDAY)

        comes = partial(came, partial(come, activity, person, scanned(activity, End.IN, moment), at=moment))
        met = meet(partial(leave, person, at=moment), comes, after=number, counting="activities_signup")
        standing = activity.sign_ups.get().standing
        assert (gone(person), standing) == (True, Standing.SIGNED if met.met else Standing.CANCELLED)
        assert met.was_held


def test_who_signs_up_as_they_leave_keeps_no_place(town: Town) -> None:
    """By a second telephone, for what the first gives up; neither waits for the other for ever."""
    for number in range(1, STEPS):
        person, activity = volunteer(town), called(town)
        sign_up(activity, person, at=MONDAY)

        signs = partial(came, partial(sign_up, activity, person, at=MONDAY))
        met = meet(partial(leave, person, at=MONDAY), signs, after=number, counting="activities_activity")
        assert (gone(person), SignUp.objects.of(person).coming().exists()) == (True, False), number
        assert met.was_held


def test_who_leaves_as_they_sign_up_keeps_no_place(town: Town) -> None:
    for number in range(1, 4):
        person, activity = volunteer(town), called(town)

        signs = partial(came, partial(sign_up, activity, person, at=MONDAY))
        met = meet(signs, partial(leave, person, at=MONDAY), after=number, counting="volunteers_volunteer")
        assert (gone(person), SignUp.objects.of(person).coming().exists()) == (True, False), number
        assert met.was_held


def test_who_leaves_as_they_are_added_on_the_spot_keeps_no_place(town: Town) -> None:
    for number in range(1, 4):
        person, moment, activity = volunteer(town), STARTS_AT + HOUR / 4, called(town)

        adds = partial(came, partial(walk_up, activity, phone=person.phone, by=town.hat("community"), at=moment))
        met = meet(adds, partial(leave, person, at=moment), after=number, counting="volunteers_volunteer")
        assert (gone(person), SignUp.objects.of(person).coming().exists()) == (True, False), number
        assert met.was_held
