"""双报到 in the demo's home community: units, serving members, wishes, appraisals, riders. All names are invented."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.timezone import localdate

from accounts.identity import is_identity
from accounts.models import User
from accounts.personal import lookup_hash
from checkins import actions
from checkins.models import Duty, MemberCheckIn
from checkins.workflow import Deed, Listing, Trade, WishDeed
from governance.demo.codes import HOME_COMMUNITY
from grids.models import Level, Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import Kind, Role
from partyorg.models import Member, Organisation, Post

SINCE = date(2021, 7, 1)
HOUSING, MARKET, POLICE, HEALTH = "区住建局", "区市场监管局", "公安市北分局", "区卫生健康局"
AGREEMENT = "每月第一周碰头，按三张清单认领，年底向居民公布办得怎么样。"
LISTS = {
    Listing.NEED: ["老楼楼道扶手维修", "孤寡老人冬季用电检查"],
    Listing.RESOURCE: ["周末会议室", "法律顾问每月坐班"],
    Listing.PROJECT: ["老旧小区加装电梯议事", "消防演练进楼院"],
}
UNITS = [(HOUSING, 40, True), (POLICE, 32, True), (HEALTH, 20, True), (MARKET, 3, False)]  # days ago, confirmed

# name, work unit, how many days ago; confirmed into which grid, with which post
MEMBERS = [
    ("崔砚青", HOUSING, 430, 0, "政策宣传员"),
    ("鲍松年", HOUSING, 425, 1, "物业监督员"),
    ("路知远", POLICE, 420, 0, "治安巡防员"),
    ("尹春禾", HEALTH, 418, 2, "扶弱助困员"),
    ("滕书白", MARKET, 300, 2, "环境监督员"),
    ("祁望舒", POLICE, 210, 3, "矛盾调解员"),
    ("庄若谷", HEALTH, 120, 4, "民情信息员"),
    ("柯一诺", MARKET, 60, 1, "文明劝导员"),
    ("池晚晴", HOUSING, 4, None, ""),
    ("符景行", HEALTH, 2, None, ""),
]
GRADES = [
    ("GOOD", "雨夜巡楼三次，群众都说好。"),
    ("GOOD", "帮居民看懂物业账，调解两起。"),
    ("FAIR", "到得准时，建议多报民情。"),
]
WISHES = [
    ("换一盏楼道灯", "三单元的灯坏了半年，老人上楼看不见。", "done"),
    ("陪独居老人做一次体检", "医院在两站以外，要人陪着去。", "done"),
    ("给孩子们讲一堂用电安全课", "寒假里，社区活动室。", "claimed"),
    ("修好花坛边的长椅", "木条断了两根。", "claimed"),
    ("教老人用手机挂号", "周末上午，五六位老人。", ""),
    ("找一台旧轮椅", "出院以后用两个月。", ""),
]
RIDERS = [
    ("仇大勇", Trade.RIDER, "飞毛腿外卖市北站", "37020319900103451"),
    ("苗小满", Trade.COURIER, "四通快递镇江路网点", "37020319920718022"),
    ("屈长风", Trade.DRIVER, "顺路出行", "37020319851130673"),
    ("项北辰", Trade.RIDER, "饱饱到家市北站", "37020319960425218"),
]


@dataclass(frozen=True, slots=True)
class Home:
    """The community, who acts for it, and its grids in their order."""

    place: Place
    keeper: Hat
    grids: list[Place]

    @classmethod
    def of(cls, at: datetime) -> Home:
        place = Place.objects.get(code=HOME_COMMUNITY)
        grids = Place.objects.filter(parent=place, level=Level.GRID).order_by("code")
        return cls(place, _hat(at, role=Role.COMMUNITY_SECRETARY, organisation__place=place), list(grids))


def add_check_ins(*, at: datetime) -> None:
    """By the real actions, each at its own day."""
    home = Home.of(at)
    _check_in_units(home, at)
    present = _check_in_members(home, at)
    _live_through_wishes(home, present, at)
    _appraise(home, present, at)
    _file_riders(home, at)


def _check_in_units(home: Home, at: datetime) -> None:
    for name, days, is_confirmed in UNITS:
        then, unit = at - timedelta(days=days), Organisation.objects.get(name=name)
        officer = _hat(at, role=Role.UNIT_OFFICER, organisation=unit)
        made = actions.announce(unit=unit, community=home.place, lists=LISTS, by=officer, at=then)
        if not is_confirmed:
            continue
        actions.decide_unit(
            made, Deed.CONFIRM, agreement=AGREEMENT, agreed_on=localdate(then), by=home.keeper, at=then
        )  # fmt: skip
        made.refresh_from_db()
        first, second, *_ = made.items.select_related("check_in__unit", "check_in__community")
        due_on = localdate(at) + timedelta(days=14)
        actions.plan_item(second, who=name, due_on=due_on, by=home.keeper, at=then)
        actions.finish_item(first, done_on=localdate(then), result="已经办好，居民签字。", by=officer, at=then)


def _check_in_members(home: Home, at: datetime) -> list[MemberCheckIn]:
    """Those confirmed. The first works where the demo's 区住建局 sign-in does, and is them."""
    members = _members(home)
    duties = {duty.name: duty for duty in Duty.objects.all()}
    present = []
    for member, (_, _, days, grid, duty) in zip(members, MEMBERS, strict=True):
        then = at - timedelta(days=days)
        if grid is None:
            officer = _hat(at, role=Role.UNIT_OFFICER, organisation=member.works_at)
            actions.ask_in(member, community=home.place, by=officer, at=then)
            continue
        into = home.grids[grid % len(home.grids)]
        present.append(
            actions.receive(member, community=home.place, grid=into, duty=duties[duty], by=home.keeper, at=then)
        )
    return present


