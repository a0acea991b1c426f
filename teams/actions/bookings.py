"""帮办预约: asked for by a resident, taken by one of a team, done when both say so; then it is a service."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Booking, Skill, Station, TeamMember
from teams.rules import Refused
from teams.workflow import MOVES, Deed, Part, State, fits
from volunteers.actions import Done, record
from volunteers.kinds import Help, Work
from volunteers.standing import organises

DAYS_AHEAD = 30
MOST_OPEN = 5  # of one resident
MOST_MINUTES = 8 * 60  # of one help: nobody stays for longer
DAYS_WAITED = 7  # after the day for which nobody came forward
NOBODY_TOOK_IT = f"约的日子过了 {DAYS_WAITED} 天，没有人接单。"


@dataclass(frozen=True, slots=True)
class Wanted:
    grid: Place
    skill: Skill
    help: Help | str
    words: str
    where: str
    wanted_on: date
    part: str
    key: UUID | None = None


def book(said: Wanted, *, by: User, at: datetime) -> Booking:
    """At the station that serves the grid; the same key twice is one.

    Raises Refused `help_needed` without one of the seven, `not_served`, `nobody_can`, `day_passed`, `day_too_far`,
    `part_over`, `too_many`.
    """
    if known := marked(Booking.objects.filter(person=by), said.key):
        return known
    if said.help not in Help.values:
        raise Refused("help_needed")
    station = Station.objects.serving(said.grid).select_related("community").order_by("id").first()
    if station is None:
        raise Refused("not_served")
    _in_time(said.wanted_on, said.part, at)
    _somebody_can(station, said, localdate(at))
    if Booking.objects.open().filter(person=by).count() >= MOST_OPEN:
        raise Refused("too_many", most=MOST_OPEN)

    def make() -> Booking:
        return Booking.objects.create(
            key=said.key, person=by, station=station, grid=said.grid, skill=said.skill, help=said.help,
            words=said.words, where=said.where, wanted_on=said.wanted_on, part=said.part, asked_at=at,
        )  # fmt: skip

    return once(make, lambda: marked(Booking.objects.filter(person=by), said.key))


def parts_of(booking: Booking, person: User, on: date) -> set[Part]:
    """What somebody who is signed in as a resident is to it. At most two queries."""
    if person.pk == booking.person_id:
        return {Part.BOOKER}
    if person.pk == booking.helper_id:
        return {Part.HELPER}
    return {Part.TEAM} if who_can(booking, on).filter(person=person).exists() else set()


def who_can(booking: Booking, on: date) -> Any:
    """The members who could go: with the skill, of age, in a team that serves the grid, not the one who asked."""
    there = TeamMember.objects.who_can(booking.skill, community=booking.station.community, grid=booking.grid, day=on)
    return there.exclude(person=booking.person_id)


def take(booking: Booking, *, by: User, at: datetime) -> Booking:
    """接单. Raises Refused `not_oneself`, `cannot_help`, `not_now`, `quicker`."""
    if by.pk == booking.person_id:
        raise Refused("not_oneself")
    _can(booking, by, at)
    return _moved(booking, Deed.TAKE, at, helper=by, taken_at=at)


def assign(booking: Booking, helper: User, *, by: Hat, at: datetime) -> Booking:
    """派给队员, by the desk. Raises Refused as `take`, and `not_yours`."""
    _desk(booking, by)
    _can(booking, helper, at)
    with transaction.atomic():
        moved = _moved(booking, Deed.ASSIGN, at, helper=helper, taken_at=at)
        write_audit(action="派帮办预约", of=moved, by=by.person, at=at, detail={"helper": helper.pk})
    return moved


def give_back(booking: Booking, *, by: User, at: datetime) -> Booking:
    """By the one who took it: it waits for another. Raises Refused."""
    _mine(booking.helper_id, by, Part.HELPER)
    return _moved(booking, Deed.GIVE_BACK, at, helper=None, taken_at=None)


def say_done(booking: Booking, minutes: int, *, by: User, at: datetime) -> Booking:
    """The helper says how long it took, and again where it was wrong; the one who asked is then asked whether it is so.

    Raises Refused `not_yours`, `too_long`, `not_yet`, `not_now`.
    """
    _mine(booking.helper_id, by, Part.HELPER)
    _not_too_long(minutes)
    return _moved(booking, Deed.SAY_DONE, at, minutes=minutes, said_at=at, objection="")


def confirm(booking: Booking, *, by: User, at: datetime, minutes: int | None = None) -> Booking:
    """The one who asked says so too: a service is recorded, seen by nobody of the staff.

    `minutes`: those that they read; the helper may have changed them since. Raises Refused `other_minutes` then.
    """
    _mine(booking.person_id, by, Part.BOOKER)
    if minutes is not None and minutes != booking.minutes:
        raise Refused("other_minutes", minutes=booking.minutes)
    with transaction.atomic():
        done = _moved(booking, Deed.CONFIRM, at, ended_at=at, objection="")
        _record(done, None, at)
    return done


def dispute(booking: Booking, words: str, *, by: User, at: datetime) -> Booking:
    """不对, by the one who asked: the helper reads why and reports again; the desk reads it too, and may finish it.

    Raises Refused `not_yours`, `not_now`.
    """
    _mine(booking.person_id, by, Part.BOOKER)
    return _moved(booking, Deed.DISPUTE, at, objection=words)


def finish(booking: Booking, minutes: int, *, by: Hat, at: datetime) -> Booking:
    """登记办好, by the desk where one of the two does not say so. Nobody finishes what they did themselves.

    Raises Refused `not_yours`, `too_long`, `not_yet`, `not_now`, `own_record`.
    """
    _desk(booking, by)
    _not_too_long(minutes)
    with transaction.atomic():
        done = _moved(booking, Deed.FINISH, at, minutes=minutes, ended_at=at, objection="")
        write_audit(action="登记帮办办好", of=done, by=by.person, at=at, detail={"minutes": minutes})
        _record(done, by.person, at)
    return done


def cancel(booking: Booking, *, by: User, at: datetime) -> Booking:
    """By the one who asked, until the helper has said that it is done. Raises Refused."""
    _mine(booking.person_id, by, Part.BOOKER)
    return _moved(booking, Deed.CANCEL, at, ended_at=at)


def call_off(booking: Booking, reason: str, *, by: Hat, at: datetime) -> Booking:
    """撤下, by the desk, with a reason that the one who asked reads. Raises Refused."""
    _desk(booking, by)
    with transaction.atomic():
        ended = _moved(booking, Deed.CALL_OFF, at, ended_at=at, reason=reason)
        write_audit(action="撤下帮办预约", of=ended, by=by.person, at=at, reason=reason)
    return ended


def expire_bookings(*, at: datetime) -> int:
    """过期没人接: whose day has long passed and that nobody took; who asked reads why. Returns how many."""
    over = Booking.objects.filter(state=State.ASKED, wanted_on__lt=localdate(at) - timedelta(days=DAYS_WAITED))
    done = 0
    for booking in over.order_by("pk"):
        with suppress(Refused):  # taken or called off meanwhile
            _moved(booking, Deed.EXPIRE, at, ended_at=at, reason=NOBODY_TOOK_IT)
            done += 1
    return done


def _moved(booking: Booking, deed: Deed, at: datetime, **new: Any) -> Booking:
    """One step of the table, where nobody has taken another meanwhile."""
    said = {"has_word": booking.has_word, "day_came": booking.day_came(localdate(at))}
    if not fits(deed, booking.state, **said):
        if fits(deed, booking.state, **{**said, "day_came": True}):
            raise Refused("not_yet", when=booking.when, deed=deed.label)
        raise Refused("not_now", state=State(booking.state).label, deed=deed.label)
    as_read = {"state": booking.state, "helper": booking.helper_id, "minutes": booking.minutes}
    if not Booking.objects.filter(pk=booking.pk, **as_read).update(state=MOVES[deed].target, **new):
        raise Refused("quicker")
    return Booking.objects.with_faces().get(pk=booking.pk)


def _record(booking: Booking, by: User | None, at: datetime) -> None:
    assert booking.helper
    assert booking.minutes
    record(
        Done(
            key=f"help:{booking.pk}", person=booking.helper, community=booking.station.community, work=Work.HELP,
            title=f"上门帮办：{booking.skill}", source=f"teams.booking {booking.pk}",
            day=min(booking.wanted_on, localdate(at)), minutes=booking.minutes, help=booking.help,
        ),
        by=by, at=at,
    )  # fmt: skip


def _not_too_long(minutes: int) -> None:
    if minutes > MOST_MINUTES:
        raise Refused("too_long", most=MOST_MINUTES, hours=MOST_MINUTES // 60)


def _in_time(day: date, part: str, at: datetime) -> None:
    today = localdate(at)
    if day < today:
        raise Refused("day_passed")
    if day > today + timedelta(days=DAYS_AHEAD):
        raise Refused("day_too_far", days=DAYS_AHEAD)
    if Booking.Part(part).is_over(day, at):
        raise Refused("part_over", part=Booking.Part(part).label)


def _somebody_can(station: Station, said: Wanted, today: date) -> None:
    there = TeamMember.objects.who_can(said.skill, community=station.community, grid=said.grid, day=today)
    if not there.exists():
        raise Refused("nobody_can", skill=said.skill)


def _can(booking: Booking, helper: User, at: datetime) -> None:
    if not who_can(booking, localdate(at)).filter(person=helper).exists():
        raise Refused("cannot_help", skill=booking.skill)


def _mine(whose: int | None, by: User, part: Part) -> None:
    if whose != by.pk:
        raise Refused("not_yours", who=part.label)


def _desk(booking: Booking, by: Hat) -> None:
    if by.person is None or not organises(by, booking.station.community):
        raise Refused("not_yours", who=Part.DESK.label)
