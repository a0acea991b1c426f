"""Activities of the demo's home community: held, going on now (one can check in at once), to come, recurring."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import localdate, localtime

from accounts.models import User
from activities import actions, codes
from activities.kinds import End, Rhythm
from activities.models import Activity
from governance.demo import checkins
from governance.demo.codes import HOME
from grids.models import Boundary, Place
from partyorg.hats import Hat
from teams.models import Team
from volunteers.actions import Joining, approve_all, join
from volunteers.models import Service, Volunteer

FESTIVAL = "邻里文化节"
PEOPLE = ["莫晓岚", "袁守诚", "蒋玉梅", "岳长青", "纪念慈", "戚小雨"]
HELD: list[tuple[int, dict[str, Any]]] = [  # how many days ago
    (16, {"title": "陪独居老人体检", "sort": "CARE", "help": "ALONE", "where": "社区卫生服务站门口"}),
    (9, {"title": "清理楼道杂物", "sort": "CLEANING", "where": "3 号楼门前"}),
    (3, {"title": "义诊进小区", "sort": "HEALTH", "theme": FESTIVAL, "where": "社区广场"}),
]
AHEAD: list[tuple[int, dict[str, Any]]] = [  # in how many days
    (1, {"title": "路口文明值守", "sort": "ORDER", "kind": "SHIFT", "where": "太平镇路口", "quota": 4}),
    (3, {
        "title": "邻里文化节：献一策", "sort": "ARTS", "theme": FESTIVAL, "where": "社区广场", "suggestions": True,
        "roles": [("布置会场", 4), ("登记", 2), ("引导", 4)], "words": "请穿绿马甲。有建议的，可以先写下来。",
    }),
    (5, {"title": "给孩子讲用电安全", "sort": "CARE", "help": "CHILDREN", "where": "社区活动室", "minors": "FROM_14"}),
    (6, {"title": "树下写春联", "sort": "ARTS", "theme": FESTIVAL, "where": "社区广场"}),
]  # fmt: skip
RECURRING = [
    ("健身器械清洁", Rhythm.MONTHLY, 12), ("楼道杂物清理", Rhythm.WEEKLY, 8), ("树木草坪修剪", Rhythm.QUARTERLY, 10),
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Home:
    place: Place
    keeper: Hat
    spot: tuple[float, float]
    people: list[User]

    @classmethod
    def of(cls, at: datetime) -> Home:
        home, drawn = checkins.Home.of(at), Boundary.objects.filter(place__code=HOME)[0]
        spot = ((drawn.min_lat + drawn.max_lat) / 2, (drawn.min_lon + drawn.max_lon) / 2)
        return cls(home.place, home.keeper, spot, _people(home.place, at))


def add_activities(*, at: datetime) -> None:
    """By the real actions, each at its own day."""
    home = Home.of(at)
    for days, said in HELD:
        _hold(home, said, _at_nine(at - timedelta(days=days)))
    _approve_the_older(home, at)
    for days, said in AHEAD:
        made = _call(home, said, _at_nine(at + timedelta(days=days)), before=at)
        for person in home.people[: days + 1]:
            role = made.roles.first()
            actions.sign_up(made, person, role=role, at=at)
    _go_on(home, at)
    for title, rhythm, quota in RECURRING:
        _recur(home, title, rhythm, quota, at)
    off = _call(
        home, {"title": "河边捡垃圾", "sort": "CLEANING", "where": "河边"}, _at_nine(at + timedelta(days=2)), before=at
    )
    actions.sign_up(off, home.people[0], at=at)
    actions.call_off(off, reason="大风预警，改期另行通知。", by=home.keeper, at=at)


def _people(place: Place, at: datetime) -> list[User]:
    """Who is a volunteer here already, and those of this file where they are too few."""
    here = Volunteer.objects.active().filter(community=place).select_related("person").order_by("pk")
    known = [one.person for one in here[: len(PEOPLE)]]
    for number, name in enumerate(PEOPLE[len(known) :]):
        # 143: not in public use
        person = User.objects.create_user(f"neighbour{number}", name=name, phone=f"1430000{number:04d}")
        join(person, Joining(name, date(1958 + 4 * number, 5, 1), place), at=at - timedelta(days=200))
        known.append(person)
    return known


def _call(home: Home, said: dict[str, Any], starts_at: datetime, *, before: datetime) -> Activity:
    begins = localtime(starts_at).replace(minute=0, second=0, microsecond=0)
    teams = Team.objects.filter(community=home.place, kind=said["sort"])  # one of that sort, where there is
    plan = actions.Plan(**{
        "community": home.place, "starts_at": begins, "ends_at": begins + timedelta(hours=2), "quota": 10,
        "leader": home.keeper.person, "spot": home.spot, "team": teams.first(), **said,
    })  # fmt: skip
    return actions.call(plan, by=home.keeper, at=before)


def _at_nine(moment: datetime) -> datetime:
    return localtime(moment).replace(hour=9)


def _hold(home: Home, said: dict[str, Any], day: datetime) -> None:
    """All signed up; the last did not come, the one before was only ticked."""
    made = _call(home, said, day, before=day - timedelta(days=3))
    for person in home.people:
        actions.sign_up(made, person, at=day - timedelta(days=2))
    *there, ticked, _ = home.people
    for number, person in enumerate(there):
        stayed = timedelta(minutes=90 + 10 * number)
        for step, end, then in (
            (actions.come, End.IN, made.starts_at), (actions.leave, End.OUT, made.starts_at + stayed),
        ):  # fmt: skip
            scanned = codes.Scanned(made.pk, end, codes.slot_of(then))
            step(made, person, actions.Shown(scanned, spot=home.spot), at=then)
    one = made.sign_ups.get(volunteer__person=ticked).pk
    actions.roll(made, came=[one], left=[one], by=home.keeper, at=made.ends_at)
    actions.close(made, by=home.keeper, at=made.ends_at + timedelta(minutes=30))


def _approve_the_older(home: Home, at: datetime) -> None:
    """What is not held; the newest waits for whoever tries the review."""
    newest = localdate(at - timedelta(days=HELD[-1][0]))
    older = Service.objects.filter(community=home.place, source__startswith="activities", day__lt=newest)
    approve_all(list(older.values_list("pk", flat=True)), by=home.keeper, at=at)


def _go_on(home: Home, at: datetime) -> None:
    """Going on at this moment: the code is on the desk's screen, anybody may still sign up."""
    made = _call(
        home, {
            "title": "健身器械擦一遍", "sort": "REPAIRS", "where": "社区广场", "quota": 20,
            "closes_at": at + timedelta(hours=8), "ends_at": at + timedelta(hours=8),
        },
        at - timedelta(hours=1), before=at - timedelta(days=1),
    )  # fmt: skip
    for person in home.people[:3]:
        actions.sign_up(made, person, at=at - timedelta(hours=8))
    for person in home.people[:2]:
        scanned = codes.Scanned(made.pk, End.IN, codes.slot_of(made.starts_at))
        actions.come(made, person, actions.Shown(scanned, spot=home.spot), at=made.starts_at)


def _recur(home: Home, title: str, rhythm: Rhythm, quota: int, at: datetime) -> None:
    leader = home.keeper.person
    assert leader
    pattern = actions.Pattern(
        community=home.place, title=title, sort="CLEANING", where="小区里", rhythm=rhythm, quota=quota,
        first_on=localdate(at) - timedelta(days=20), starts=time(9), minutes=90, leader=leader, spot=home.spot,
    )  # fmt: skip
    actions.keep_template(pattern, by=home.keeper, at=at)