def _members(home: Home) -> list[Member]:
    party = Organisation.objects.get(kind=Kind.COMMUNITY_COMMITTEE, place=home.place)
    units = {unit.name: unit for unit in Organisation.objects.filter(name__in={unit for _, unit, *_ in MEMBERS})}
    officer = Post.objects.filter(role=Role.UNIT_OFFICER, organisation=units[HOUSING]).order_by("id")[0]
    phones = [f"1420000{number:04d}" for number in range(len(MEMBERS))]  # 142: not in public use
    return Member.objects.bulk_create(
        Member(
            name=name, works_at=units[unit], organisation=party, phone=phone, phone_hash=lookup_hash(phone),
            since=SINCE, account_id=None if number else officer.person_id,
        )
        for number, ((name, unit, *_), phone) in enumerate(zip(MEMBERS, phones, strict=True))
    )  # fmt: skip


def _live_through_wishes(home: Home, present: list[MemberCheckIn], at: datetime) -> None:
    """Whoever has no account does not claim: the community's own housing officer claims them all."""
    claimant = hat_of(User.objects.get(membership=present[0].member), at)
    for number, (title, detail, comes_to) in enumerate(WISHES):
        then = at - timedelta(days=20 - 3 * number)
        wish = actions.publish(community=home.place, title=title, detail=detail, by=home.keeper, at=then)
        if comes_to:
            actions.take(wish, WishDeed.CLAIM, by=claimant, at=then)
        if comes_to == "done":
            wish.refresh_from_db()
            actions.take(wish, WishDeed.FULFIL, result="办好了，老人很高兴。", by=claimant, at=then)


def _appraise(home: Home, present: list[MemberCheckIn], at: datetime) -> None:
    """Of last year two are returned, one of them acknowledged; the third waits."""
    year = localdate(at).year - 1
    for number, (check_in, (grade, words)) in enumerate(zip(present, GRADES, strict=False)):
        if check_in.decided_at and localdate(check_in.decided_at).year > year:
            continue
        made = actions.appraise(check_in, year=year, grade=grade, words=words, by=home.keeper, at=at)
        if number == 2:
            continue
        feedback = actions.send_back(made, by=home.keeper, at=at)
        if number:
            officer = _hat(at, role=Role.UNIT_OFFICER, organisation=feedback.unit)
            actions.acknowledge(feedback, answer="计入年度考核。", by=officer, at=at)


def _file_riders(home: Home, at: datetime) -> None:
    """The first two are dynamic grid workers, of three grids and of one."""
    first, last = localdate(at), localdate(at) + timedelta(days=90)
    for number, (name, trade, platform, digits) in enumerate(RIDERS):
        said = actions.Filing(
            name=name, trade=trade, platform=platform, place=home.place, phone=f"1421000{number:04d}",
            id_number=digits + _check_sign(digits),
        )  # fmt: skip
        worker = actions.file(said, by=home.keeper, at=at - timedelta(days=10 - number))
        if grids := home.grids[: max(0, 3 - 2 * number)]:
            actions.appoint_over(worker, grids, from_date=first, to_date=last, by=home.keeper, at=at)


def _check_sign(digits: str) -> str:
    return next(sign for sign in "0123456789X" if is_identity(digits + sign))


def _hat(at: datetime, **post: object) -> Hat:
    first = Post.objects.filter(**post).order_by("id").values("person")[:1]
    return hat_of(User.objects.get(pk__in=first), at)
