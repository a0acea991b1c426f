"""帮办预约: asked for by a resident, taken by one of a team, done when both say so; then it is a service."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Place
from partyorg.hats import Hat
from teams.actions.moving import ask_desk, ask_mine, moved
from teams.models import Booking, Skill, Station, TeamMember
from teams.models.booking import DAYS_UNREPORTED, DAYS_WAITED, MOST_MINUTES
from teams.rules import Refused
from teams.workflow import Deed, Part, State
from volunteers.actions import Done, Seen, record
from volunteers.again import as_before
from volunteers.kinds import Help, Work

DAYS_AHEAD = 30
MOST_OPEN = 5  # of one resident
NOBODY_TOOK_IT = f"约的日子过了 {DAYS_WAITED} 天，没有人接单。"
NOBODY_REPORTED = f"约的日子过了 {DAYS_UNREPORTED} 天，接单的人没有报办好。"


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
    `part_over`, `too_many`, `other_form`.
    """

    def make() -> Booking:
        station = _may_book(said, by, at)
        return Booking.objects.create(
            key=said.key, person=by, station=station, grid=said.grid, skill=said.skill, help=said.help,
            words=said.words, where=said.where, wanted_on=said.wanted_on, part=said.part, asked_at=at,
        )  # fmt: skip

    made = once(make, lambda: marked(Booking.objects.with_faces().filter(person=by), said.key))
    was = (made.grid_id, made.skill_id, made.help, made.words, made.where, made.wanted_on, made.part)
    now = (said.grid.pk, said.skill.pk, said.help, said.words, said.where, said.wanted_on, said.part)
    return as_before(made, was=was, said=now, done=f"{made} {made.when}")


def say_done(booking: Booking, minutes: int, *, by: User, at: datetime) -> Booking:
    """The helper says how long it took, and again where it was wrong; the one who asked is then asked whether it is so.

    Raises Refused `not_yours`, `too_long`, `not_yet`, `not_now`.
    """
    ask_mine(booking.helper_id, by, Part.HELPER)
    _not_too_long(minutes)
    return moved(booking, Deed.SAY_DONE, by=by, at=at, minutes=minutes, said_at=at, objection="")


def confirm(booking: Booking, *, by: User, at: datetime, minutes: int | None = None) -> Booking:
    """The one who asked says so too: a service is recorded, seen by nobody of the staff.

    `minutes`: those that they read; the helper may have changed them since. Raises Refused `other_minutes` then.
    """
    ask_mine(booking.person_id, by, Part.BOOKER)
    if minutes is not None and minutes != booking.minutes:
        raise Refused("other_minutes", minutes=booking.minutes)
    with transaction.atomic():
        done = moved(booking, Deed.CONFIRM, by=by, at=at, ended_at=at, objection="")
        _record(done, None, at)
    return done


def dispute(booking: Booking, words: str, *, by: User, at: datetime) -> Booking:
    """不对, by the one who asked: the helper reads why and reports again; the desk reads it too, and may finish it.

    Raises Refused `not_yours`, `not_now`.
    """
    ask_mine(booking.person_id, by, Part.BOOKER)
    return moved(booking, Deed.DISPUTE, by=by, at=at, objection=words)


def finish(booking: Booking, minutes: int, *, by: Hat, at: datetime) -> Booking:
    """登记办好, by the desk where one of the two does not say so. Nobody finishes what they did themselves.

    Raises Refused `not_yours`, `too_long`, `not_yet`, `not_now`, `own_record`.
    """
    person = ask_desk(booking, by)
    _not_too_long(minutes)
    with transaction.atomic():
        done = moved(booking, Deed.FINISH, by=person, at=at, minutes=minutes, ended_at=at, objection="")
        write_audit(action="登记帮办办好", of=done, by=person, at=at, detail={"minutes": minutes})
        _record(done, person, at)
    return done


def cancel(booking: Booking, *, by: User, at: datetime) -> Booking:
    """By the one who asked, until the helper has said that it is done. Raises Refused."""
    ask_mine(booking.person_id, by, Part.BOOKER)
    return moved(booking, Deed.CANCEL, by=by, at=at, ended_at=at)


def call_off(booking: Booking, reason: str, *, by: Hat, at: datetime) -> Booking:
    """撤下, by the desk, with a reason that the one who asked reads. Raises Refused."""
    person = ask_desk(booking, by)
    with transaction.atomic():
        ended = moved(booking, Deed.CALL_OFF, by=person, at=at, ended_at=at, reason=reason)
        write_audit(action="撤下帮办预约", of=ended, by=person, at=at, reason=reason)
    return ended


def expire_bookings(*, at: datetime) -> int:
    """What lies too long after its day: that nobody took, and that nobody reported who had taken it. Who asked reads
    why, and may book another. Returns how many."""
    today, rows = localdate(at), Booking.objects.order_by("pk")
    nobodys = rows.filter(state=State.ASKED, wanted_on__lt=today - timedelta(days=DAYS_WAITED))
    silent = rows.in_hand().filter(wanted_on__lt=today - timedelta(days=DAYS_UNREPORTED))
    ended = [_closed(one, Deed.EXPIRE, NOBODY_TOOK_IT, at) for one in nobodys]
    return sum(ended) + sum([_closed(one, Deed.LAPSE, NOBODY_REPORTED, at) for one in silent])


def _closed(booking: Booking, deed: Deed, reason: str, at: datetime) -> bool:
    with suppress(Refused):  # taken, reported or called off meanwhile
        moved(booking, deed, by=None, at=at, ended_at=at, reason=reason)
        return True
    return False


def _record(booking: Booking, by: User | None, at: datetime) -> None:
    assert booking.helper
    assert booking.minutes
    starts_at, ends_at = booking.within(at) or (None, None)
    record(
        Done(
            key=f"help:{booking.pk}", person=booking.helper, community=booking.station.community, work=Work.HELP,
            title=str(booking.skill), source=f"teams.booking {booking.pk}", day=min(booking.wanted_on, localdate(at)),
            starts_at=starts_at, ends_at=ends_at, minutes=booking.minutes, help=booking.help,
            seen=Seen(short_of=_longer_than_booked(booking)),
        ),
        by=by, at=at,
    )  # fmt: skip


def _longer_than_booked(booking: Booking) -> str:
    """Why somebody has to look at its minutes; "" where nobody has to."""
    part = Booking.Part(booking.part)
    if (booking.minutes or 0) <= part.minutes:
        return ""
    return f"约的是{part.label}，一共 {part.minutes} 分钟，报了 {booking.minutes} 分钟：请向预约人核实。"


def _not_too_long(minutes: int) -> None:
    if minutes > MOST_MINUTES:
        raise Refused("too_long", most=MOST_MINUTES, hours=MOST_MINUTES // 60)


def _may_book(said: Wanted, by: User, at: datetime) -> Station:
    if said.help not in Help.values:
        raise Refused("help_needed")
    station = Station.objects.serving(said.grid).select_related("community").order_by("id").first()
    if station is None:
        raise Refused("not_served")
    _in_time(said.wanted_on, said.part, at)
    _somebody_can(station, said, localdate(at))
    User.objects.select_for_update(no_key=True).get(pk=by.pk)  # two forms at once are counted one after the other
    if Booking.objects.open().filter(person=by).count() >= MOST_OPEN:
        raise Refused("too_many", most=MOST_OPEN)
    return station


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
