"""志愿队伍, 党群服务站 and bookings in the demo's home community. All names are invented."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.utils.timezone import localdate, make_aware

from accounts.models import User
from accounts.personal import lookup_hash
from governance.demo.checkins import Home
from governance.demo.patrols import drawn
from partyorg.kinds import Role
from partyorg.models import Member, Post
from teams import actions
from teams.actions import Bond, Founding, Standing, Wanted
from teams.fourposts import FourPost
from teams.models import Booking, CourierPost, Skill, Station, Team
from volunteers.actions import Joining
from volunteers.actions import join as volunteer
from volunteers.kinds import Help

BORN = date(1968, 5, 4)
# name, what they can do
HELPERS = [
    ("纪剪云", ["理发"]), ("茅长江", ["维修", "水电"]), ("舒暖阳", ["陪诊", "代买代办"]), ("戚清扬", ["家电清洗"]),
    ("乐知音", []), ("巫舞晴", []), ("强如风", ["代买代办"]), ("竺小雅", ["教用手机"]),
]  # fmt: skip
K = Team.Kind
# name, kind, what they do, the numbers of their members (the first leads), of their grids (none: everywhere)
TEAMS: list[tuple[str, K, str, list[int], list[int]]] = [
    ("绿马甲环保队", K.CLEANING, "每周六清理楼道和绿地", [3, 6], []),
    ("手牵手互助社", K.CARE, "看望独居老人，陪诊、代买", [2, 7], []),
    ("便民帮办队", K.TRADES, "理发、维修、水电，上门办", [1, 0, 3], []),
    ("夕阳红合唱团", K.ARTS, "每周二、四上午排练", [4, 7], []),
    ("邻里舞蹈队", K.ARTS, "邻里文化节演出", [5, 4], []),
    ("骑手先锋队", K.COURIERS, "送餐路上看一眼，随手拍", [6], [0, 1, 2]),
    ("楼院平安队", K.ORDER, "晚上七点巡一圈", [7, 1], [0]),
]
BOOKED: list[tuple[str, Help, str, str]] = [
    ("理发", Help.ELDERLY, "老人腿脚不便，想在家里理发", ""),
    ("水电", Help.ALONE, "厨房水龙头关不严", "taken"),
    ("陪诊", Help.SICK, "周三上午去医院复查，要人陪", "said"),
    ("教用手机", Help.ELDERLY, "想学手机挂号", "done"),
]


def add_teams(*, at: datetime) -> None:
    """By the real actions: what the desk and a telephone would have written."""
    home = Home.of(at)
    people = [_person(number, name) for number, (name, _) in enumerate(HELPERS)]
    for person in people:
        volunteer(person, Joining(person.name, BORN, home.place), at=at - timedelta(days=40))
    skills = {skill.name: skill for skill in Skill.objects.all()}
    for team in TEAMS:
        _found(home, team, people, skills, at - timedelta(days=30))
    _open_stations(home, at - timedelta(days=25))
    _book(home, _person(len(HELPERS), "欧阳春"), skills, at)
    _give_posts(home, at - timedelta(days=8))
    _bind(home, at)


def _give_posts(home: Home, at: datetime) -> None:
    """To the riders who walk its grids: the first holds two of the four."""
    walking = Post.objects.in_force(localdate(at) + timedelta(days=8)).filter(role=Role.DYNAMIC_WORKER)
    riders = User.objects.filter(pk__in=walking.filter(place__parent=home.place).values("person")).order_by("id")
    for rider, kinds in zip(riders, [(FourPost.SAFETY, FourPost.OPINION), (FourPost.CIVILITY,)], strict=False):
        for kind in kinds:
            CourierPost.objects.create(person=rider, community=home.place, kind=kind, since=localdate(at))


def _bind(home: Home, at: datetime) -> None:
    then = at - timedelta(days=60)
    mentor, apprentice = Member.objects.of_the_community(home.place, localdate(then)).order_by("id")[:2]
    goals = "入户怎样开口\n怎样开好楼院议事会"
    said = Bond(home.place, mentor, apprentice, goals, localdate(then), [drawn(f"{then:%Y-%m-%d}")])
    bond = actions.bind(said, by=home.keeper, at=then)
    for days, words in [(45, "一起走访了十户，教了怎样敲门、怎样记。"), (15, "独立主持了一次楼院议事会。")]:
        actions.review(bond, words, by=home.keeper, at=at - timedelta(days=days))


def _person(number: int, name: str) -> User:
    """With a phone that begins with 144: not in public use."""
    phone = f"1440000{number:04d}"
    return User.objects.create(username=f"neighbour-{number}", name=name, phone=phone, phone_hash=lookup_hash(phone))


def _found(home: Home, team: tuple[str, K, str, list[int], list[int]], people: list[User],
           skills: dict[str, Skill], at: datetime) -> None:  # fmt: skip
    name, kind, about, numbers, grids = team
    served = [home.grids[number] for number in grids if number < len(home.grids)]
    said = Founding(home.place, name, kind, about, people[numbers[0]], served)
    made = actions.found(said, by=home.keeper, at=at)
    for number in numbers[1:]:
        actions.join(made, people[number], by=home.keeper, at=at)
    for member in made.members.all():
        known = [skills[one] for one in HELPERS[people.index(member.person)][1]]
        actions.teach(member, known, by=home.keeper, at=at)


def _open_stations(home: Home, at: datetime) -> None:
    halves = [home.grids[:3], home.grids[3:]]
    for name, grids in zip(["太平镇第一党群服务站", "太平镇第二党群服务站"], halves, strict=True):
        if grids:
            said = Standing(name, grids, "镇江路 9 号一楼", "周一至周六 8:30–17:30", "0532-85890001")
            actions.open_station(home.place, said, by=home.keeper, at=at)


def _book(home: Home, resident: User, skills: dict[str, Skill], at: datetime) -> None:
    grid = Station.objects.order_by("id")[0].grids.order_by("code")[0]
    for number, (skill, help, words, comes_to) in enumerate(BOOKED):
        then = at - timedelta(days=3 - number // 2)
        day = localdate(at if comes_to in ("", "taken") else then) + timedelta(days=1)
        wanted = Wanted(grid, skills[skill], help, words, "2号楼1单元301", day, "MORNING")
        _live(actions.book(wanted, by=resident, at=then), comes_to, resident, then)


def _live(booking: Booking, comes_to: str, resident: User, at: datetime) -> None:
    if not comes_to:
        return
    helper = actions.who_can(booking, localdate(at)).select_related("person")[0].person
    booking = actions.take(booking, by=helper, at=at)
    if comes_to != "taken":
        at = make_aware(datetime.combine(booking.wanted_on, time(10)))  # yesterday at the latest, whenever this is
        booking = actions.say_done(booking, 50, by=helper, at=at)
    if comes_to == "done":
        actions.confirm(booking, by=resident, at=at)
