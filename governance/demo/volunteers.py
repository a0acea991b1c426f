"""志愿者 in the demo's home community, what they did this year, what waits for review. Names are invented."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate

from accounts.models import User
from accounts.personal import lookup_hash
from governance.demo.checkins import Home
from governance.demo.sign_ins import VOLUNTEER_PHONE
from volunteers import actions
from volunteers.actions import Done, Guardian, Joining
from volunteers.kinds import Help, Ranked, Work
from volunteers.models import Service
from worktime.calendar import SHANGHAI

SINCE = timedelta(days=400)
# name, birthday, how many days ago each service ended; the first is the one to sign in as
PEOPLE: list[tuple[str, date, tuple[int, ...]]] = [
    ("林志愿", date(1958, 3, 7), (370, 120, 90, 62, 45, 31, 20, 9)),
    ("孟长街", date(1962, 11, 2), (366, 75, 48, 30, 12)),
    ("丁小楼", date(1990, 6, 18), (52, 24)),
    ("蓝天晴", date(1985, 9, 30), (80, 41, 15)),
    ("童年好", date(2011, 5, 20), (33,)),
    ("易如初", date(1973, 1, 12), (60, 27, 6)),
    ("甘雨田", date(1949, 8, 8), (95, 66, 38, 17, 5)),
    ("米向阳", date(1996, 12, 24), ()),
]
DID = [
    ("清理三号楼楼道杂物", Work.ACTIVITY, "", 120),
    ("小区北门早高峰值守", Work.SHIFT, "", 90),
    ("陪独居老人去医院", Work.HELP, Help.ALONE, 150),
    ("擦洗健身器材", Work.ACTIVITY, "", 60),
    ("夜间平安巡查", Work.PATROL, "", 60),
]
WAITING = [1, 2, 3, 5, 6]  # whose last deed nobody has looked at


def add_volunteers(*, at: datetime) -> None:
    """By the real actions, each month's heap approved by the community."""
    home = Home.of(at)
    people = [_person(number, name) for number, (name, *_) in enumerate(PEOPLE)]
    for person, (_, birthday, _) in zip(people, PEOPLE, strict=True):
        guardian = Guardian("童妈妈", "14510009999") if birthday.year > 2008 else None
        one = actions.join(person, Joining(person.name, birthday, home.place, guardian), at=at - SINCE)
        actions.show_in_ranking(one, Ranked.MASKED, by=person, at=at - SINCE)
    for days, service in sorted(_past(home, people, at), key=lambda one: -one[0]):
        actions.approve(service, by=home.keeper, at=at - timedelta(days=days - 1))
    _wait(home, people, at)


def _past(home: Home, people: list[User], at: datetime) -> Iterator[tuple[int, Service]]:
    for number, (person, (_, _, ago)) in enumerate(zip(people, PEOPLE, strict=True)):
        for turn, days in enumerate(ago):
            yield days, _did(home, person, number + turn, _afternoon(at, days))


def _wait(home: Home, people: list[User], at: datetime) -> None:
    """Some plain, one at the same time as another, one refused and one appealed."""
    yesterday = _afternoon(at, 1)
    for number in WAITING:
        _did(home, people[number], number, yesterday)
    _did(home, people[3], 7, yesterday)  # two at one time
    no = _did(home, people[0], 9, _afternoon(at, 3))
    actions.reject(no, reason="值守表上没有签退时间", by=home.keeper, at=at - timedelta(days=2))
    no = _did(home, people[6], 8, _afternoon(at, 4))
    no = actions.reject(no, reason="签到照片看不清是谁", by=home.keeper, at=at - timedelta(days=3))
    actions.appeal(no, words="那天下雨，戴着帽子，组长在场。", by=people[6], at=at - timedelta(days=1))


def _afternoon(at: datetime, days: int) -> datetime:
    """So many days ago, when most have done what they came for."""
    return datetime.combine(localdate(at) - timedelta(days=days), time(16, 30), SHANGHAI)


def _did(home: Home, person: User, turn: int, ends_at: datetime) -> Service:
    title, work, help, minutes = DID[turn % len(DID)]
    done = Done(
        key=f"demo:{person.pk}:{turn}:{ends_at:%Y%m%d}", person=person, community=home.place, work=work, title=title,
        source=f"governance.demo {turn}", day=localdate(ends_at), help=help,
        starts_at=ends_at - timedelta(minutes=minutes), ends_at=ends_at,
    )  # fmt: skip
    return actions.record(done, by=None, at=ends_at)


def _person(number: int, name: str) -> User:
    """With a phone that begins with 145: not in public use."""
    phone = VOLUNTEER_PHONE if number == 0 else f"1450000{number:04d}"
    return User.objects.create(username=f"volunteer-{number}", name=name, phone=phone, phone_hash=lookup_hash(phone))
