"""A service is recorded: by the app that saw it, or by staff from paper. What happens to it then: reviewing.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import once
from cases.models import Case
from grids.models import Place
from partyorg.hats import Hat
from volunteers.again import as_before
from volunteers.alike import folded
from volunteers.days import a_day_holds, day_full, minutes_on, minutes_passed
from volunteers.holding import Spot, holds_of
from volunteers.kinds import A_DAY, TIMED, Held, Help, Work
from volunteers.models import Service, Volunteer
from volunteers.rules import Refused
from volunteers.standing import keeps
from volunteers.stays import doubts_of
from volunteers.telling import duration
from volunteers.workflow import COUNTS

PAPER_DAYS = 90  # how far back a paper may lie


@dataclass(frozen=True, slots=True)
class Seen:
    """How somebody was seen to do it. `device`: a keyed hash; `photo`: sha-256 of the picture as it was sent.

    `short_of`: the sentence that says what proof is missing; "" where there is enough. `seen_by_nobody`: the one that
    says that they showed themselves what is to prove it. `stay`: from when to when they were there, where not all of it
    counts.
    """

    device: str = ""
    photo: str = ""
    came: Spot | None = None
    left: Spot | None = None
    short_of: str = ""
    seen_by_nobody: str = ""
    stay: tuple[datetime, datetime] | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """What somebody did. `key`: of all records that may be told twice one is kept. Times, or `minutes` without them;
    neither for what is worth points alone. `claim`: of a donation, the points that it was taken in for.
    """

    key: str
    person: User
    community: Place
    work: Work
    title: str
    source: str
    day: date
    help: Help | str = ""
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    minutes: int = 0
    claim: int = 0
    case: Case | None = None
    seen: Seen = field(default_factory=Seen)


def record(done: Done, *, by: User | None, at: datetime) -> Service:
    """Kept once for its key, waiting to be looked at; held where a rule says so. `by` None: the system saw it.

    Raises Refused `own_record`, `no_time`, `in_the_future`, `no_scheme`.
    """
    if by is not None and by == done.person:
        raise Refused("own_record")
    if done.day > localdate(at) or (done.ends_at and done.ends_at > at):
        raise Refused("in_the_future")
    service = _row(done, by, at)
    if service.work in TIMED and not service.minutes:
        raise Refused("no_time")
    return once(lambda: _kept(service, done), lambda: Service.objects.filter(key=done.key).first())


def record_paper(
    volunteer: Volunteer, *, key: str, title: str, day: date, minutes: int, help: Help | str = "",
    guardian_was_there: bool = False, by: Hat, at: datetime,
) -> Service:  # fmt: skip
    """补录: from a paper list, by staff; somebody else then approves it. Also for who has left, up to their last day.

    Raises Refused as `record`, and `not_yours`, `too_long_ago`, `before_joining`, `after_leaving`, `other_form`,
    `paper_known`, `day_full`, `more_than_passed`.
    """
    if by.person is None or not keeps(by, volunteer.community):
        raise Refused("not_yours")
    if day < localdate(at) - timedelta(days=PAPER_DAYS):
        raise Refused("too_long_ago", days=PAPER_DAYS)
    if day < (since := localdate(volunteer.joined_at)):
        raise Refused("before_joining", day=f"{since:%Y-%m-%d}")
    if volunteer.left_on and day > volunteer.left_on:
        raise Refused("after_leaving", day=f"{volunteer.left_on:%Y-%m-%d}")
    done = Done(
        key=f"paper:{key}", person=volunteer.person, community=volunteer.community, work=Work.PAPER, title=title,
        source=f"volunteers.volunteer {volunteer.pk}", day=day, minutes=minutes, help=help,
        seen=Seen(short_of="".join(doubts_of(volunteer, day, guardian_was_there=guardian_was_there))),
    )  # fmt: skip
    with transaction.atomic():
        Volunteer.objects.select_for_update().get(pk=volunteer.pk)  # two at the desk with one list: one after the other
        if known := Service.objects.filter(key=done.key).first():
            return _as_before(known, done, by.person)
        _must_be_new(done)
        _must_fit(done, at)
        service = record(done, by=by.person, at=at)
        write_audit(action="补录志愿服务", of=service, by=by.person, at=at, detail={"minutes": minutes})
    return service


def _as_before(known: Service, paper: Done, by: User) -> Service:
    was = (known.recorded_by_id, known.person_id, known.title, known.day, known.minutes, known.help)
    said = (by.pk, paper.person.pk, paper.title, paper.day, paper.minutes, paper.help)
    return as_before(known, was=was, said=said, done=f"{known.day:%Y-%m-%d}的“{known.title}”")


def _must_be_new(paper: Done) -> None:
    """One list comes to the desk twice, by two hands, or tells of what was seen by the system: it is paid once."""
    of_that_day = Service.objects.of(paper.person).filter(day=paper.day, state__in=COUNTS).order_by("pk")
    same = next((one for one in of_that_day if folded(one.title) == folded(paper.title)), None)
    if same:
        raise Refused(
            "paper_known", day=f"{same.day:%Y-%m-%d}", title=same.title, work=same.get_work_display(),
            state=same.get_state_display(),
        )  # fmt: skip


def _must_fit(paper: Done, at: datetime) -> None:
    """Also what waits counts: of three papers for one day each may look right alone."""
    had, passed = minutes_on(paper.person.pk, paper.day, COUNTS), minutes_passed(paper.day, at)
    if passed < A_DAY and had + paper.minutes > passed:
        raise Refused("more_than_passed", passed=duration(passed), had=duration(had), more=duration(paper.minutes))
    if not a_day_holds(had, paper.minutes):
        raise day_full(paper.day, had, paper.minutes)


def _row(done: Done, by: User | None, at: datetime) -> Service:
    minutes = done.minutes
    if done.starts_at and done.ends_at and not minutes:
        minutes = int((done.ends_at - done.starts_at).total_seconds() // 60)
    came, left = done.seen.came or (None, None), done.seen.left or (None, None)
    came_at, left_at = done.seen.stay or (None, None)
    return Service(
        key=done.key, person=done.person, community=done.community, work=done.work, help=done.help,
        title=done.title[:100], source=done.source, case=done.case, day=done.day, starts_at=done.starts_at,
        ends_at=done.ends_at, minutes=minutes, claim=done.claim, device=done.seen.device, photo=done.seen.photo,
        came_lat=came[0], came_lon=came[1], left_lat=left[0], left_lon=left[1], came_at=came_at,
        left_at=left_at, recorded_by=by, recorded_at=at,
    )  # fmt: skip


def _kept(service: Service, done: Done) -> Service:
    service.held = holds_of(service)
    if done.seen.seen_by_nobody:
        service.held.append([str(Held.OWN_SCREEN), done.seen.seen_by_nobody])
    if done.seen.short_of:
        service.held.append([str(Held.EVIDENCE), done.seen.short_of])
    service.save(force_insert=True)
    return service
