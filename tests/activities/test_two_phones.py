"""One code shown to many telephones at once, one last place for many people, one month for the clock and for whoever
changes what recurs: real commits, real threads.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from itertools import count

import pytest

from activities import actions
from activities.kinds import End, Rhythm
from activities.models import Activity, Presence, SignUp
from activities.rules import Refused
from activities.workflow import Standing
from tests.activities.calling import HOUR, MONDAY, STARTS_AT, called, plan, scanned, volunteer
from tests.activities.test_changing_what_recurs import days, pattern
from tests.factories import Town, build_town
from tests.servers.meeting import meet
from tests.servers.together import together

DAY = timedelta(days=1)
pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]


@pytest.fixture
def town(transactional_db: None) -> Town:
    return build_town()


def test_one_code_shown_to_two_telephones_lets_both_in_and_nobody_twice(town: Town) -> None:
    activity, people = called(town), [volunteer(town) for _ in range(2)]
    for one in people:
        actions.sign_up(activity, one, at=MONDAY)
    shown = scanned(activity, End.IN, STARTS_AT)
    deeds: list[Callable[[], object]] = [
        partial(actions.come, activity, one, shown, at=STARTS_AT) for one in people for _ in range(4)
    ]
    outcomes = together(deeds)
    assert outcomes == Counter({"done": 2, "already_in": 6})
    assert sorted(Presence.objects.values_list("sign_up__volunteer__person", flat=True)) == sorted(
        one.pk for one in people
    )


def outcome(deed: Callable[[], object]) -> str:
    try:
        deed()
    except Refused as refused:
        return refused.rule
    return "done"


@pytest.mark.parametrize("first", ["call_off", "come"])
def test_called_off_as_somebody_checks_in_either_nobody_is_there_or_it_is_on(town: Town, first: str) -> None:
    by, person = town.hat("community"), volunteer(town)
    for after in count(1):
        activity = called(town, starts_at=STARTS_AT + after * DAY, ends_at=STARTS_AT + after * DAY + HOUR)
        actions.sign_up(activity, person, at=MONDAY)
        moment = activity.starts_at
        off = partial(actions.call_off, activity, reason="下大雨", by=by, at=moment)
        come = partial(actions.come, activity, person, scanned(activity, End.IN, moment), at=moment)
        held, other = (off, come) if first == "call_off" else (come, off)
        met = meet(partial(outcome, held), partial(outcome, other), after=after)
        outcomes = {first: met.held, "call_off" if first == "come" else "come": met.met}
        activity.refresh_from_db()
        assert outcomes == (
            {"call_off": "done", "come": "over"}
            if activity.is_called_off
            else {"call_off": "somebody_there", "come": "done"}
        )
        assert activity.who_came() == (not activity.is_called_off)
        if not met.was_held:
            return


@pytest.mark.parametrize("first", ["close", "come"])
def test_closed_as_somebody_checks_in_nobody_is_there_without_a_record(town: Town, first: str) -> None:
    by, person = town.hat("community"), volunteer(town)
    for after in count(1):
        activity = called(town, starts_at=STARTS_AT + after * DAY, ends_at=STARTS_AT + after * DAY + HOUR)
        actions.sign_up(activity, person, at=MONDAY)
        moment = activity.starts_at + HOUR / 2
        close = partial(actions.close, activity, by=by, at=moment)
        come = partial(actions.come, activity, person, scanned(activity, End.IN, moment), at=moment)
        held, other = (close, come) if first == "close" else (come, close)
        met = meet(partial(outcome, held), partial(outcome, other), after=after)
        came = (met.met if first == "close" else met.held) == "done"
        assert activity.who_came() == came
        assert not Presence.objects.unrecorded().filter(sign_up__activity=activity).exists()
        assert activity.sign_ups.get().standing == Standing.SIGNED  # before its end nobody is a no-show unsaid
        if not met.was_held:
            return


@pytest.mark.parametrize("first", ["cancel", "come"])
def test_cancelled_as_they_check_in_they_are_there_or_have_cancelled(town: Town, first: str) -> None:
    """There and cancelled, nobody could check out any more."""
    person = volunteer(town)
    for after in count(1):
        activity = called(town, starts_at=STARTS_AT + after * DAY, ends_at=STARTS_AT + after * DAY + HOUR)
        actions.sign_up(activity, person, at=MONDAY)
        moment = activity.starts_at
        cancel = partial(actions.cancel_sign_up, activity, person, at=moment)
        come = partial(actions.come, activity, person, scanned(activity, End.IN, moment), at=moment)
        held, other = (cancel, come) if first == "cancel" else (come, cancel)
        met = meet(partial(outcome, held), partial(outcome, other), after=after)
        outcomes = {first: met.held, "cancel" if first == "come" else "come": met.met}
        off = activity.sign_ups.get().standing == Standing.CANCELLED
        assert outcomes == (
            {"cancel": "done", "come": "not_signed_up"} if off else {"cancel": "already_there", "come": "done"}
        )
        assert activity.who_came() == (not off)
        Presence.objects.filter(left_at=None).update(left_at=moment)
        if not met.was_held:
            return


@pytest.mark.parametrize("first", ["edit", "come"])
def test_put_off_as_somebody_checks_in_nobody_is_there_before_it_begins(town: Town, first: str) -> None:
    by, person = town.hat("community"), volunteer(town)
    for after in count(1):
        starts_at = STARTS_AT + after * DAY
        activity = called(town, starts_at=starts_at, ends_at=starts_at + 2 * HOUR)
        actions.sign_up(activity, person, at=MONDAY)
        moment, later = starts_at - HOUR / 4, plan(town, starts_at=starts_at + HOUR, ends_at=starts_at + 2 * HOUR)
        edit = partial(actions.edit, activity, later, by=by, at=moment)
        come = partial(actions.come, activity, person, scanned(activity, End.IN, moment), at=moment)
        held, other = (edit, come) if first == "edit" else (come, edit)
        met = meet(partial(outcome, held), partial(outcome, other), after=after)
        outcomes = {first: met.held, "edit" if first == "come" else "come": met.met}
        activity.refresh_from_db()
        was_put_off = activity.starts_at != starts_at
        assert outcomes == (
            {"edit": "done", "come": "not_yet"} if was_put_off else {"edit": "start_fixed", "come": "done"}
        )
        Presence.objects.filter(left_at=None).update(left_at=moment)
        if not met.was_held:
            return


def test_wrong_digits_sent_all_at_once_are_counted_one_by_one(town: Town) -> None:
    activity, person = called(town), volunteer(town)
    actions.sign_up(activity, person, at=MONDAY)
    wrong = actions.Shown(digits="none")
    outcomes = together([partial(actions.come, activity, person, wrong, at=STARTS_AT) for _ in range(9)])
    assert outcomes == Counter({"wrong_code": 5, "too_many_codes": 4})
    assert SignUp.objects.get().wrong_codes == 5


def test_wrong_digits_count_though_somebody_adds_them_on_the_spot_meanwhile(town: Town) -> None:
    by, wrong = town.hat("community"), actions.Shown(digits="none")
    for after in count(1):
        activity, person = called(town), volunteer(town)
        actions.sign_up(activity, person, at=MONDAY)
        actions.cancel_sign_up(activity, person, at=MONDAY)
        adds = partial(actions.walk_up, activity, phone=person.phone, by=by, at=STARTS_AT)
        tries = partial(outcome, partial(actions.come, activity, person, wrong, at=STARTS_AT))
        met = meet(adds, tries, after=after, counting="activities_signup")
        mine = activity.sign_ups.get()
        assert (met.met, mine.wrong_codes, mine.standing) == ("wrong_code", 1, Standing.SIGNED)
        if not met.was_held:
            return


def test_the_last_place_is_one_person_s(town: Town) -> None:
    activity, people = called(town, quota=1), [volunteer(town) for _ in range(8)]
    outcomes = together([partial(actions.sign_up, activity, one, at=MONDAY) for one in people])
    assert outcomes == Counter({"done": 8})
    standings = Counter(SignUp.objects.values_list("standing", flat=True))
    assert standings == Counter({Standing.WAITING: 7, Standing.SIGNED: 1})


def test_made_and_changed_at_the_same_moment_none_of_the_old_stands_beside_the_new(town: Town) -> None:
    third, ninth, tenth = (date(2026, 12, day) for day in (3, 9, 10))
    by, later = town.hat("community"), MONDAY + timedelta(days=10)
    monthly = pattern(town, rhythm=Rhythm.MONTHLY, first_on=ninth)
    for _ in range(6):
        template = actions.keep_template(pattern(town, first_on=third), by=by, at=MONDAY)
        deeds: list[Callable[[], object]] = [partial(actions.generate_all, at=later) for _ in range(4)]
        deeds += [partial(actions.change_template, template, monthly, by=by, at=later) for _ in range(2)]
        assert together(deeds) == Counter({"done": 6})
        assert days() in ([third, tenth], [ninth])  # all weekly before the change, or none
        Activity.objects.all().delete()
        actions.switch(template, active=False, by=by, at=later)
