"""What volunteers did elsewhere becomes records by itself, each once, and only what somebody has looked at counts."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.models import User
from cases import actions as cases
from cases.models import Case, Event
from cases.terms import Channel, Kind
from checkins.models import MemberCheckIn, Wish
from partyorg.hats import Hat
from partyorg.models import GridLink, Member
from tests.factories import LONG_AGO, MONDAY, Town
from tests.volunteers.ledger import balance
from tests.volunteers.people import joined
from volunteers.actions import settle_reports, settle_wishes
from volunteers.kinds import Work
from volunteers.models import ReportsSettled, Scheme, Service
from volunteers.workflow import State

LONG_SETTLED = timedelta(hours=1)


def accepted(town: Town, person: User | None, **said: Any) -> Case:
    return town.accepted(by=Hat(person=person), **said)


def test_an_accepted_report_is_awarded_once(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    case = accepted(town, volunteer)
    assert settle_reports(at=MONDAY) == 1
    assert settle_reports(at=MONDAY) == 0
    service = Service.objects.get()
    assert (service.work, service.case, service.state) == (Work.REPORT, case, State.APPROVED)
    assert service.community == town.places["community"]
    assert balance(volunteer) == 2


def test_many_are_settled_in_batches(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    for number in range(3):
        accepted(town, volunteer, words=f"第{number}处井盖翘起来了")
    assert settle_reports(at=MONDAY, batch=2) == 3
    assert balance(volunteer) == 6


@pytest.mark.parametrize("said", [{"anonymous": True}, {"confidential": True}, {"channel": Channel.PHONE}])
def test_no_record_tells_who_wants_to_stay_unnamed_or_sent_it_another_way(
    town: Town, volunteer: User, said: dict[str, Any]
) -> None:
    joined(town, volunteer)
    accepted(town, volunteer, **said)
    assert settle_reports(at=MONDAY) == 0


def test_who_was_no_volunteer_then_gets_nothing(town: Town, volunteer: User) -> None:
    accepted(town, volunteer)
    joined(town, volunteer, at=MONDAY + timedelta(hours=1))
    assert settle_reports(at=MONDAY + timedelta(hours=2)) == 0


def test_what_the_clock_accepted_waits_for_somebody_to_look(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    case = town.reported(by=Hat(person=volunteer))
    late = case.respond_by
    assert late
    cases.sweep(at=late + timedelta(seconds=15))
    assert settle_reports(at=late + timedelta(minutes=1)) == 1
    assert (Service.objects.get().state, balance(volunteer)) == (State.WAITING, 0)


def test_what_comes_late_with_a_lower_number_is_settled_too(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    case = accepted(town, volunteer)
    young = Event.objects.filter(kind=Kind.ACCEPT).get()
    settle_reports(at=MONDAY)
    assert ReportsSettled.objects.get().event_id < young.pk  # it was recorded just now: others may still be on the way
    assert Service.objects.get().case == case


def test_the_mark_moves_past_what_has_settled(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    first = town.reported().events.get()
    old = Event(case=first.case, seq=2, kind="added", at=MONDAY, role="", to_state="submitted", to_level=1)
    old.owner_org, old.pk, old.recorded_at = first.owner_org, first.pk - 1, timezone.now() - LONG_SETTLED
    old.save(force_insert=True)
    settle_reports(at=MONDAY)
    assert ReportsSettled.objects.get().event_id == old.pk


def test_nothing_new_is_one_question_of_the_events(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    accepted(town, volunteer)
    settle_reports(at=MONDAY)
    with CaptureQueriesContext(connection) as asked:
        settle_reports(at=MONDAY)
    assert len([one for one in asked if "cases_event" in one["sql"]]) <= 3  # the question, and where the mark may go


def test_a_community_without_rules_leaves_it_waiting(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    Scheme.objects.update(valid_until=MONDAY.date() - timedelta(days=1))
    accepted(town, volunteer)
    assert settle_reports(at=MONDAY) == 1
    assert Service.objects.get().state == State.WAITING


def test_a_wish_that_a_volunteer_fulfilled_waits_for_the_community(town: Town, volunteer: User) -> None:
    joined(town, volunteer)
    officer = town.people["party_officer"]
    member = Member.objects.create(
        name="林志愿",
        organisation=town.units["branch"],
        since=LONG_AGO,
        account=volunteer,
        works_at=town.units["housing"],
    )
    link = GridLink.objects.create(member=member, grid=town.grid, kind="COME_HOME", since=LONG_AGO)
    check_in = MemberCheckIn.objects.create(
        member=member, community=town.places["community"], placed=link, state="CONFIRMED", asked_by=officer,
        asked_at=MONDAY, decided_by=officer, decided_at=MONDAY,
    )  # fmt: skip
    Wish.objects.create(
        community=town.places["community"], title="换一盏楼道灯", state="DONE", published_by=officer,
        published_at=MONDAY, claimed_by=check_in, claimed_at=MONDAY, done_at=MONDAY, result="换好了",
    )  # fmt: skip
    assert (settle_wishes(at=MONDAY), settle_wishes(at=MONDAY)) == (1, 0)
    service = Service.objects.get()
    assert (service.work, service.state, service.title) == (Work.WISH, State.WAITING, "微心愿：换一盏楼道灯")
