"""One takes a booking, or is given it, as they are taken out of the team; one joins a team as it is disbanded: real
commits, in every order that the two can have.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import count
from typing import Any

import pytest

from cases.photos import CleanPhoto
from partyorg.models import Member
from teams import actions
from teams.actions import Bond
from teams.models import Apprenticeship, Booking, CourierPost, Team, TeamMember
from teams.rules import Refused
from teams.workflow import State
from tests.factories import LONG_AGO, MONDAY, Town, build_town
from tests.servers.meeting import meet
from tests.teams.conftest import TODAY, booked, couriers, settled, skill, station, team, with_electrician

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.enough_on("postgres")]

LETTER = CleanPhoto(jpeg=b"\xff\xd8\xff\xd9", width=4, height=3)


@pytest.fixture
def town(transactional_db: None) -> Town:
    town = settled(build_town())
    station(town)
    return town


def outcome(deed: Callable[[], object]) -> str:
    try:
        deed()
    except Refused as refused:
        return refused.rule
    return "done"


def crew(town: Town, number: int) -> tuple[Team, TeamMember]:
    made = team(town, name=f"第{number}队")
    with_electrician(town, made)
    member = made.members.get(person=town.people["electrician"])
    member.skills.add(skill())
    return made, member


def every_order(town: Town, round: Callable[[int, int], bool]) -> None:
    """Each time one statement later, until the first has none left to be held after."""
    for number in count(1):
        if not round(number, number):
            return


@pytest.mark.parametrize("how", ["take", "assign"])
@pytest.mark.parametrize("first", ["goes", "taken"])
def test_nobody_keeps_a_booking_who_is_out_of_the_team(town: Town, how: str, first: str) -> None:
    by, person = town.hat("community"), town.people["electrician"]

    def once(number: int, after: int) -> bool:
        _, member = crew(town, number)
        booking = Booking.objects.with_faces().get(pk=booked(town, "neighbour").pk)

        def takes() -> str:
            if how == "take":
                return outcome(lambda: actions.take(booking, by=person, at=MONDAY))
            return outcome(lambda: actions.assign(booking, person, by=by, at=MONDAY))

        def leaves() -> str:
            return outcome(lambda: actions.leave(member, by=by, at=MONDAY))

        met = meet(leaves, takes, after=after) if first == "goes" else meet(takes, leaves, after=after)
        booking.refresh_from_db()
        assert (booking.state, booking.helper) == (State.ASKED, None), met
        assert {met.held, met.met} <= {"done", "cannot_help"}
        Booking.objects.filter(pk=booking.pk).update(state=State.CANCELLED)
        return met.was_held

    every_order(town, once)


@pytest.mark.parametrize("deed", ["join", "lead"])
@pytest.mark.parametrize("first", ["ends", "comes"])
def test_nobody_is_in_a_team_that_is_disbanded(town: Town, deed: str, first: str) -> None:
    by, person = town.hat("community"), town.people["electrician"]

    def once(number: int, after: int) -> bool:
        made = team(town, name=f"第{number}队")

        def comes() -> str:
            if deed == "join":
                return outcome(lambda: actions.join(made, person, by=by, at=MONDAY))
            return outcome(lambda: actions.lead(made, person, by=by, at=MONDAY))

        def ends() -> str:
            return outcome(lambda: actions.disband(made, reason="并入别队", by=by, at=MONDAY))

        met = meet(ends, comes, after=after) if first == "ends" else meet(comes, ends, after=after)
        assert not TeamMember.objects.filter(team=made, until=None).exists(), met
        assert {met.held, met.met} <= {"done", "team_ended"}
        return met.was_held

    every_order(town, once)


@pytest.mark.parametrize("first", ["leaves", "gets"])
def test_nobody_gets_a_post_as_they_leave_the_couriers(town: Town, first: str) -> None:
    by, person, place = town.hat("community"), town.people["electrician"], town.places["community"]
    riders = couriers(town)

    def once(number: int, after: int) -> bool:
        member = actions.join(riders, person, by=by, at=MONDAY)

        def gets() -> str:
            return outcome(lambda: actions.give_post(person, community=place, kind="SAFETY", by=by, at=MONDAY))

        def leaves() -> str:
            return outcome(lambda: actions.leave(member, by=by, at=MONDAY))

        met = meet(leaves, gets, after=after) if first == "leaves" else meet(gets, leaves, after=after)
        assert not CourierPost.objects.open().filter(person=person).exists(), met
        return met.was_held

    every_order(town, once)


def test_two_forms_at_once_are_no_sixth_booking(town: Town) -> None:
    crew(town, 1)

    def once(number: int, after: int) -> bool:
        Booking.objects.update(state=State.CANCELLED)
        for _ in range(4):
            booked(town, "neighbour")
        met = meet(
            lambda: outcome(lambda: booked(town, "neighbour")), lambda: outcome(lambda: booked(town, "neighbour")),
            after=after,
        )  # fmt: skip
        assert Booking.objects.open().count() == 5, met
        assert {met.held, met.met} == {"done", "too_many"}
        return met.was_held

    every_order(town, once)


def test_of_two_each_others_mentor_at_once_one_is(town: Town, settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path
    old, young = (
        Member.objects.create(name=name, organisation=town.units["branch"], since=LONG_AGO)
        for name in ("乔老书记", "卜小徒")
    )
    by = town.hat("party_officer")

    def once(number: int, after: int) -> bool:
        Apprenticeship.objects.update(until=TODAY)

        def binds(mentor: Member, apprentice: Member) -> str:
            said = Bond(town.places["community"], mentor, apprentice, "入户怎样开口", TODAY, [LETTER])
            return outcome(lambda: actions.bind(said, by=by, at=MONDAY))

        met = meet(lambda: binds(old, young), lambda: binds(young, old), after=after)
        assert Apprenticeship.objects.filter(until=None).count() == 1, met
        assert {met.held, met.met} == {"done", "mutual"}
        return met.was_held

    every_order(town, once)
