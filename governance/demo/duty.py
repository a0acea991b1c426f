"""The journal of the demo's guide, and what two heads of buildings found. Written at once, in its past."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from uuid import uuid4

from django.contrib.auth.hashers import make_password
from django.utils.timezone import localdate

from accounts.models import User
from duty.models import Entry, Log, Visit
from duty.models.journal import EDITABLE_FOR
from governance.demo.codes import HOME, HOME_COMMUNITY
from governance.demo.sign_ins import BUILDING_HEAD, PASSWORD
from grids.models import Level, Place
from partyorg.kinds import Role
from partyorg.models import Post
from worktime.calendar import SHANGHAI
from worktime.current import current_calendar

DAYS_BACK = 30
SINCE = date(2020, 1, 1)
WORDS = (
    "和网格员走了两个网格，看了车棚和地下室。",
    "到物业催楼道灯，约好周五前换完。",
    "陪书记开了议事会，记下六条意见。",
    "核查办完的诉求，三件都当面看过。",
)
FOUND = (
    ("1 单元 201", "老人独居，想装扶手，已告诉社区。", False),
    ("2 单元 502", "和楼下因为漏水吵过，两家谈妥了一起修。", True),
    ("3 单元 101", "在家办小饭桌，提醒了用火安全。", False),
)


def add_duty(*, at: datetime) -> None:
    _add_journal(localdate(at), at)
    _add_visits(localdate(at))


def _add_journal(today: date, at: datetime) -> None:
    """Every working day but each sixth; today's is still to be written."""
    post = Post.objects.filter(role=Role.GUIDE, place__code=HOME_COMMUNITY).select_related("person", "place")[0]
    calendar = current_calendar()
    days = [today - timedelta(days=back) for back in range(1, DAYS_BACK)]
    worked = [day for day in days if calendar.is_workday(day)]
    logged = [day for number, day in enumerate(worked) if number % 6 != 3]
    logs = Log.objects.bulk_create(Log(guide=post.person, day=day, post=post, place=post.place) for day in logged)
    entries = [
        Entry(
            key=uuid4(), log=log, seq=1, words=WORDS[number % len(WORDS)], written_at=written_at,
            kept_from=written_at + EDITABLE_FOR,
        )
        for number, log in enumerate(logs)
        if (written_at := datetime.combine(log.day, time(17, 10), SHANGHAI)) < at
    ]  # fmt: skip
    Entry.objects.bulk_create(entries)


def _add_visits(today: date) -> None:
    """Two buildings of the first grid have a head; the first signs in as `building`."""
    buildings = Place.objects.filter(level=Level.BUILDING, parent__code=HOME).order_by("code")[:2]
    for number, building in enumerate(buildings):
        password = make_password(PASSWORD if not number else None)
        username = BUILDING_HEAD if not number else f"building-{building.pk}"
        head = User.objects.create(username=username, name=("于德明", "孙桂兰")[number], password=password)
        post = Post.objects.create(person=head, role=Role.BUILDING_HEAD, place=building, from_date=SINCE)
        Visit.objects.bulk_create(
            _visit(post, today - timedelta(days=2 + turn * 6), *found) for turn, found in enumerate(FOUND[number:])
        )


def _visit(post: Post, day: date, household: str, what: str, mediated: bool) -> Visit:
    visited_at = datetime.combine(day, time(19, 30), SHANGHAI)
    return Visit(
        key=uuid4(), head=post.person, post=post, building=post.place, household=household, visited_at=visited_at,
        what=what, mediated=mediated, recorded_at=visited_at + timedelta(minutes=40),
    )  # fmt: skip
