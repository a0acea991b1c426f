"""积分怎么算: the rules that hold in a community on a day and those that come, in plain words, before anybody earns by
them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from grids.models import Place
from volunteers.earning import last_day
from volunteers.kinds import TIMED, Currency, Work
from volunteers.models import Factor, Scheme, Window
from volunteers.schemes import turns_in
from volunteers.telling import duration

NO_FACTOR = "没有系数，哪一种都一样。"
NO_RULES = "没有积分细则：做了的先记下，等细则登记好再审核。"
BY_THE_HOUR = "、".join(str(work.label) for work in TIMED)


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    lines: list[str]


@dataclass(frozen=True, slots=True)
class Rules:
    """`of`: whose they are, the nearest that has any. Of those that come `sections` says only what differs from those
    before them."""

    of: str
    since: date
    until: date | None
    sections: list[Section]


def rules_of(community: Place | None, on: date) -> tuple[Rules | None, list[Rules]]:
    """Of a community, or those that hold everywhere: those of that day (None where none do) and all that come after
    them, as far as they are registered. Three queries."""
    windows = list(Window.objects.filter(community=community).order_by("opens_on")) if community else []
    now, *coming = turns_in(community, on)
    said = None
    if now.scheme:
        since = now.scheme.valid_from
        said = Rules(_whose(now.scheme), since, now.until, _sections(now.scheme, community, windows, on))
    news, before = [], now.scheme
    for turn in coming:
        sections = [Section("怎样记分", [NO_RULES])]
        if turn.scheme:
            sections = _sections(turn.scheme, community, windows, turn.since)
            sections = _different(_sections(before, community, windows, turn.since), sections) if before else sections
        news.append(Rules(_whose(turn.scheme) if turn.scheme else "", turn.since, turn.until, sections))
        before = turn.scheme
    return said, news


def _whose(scheme: Scheme) -> str:
    return scheme.place.short_name if scheme.place else "各处通用"


def _sections(scheme: Scheme, community: Place | None, windows: Sequence[Window], on: date) -> list[Section]:
    parts = {
        "怎样记分": _earning(scheme), "最多记多少": _caps(scheme), "什么时候过期": _expiry(scheme, on),
        "拿来做什么": _spending(scheme, community, windows, on), "等级": _tiers(scheme),
        "没有通过怎么办": _appeals(scheme),
    }  # fmt: skip
    return [Section(title, list(lines)) for title, lines in parts.items()]


def _different(before: Sequence[Section], after: Sequence[Section]) -> list[Section]:
    """Both have the same sections in the same order."""
    found = [Section(new.title, [line for line in new.lines if line not in was.lines])
             for was, new in zip(before, after, strict=True)]  # fmt: skip
    return [section for section in found if section.lines]


def _earning(scheme: Scheme) -> Iterator[str]:
    rate = _plain(scheme.points_per_hour)
    yield f"{BY_THE_HOUR}：一小时 {rate} 分。零头四舍五入，不到半分的不记分，时长照记。"
    factors = sorted(scheme.factors.all(), key=lambda one: (one.work, one.help))
    special = "；".join(_factor(one) for one in factors)
    yield f"有的乘一个系数，两样都对得上的按更具体的那一条：{special}。" if special else NO_FACTOR
    report, valued = scheme.report_points, scheme.valued_points
    yield f"{Work.REPORT.label}：一件 {report} 分，特别有用的再加 {valued} 分。匿名、保密的不记。"
    yield f"{Work.WISH.label}：实现一个 {scheme.wish_points} 分，由到社区双报到的党员认领。"
    yield f"{Work.REFERRAL.label}：一位 {scheme.referral_points} 分。"
    yield f"{Work.DONATION.label}：由社区按东西定，一次最多 {scheme.donation_most} 分。"
    yield "都要社区审核通过才记。服务那天是哪一份细则，就按哪一份算，以后换了细则也不变。"


def _caps(scheme: Scheme) -> Iterator[str]:
    once, a_day = duration(scheme.activity_minutes), duration(scheme.day_minutes)
    yield f"一次活动最多算 {once}，一天最多算 {a_day}；多做的时长照记，不记分。"
    yield f"一天最多 {scheme.day_points} 分。" if scheme.day_points is not None else "一天记多少分，没有上限。"
    if scheme.month_points is None:
        yield "一个月记多少分，没有上限。"
        return
    yield f"一个月（1 日到月底）最多 {scheme.month_points} 分。月中换了细则的，这个月前面按旧细则记的分也算在里面。"


def _expiry(scheme: Scheme, on: date) -> Iterator[str]:
    last = last_day(on, scheme.expires_after_years)
    if last is None:
        yield "积分不过期。"
    else:
        yield f"{on.year} 年挣的积分，{last.year} 年 {last.month} 月 {last.day} 日以后不能用。提前 30 天、7 天提醒。"
    yield "时长不过期，也花不掉。"


def _spending(scheme: Scheme, community: Place | None, windows: Sequence[Window], on: date) -> Iterator[str]:
    yield f"在积分超市换东西、换服务，换好以后 {scheme.pickup_days} 天内凭取货码领。也能捐给社区。"
    if community:
        yield _exchange(community, windows, on)
    yield "积分不是钱，不能买卖。" + (
        "家人之间可以转，要双方同意成为家人。" if scheme.family else "别人的积分转不过来，家人之间也不能转。"
    )


def _exchange(community: Place, windows: Sequence[Window], on: date) -> str:
    if not windows:
        return f"{community.short_name}的积分超市天天能换。"
    coming = "；".join(str(one) for one in windows if one.closes_on >= on)
    if not coming:
        return f"{community.short_name}的兑换期都过了，下一次什么时候开，社区会通知。"
    return f"{community.short_name}只在兑换期里换：{coming}。"


def _tiers(scheme: Scheme) -> Iterator[str]:
    what, unit = ("服务时长", "小时") if scheme.tier_by == Currency.HOURS else ("积分", "分")
    yield (
        f"看最近 12 个月的{what}：满 {scheme.silver_at} {unit}是银星志愿者，满 {scheme.gold_at} {unit}是金星志愿者，"
        f"满 {scheme.vip_at} {unit}是 VIP 志愿者。每天夜里自动算，没有人能改。"
    )


def _appeals(scheme: Scheme) -> Iterator[str]:
    yield f"没有通过的写明理由。不服的，{scheme.appeal_days} 个工作日内可以申诉一次，由另一个人再看。"


def _factor(one: Factor) -> str:
    kind = f"{one.get_work_display() if one.work else ''}{one.get_help_display() if one.help else ''}" or "各种"
    return f"{kind} × {_plain(one.factor)}"


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"
