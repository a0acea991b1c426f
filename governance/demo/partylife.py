"""What the branches of the demo's home street held in three months, and two joint meetings of its community."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.utils.timezone import localdate

from governance.demo.codes import HOME_COMMUNITY, HOME_STREET
from grids.models import Place
from partylife.kinds import Life, Span
from partylife.models import Activity, Attendance, Decision, Host, Invitation, Meeting
from partylife.periods import period_of
from partyorg.kinds import HEADS_OF_RUNG, Kind, Role
from partyorg.models import Member, Organisation, Post
from worktime.calendar import SHANGHAI

# what, how many days after the month began, its subject; each branch leaves out one turn by turn
HELD = [
    (Life.MEMBERS_MEETING, 8, "讨论楼道整治和冬季值守"),
    (Life.THEME_DAY, 5, "清理小广告，走访独居老人"),
    (Life.LESSON, 12, "学习基层治理文件"),
    (Life.NIGHT_TALK, 15, "在楼下听居民说物业"),
]


@dataclass(frozen=True, slots=True)
class Branch:
    unit: Organisation
    secretary: Post
    members: list[Member]


def add_party_life(*, at: datetime) -> None:
    """A handful of statements for the whole street."""
    today, branches = localdate(at), list(_branches())
    planned = list(_planned(branches, today))
    activities = Activity.objects.bulk_create([activity for activity, _, _ in planned], batch_size=500)
    rows = list(zip(activities, planned, strict=True))
    Host.objects.bulk_create(
        (Host(activity=one, organisation=unit) for one, (_, hosts, _) in rows for unit in hosts), batch_size=500
    )
    Attendance.objects.bulk_create(
        (Attendance(activity=one, member=member) for one, (_, _, there) in rows for member in there), batch_size=1000
    )
    _add_meetings(at)


def _branches() -> Iterator[Branch]:
    street = Place.objects.get(code=HOME_STREET)
    units = Organisation.objects.filter(kind=Kind.GRID_BRANCH, place__in=Place.objects.under(street))
    members: dict[int, list[Member]] = defaultdict(list)
    for member in Member.objects.filter(organisation__in=list(units)).order_by("id"):
        members[member.organisation_id].append(member)
    posts = Post.objects.filter(role=Role.BRANCH_SECRETARY, organisation__in=units).select_related("person")
    secretaries = {post.organisation_id: post for post in posts}
    for unit in units.order_by("tree_id", "lft"):
        if unit.pk in secretaries:
            yield Branch(unit, secretaries[unit.pk], members[unit.pk])


def _planned(branches: list[Branch], today: date) -> Iterator[tuple[Activity, list[Organisation], list[Member]]]:
    """Each with its hosts and those who came: now and then the next branch joins in, or one member stays away."""
    month = period_of(today, Span.MONTH)
    months = [month.before.before, month.before, month]
    for number, branch in enumerate(branches):
        neighbour = branches[(number + 1) % len(branches)]
        for turn, (life, days, subject) in enumerate(HELD):
            for back, one in enumerate(months):
                on = one.first + timedelta(days=days)
                monthly = life == Life.THEME_DAY or back == turn % len(months)
                if on >= today or not monthly or (number + turn + back) % 5 == 4:
                    continue
                joint = life == Life.THEME_DAY and number % 4 == 1 and back == 1
                hosts = [branch.unit, neighbour.unit] if joint else [branch.unit]
                came = branch.members[: -1 if number % 3 == 2 else None] + (neighbour.members if joint else [])
                yield _activity(branch, life, on, subject), hosts, came


def _activity(branch: Branch, life: Life, on: date, subject: str) -> Activity:
    recorded_at = datetime.combine(on, time(17), SHANGHAI)
    return Activity(
        key=uuid4(), life=life, held_on=on, place="党群服务站", subject=subject,
        minutes=f"{subject}，议定的事分头去办。",
        taught_by=branch.members[0] if life == Life.LESSON and branch.members else None,
        recorded_by=branch.secretary.person, recorded_as=branch.secretary, recorded_at=recorded_at,
    )  # fmt: skip


def _add_meetings(at: datetime) -> None:
    """One that has been held, with a decision done, one due and one late; and one to come."""
    unit = Organisation.objects.get(kind=Kind.COMMUNITY_COMMITTEE, place__code=HOME_COMMUNITY)
    head = Post.objects.filter(organisation=unit, role__in=HEADS_OF_RUNG[2]).select_related("person")[0]
    property_company = Organisation.objects.filter(kind=Kind.PROPERTY_COMPANY, parent=unit)[0]
    invited = [property_company, *Organisation.objects.filter(kind=Kind.GRID_BRANCH, parent=unit)[:4]]
    held_at = datetime.combine(localdate(at) - timedelta(days=20), time(14, 30), SHANGHAI)
    for title, when in (("三季度联席会议", held_at), ("冬季安全联席会议", held_at + timedelta(days=26))):
        meeting = Meeting.objects.create(
            key=uuid4(), kind=Meeting.Kind.JOINT, convener=unit, title=title, held_at=when, place="社区会议室",
            chair=head.person.name, agenda="电动车充电、楼道堆物、加装电梯", agenda_at=when - timedelta(days=5),
            convened_by=head.person, convened_at=when - timedelta(days=7),
        )  # fmt: skip
        Invitation.objects.bulk_create(Invitation(meeting=meeting, organisation=one) for one in invited)
        if when < at:
            _decide(meeting, [unit, *invited], localdate(when), when)


def _decide(meeting: Meeting, units: list[Organisation], day: date, at: datetime) -> None:
    done = {"done_on": day + timedelta(days=8), "result": "已装好 12 个充电口。"}
    said = {"meeting": meeting, "recorded_at": at}
    Decision.objects.bulk_create(
        [
            Decision(what="3 号楼旁加装充电口", unit=units[1], due_on=day + timedelta(days=10), **done, **said),
            Decision(what="清理 1 到 5 号楼楼道堆物", unit=units[1], due_on=day + timedelta(days=15), **said),
            Decision(what="征集加装电梯意见", unit=units[0], due_on=day + timedelta(days=40), **said),
        ]
    )
