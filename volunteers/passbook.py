"""存折: every row of somebody's ledger in plain words: from what, by which rule, good until when, what became of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Subquery, Sum
from django.utils.timezone import localdate

from accounts.models import User
from volunteers.actions.services import keys_of
from volunteers.earning import by_the_hour, rounded
from volunteers.kinds import Currency, Entry
from volunteers.models import Account, Lot, Service, Transfer
from volunteers.returning import Returned, expired_of, is_refund, returned_by
from volunteers.telling import duration
from volunteers.workflow import State

NOTICE = timedelta(days=30)
HALF_AN_HOUR = 30  # minutes
OF_A_SERVICE = "volunteers.service "


@dataclass(frozen=True, slots=True)
class Line:
    """One row as its owner reads it. `then`: what became of it since."""

    at: datetime
    amount: str
    is_more: bool
    what: str
    how: str = ""
    until: str = ""
    then: str = ""


@dataclass(frozen=True, slots=True)
class Sums:
    """What somebody has. `points`: below zero, what they owe; `held`: set aside for orders, no longer in `points`;
    `soon`: what expires next, by day.
    """

    minutes: int
    points: int
    held: int
    soon: list[tuple[date, int]]


def points_of(person: User, today: date) -> int:
    """What they can spend today: what has expired since the last night is not counted. Below zero, what they owe. One
    query.
    """
    mine = Account.objects.filter(person=person, currency=Currency.POINTS)
    good = Lot.objects.filter(account=OuterRef("pk")).good_on(today).order_by().values("account")
    found = mine.annotate(good=Subquery(good.annotate(sum=Sum("left")).values("sum"))).values_list("balance", "good")
    balance, left = found.first() or (0, 0)
    return min(balance, 0) or left or 0  # nothing is left in the lots of who owes


def sums_of(person: User, today: date) -> Sums:
    """Four queries, however many rows there are."""
    balances = dict(Account.objects.filter(person=person).values_list("currency", "balance"))
    waits = Transfer.objects.filter(giver__person=person, entry=Entry.HOLD, ended_by=None)
    lots = Lot.objects.filter(account__person=person, left__gt=0, expires_on__range=(today, today + NOTICE)).order_by()
    by_day = lots.values("expires_on").annotate(sum=Sum("left")).order_by("expires_on").values_list("expires_on", "sum")
    return Sums(
        minutes=balances.get(Currency.HOURS, 0),
        points=points_of(person, today),
        held=waits.aggregate(sum=Sum("amount"))["sum"] or 0,
        soon=[(day, left) for day, left in by_day if day],
    )


def rows_of(person: User, currency: Currency) -> QuerySet[Transfer]:
    """The newest first, with what ended them and what is left of them."""
    theirs = Q(giver__person=person) | Q(taker__person=person)
    faces = ("giver__person__volunteer", "taker__person__volunteer", "ended_by__ended_by", "ends__ends", "lot")
    return Transfer.objects.filter(theirs, currency=currency).select_related(*faces).order_by("-id")


def explained(rows: Iterable[Transfer], person: User) -> list[Line]:
    """Three queries: for the services that these rows came of, for what was past its day when it was given back, and
    for what of their own points expired."""
    rows = list(rows)
    pks = {row.source.removeprefix(OF_A_SERVICE) for row in rows if row.source.startswith(OF_A_SERVICE)}
    services = Service.objects.filter(pk__in=[int(pk) for pk in pks]).select_related("scheme")
    known = {f"{OF_A_SERVICE}{one.pk}": one for one in services}
    returned, gone = returned_by(rows), expired_of(rows)
    return [_line(row, known, returned.get(row.pk), gone.get(row.pk, 0), person) for row in rows]


def _line(row: Transfer, known: Mapping[str, Service], returned: Returned | None, gone: int, person: User) -> Line:
    is_more = row.giver.person_id != person.pk
    what, how, then = _words(row, known.get(row.source), is_more)
    if returned and returned.expired:
        then = f"其中 {returned.expired} 分退回时已经过期"
    return Line(row.at, _amount(row, is_more), is_more, what, how, _until(row, gone) if is_more else "", then)


def _amount(row: Transfer, is_more: bool) -> str:
    sign = "＋" if is_more else "－"
    return sign + (f"{row.amount} 分" if row.currency == Currency.POINTS else duration(row.amount))


def _words(row: Transfer, service: Service | None, is_more: bool) -> tuple[str, str, str]:
    """What it was, by which rule or for which reason, what became of it."""
    title = service.title if service else "志愿服务"
    ended = getattr(row, "ended_by", None)
    match row.entry:
        case Entry.AWARD:
            return title, _rule(row, service), "后来收回了" if ended else ""
        case Entry.HOLD:
            return row.note or "积分超市兑换", "先冻结，领到才算花掉。", _ordered(ended)
        case Entry.RELEASE:
            return f"退回：{(row.ends and row.ends.note) or '积分超市兑换'}", row.note, ""
        case Entry.EXPIRE:
            then = "后来收回了这一次，到期的已冲回" if ended else ""
            return "到期没有用完", "过了有效期的最后一天。", then
        case Entry.REVERSE if is_refund(row):
            held = row.ends and row.ends.ends
            return f"退货：{(held and held.note) or '积分超市兑换'}", f"原因：{row.note}", ""
        case Entry.REVERSE if is_more:
            return f"冲回到期的：{title}", "这一次收回了，到期的不算您欠的。", ""
        case Entry.REVERSE:
            return f"收回：{title}", f"理由：{row.note}", ""
        case Entry.FAMILY:
            return (
                (f"家人（{_masked(row.giver)}）转来" if is_more else f"转给家人（{_masked(row.taker)}）"),
                row.note,
                "",
            )
        case Entry.GIVE:
            return "捐给社区的公益积分", row.note, ""
    return str(Entry(row.entry).label), row.note, ""


def _masked(account: Account) -> str:
    volunteer = account.person and getattr(account.person, "volunteer", None)
    return volunteer.masked_name if volunteer else "已经注销"


def _ordered(ended: Transfer | None) -> str:
    if ended is None:
        return "等您去领"
    if ended.entry != Entry.SPEND:
        return "没有领，已经退回"
    return "领走以后退货了" if hasattr(ended, "ended_by") else "已经领走"


def _until(row: Transfer, gone: int) -> str:
    """`gone`: how many of them expired."""
    lot = getattr(row, "lot", None)
    if lot is None:
        return ""
    if not lot.left and gone:
        return "到期没有用" if gone == row.amount else f"用了 {row.amount - gone} 分，{gone} 分到期没有用"
    if not lot.left:
        return "已经用完"
    good = f"有效到 {lot.expires_on:%Y-%m-%d}" if lot.expires_on else "不过期"
    return good if lot.left == row.amount else f"{good}，还剩 {lot.left} 分"


def _rule(row: Transfer, service: Service | None) -> str:
    if service is None:
        return row.note
    by = f"{service.get_work_display()} · {service.day:%Y-%m-%d}"
    if row.currency == Currency.HOURS or not row.rule:
        return by
    return f"{by}。{_by_the_hour(row, service) if service.minutes else _for_each(row)}{_scheme(service)}"


def _by_the_hour(row: Transfer, service: Service) -> str:
    """The numbers as they stood when it was awarded, not as they stand now."""
    rate, factor = Decimal(row.rule["rate"]), Decimal(row.rule["factor"])
    said = f"按 {duration(service.counted)}算，每小时 {_plain(rate)} 分"
    said += f"，系数 {_plain(factor)}" if factor != 1 else ""
    if service.counted < service.minutes:
        said += f"（做了 {duration(service.minutes)}，超过上限的不算分）"
    exact = by_the_hour(service.counted, rate * factor)
    if exact != rounded(exact):
        said += "，四舍五入"
    if row.amount < rounded(exact):
        said += "，当天或当月已到上限"
    return said + "。"


def why_none(services: Iterable[Service]) -> dict[int, str]:
    """Of those that were approved for no points at all: why. One query, where there are such."""
    of_none = [one for one in services if one.state == State.APPROVED and not one.points]
    if not of_none:
        return {}
    hours = Transfer.objects.filter(key__in=[keys_of(one)[0] for one in of_none])
    rules = {row.source: row.rule for row in hours}
    return {one.pk: _none(one, rules.get(f"{OF_A_SERVICE}{one.pk}")) for one in of_none}


def _none(service: Service, rule: Mapping[str, Any] | None) -> str:
    if not service.minutes:
        return "积分为 0：这一种不记分，或者当天、当月已到上限。"
    if not service.counted:
        return "积分为 0：计分的时长当天已到上限，时长照记。"
    if rule and rounded(by_the_hour(service.counted, Decimal(rule["rate"]) * Decimal(rule["factor"]))):
        return "积分为 0：当天或当月的积分已到上限，时长照记。"
    if rule and not Decimal(rule["rate"]) * Decimal(rule["factor"]):
        return "积分为 0：按当时的细则，这一种一小时记 0 分，时长照记。"
    short = "不到半小时" if service.counted < HALF_AN_HOUR else duration(service.counted)
    return f"{short}，积分为 0：不到半分的舍去（四舍五入），时长照记。"


def _for_each(row: Transfer) -> str:
    fixed = row.rule.get("fixed")
    return "按收下时定的分。" if fixed is None else f"每件 {fixed} 分。"


def _scheme(service: Service) -> str:
    return f"依据“{service.scheme.name}”。" if service.scheme else ""


def _plain(number: Decimal) -> str:
    return f"{number.normalize():f}"


def can_appeal(service: Service, at: datetime) -> bool:
    return service.state == "REJECTED" and (service.appeal_by is None or at <= service.appeal_by)


NO_APPEAL = {
    State.WAITING: "社区还没有看这一次，不用申诉。",
    State.APPROVED: "这一次已经通过了，不用申诉。",
    State.REJECTED: "申诉的时间过了。",
    State.APPEALED: "您已经申诉过了，社区的另一个人正在再看一遍。",
    State.UPHELD: "申诉过一次，没有通过，不能再申诉。",
    State.REVERSED: "收回的记录不在这里申诉；有疑问，请找社区。",
}


def kept_of(person: User) -> dict[str, object]:
    """All that is kept of a volunteer, by the names that people use, for themselves alone: nothing is masked."""
    volunteer = getattr(person, "volunteer", None)
    registered = (
        {
            "姓名": volunteer.name, "出生日期": volunteer.birthday, "社区": volunteer.community.full_name,
            "监护人": volunteer.guardian_name, "监护人电话": volunteer.guardian_phone,
            "等级": volunteer.get_tier_display(), "排行榜": volunteer.get_ranked_display(),
            "注册日期": f"{localdate(volunteer.joined_at):%Y-%m-%d}",
        }
        if volunteer
        else {}
    )  # fmt: skip
    return {
        "注册": registered,
        "服务记录": [_record(one) for one in Service.objects.of(person).select_related("community")],
        **{
            str(currency.label): [
                {"时间": f"{localdate(one.at):%Y-%m-%d}", "数额": one.amount, "事由": one.what, "说明": one.how}
                for one in explained(rows_of(person, currency), person)
            ]
            for currency in (Currency.HOURS, Currency.POINTS)
        },
    }


def _record(one: Service) -> dict[str, object]:
    return {
        "日期": f"{one.day:%Y-%m-%d}", "做了什么": one.title, "来源": one.get_work_display(),
        "社区": one.community.short_name, "分钟": one.minutes, "积分": one.points, "状态": one.get_state_display(),
        "理由": one.reason, "我的申诉": one.appeal,
        "签到位置": [one.came_lat, one.came_lon] if one.came_lat is not None else [],
    }  # fmt: skip
