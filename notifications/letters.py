"""What volunteers are told, found in what happened: each finder yields letters for a stretch of time, once by key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Sum
from django.utils.timezone import localdate

from volunteers.models import Lot, Service
from volunteers.workflow import State

BEFORE = (30, 7)  # days before points expire (domain.md §4, 5)
NEWS = "在“我的”里看明细。"


@dataclass(frozen=True, slots=True)
class News:
    """`urgent`: goes out by text, too."""

    key: str
    person: int
    text: str
    urgent: bool = False


Finder = Callable[[datetime, datetime], Iterator[News]]


def decided(since: datetime, to: datetime) -> Iterator[News]:
    """Records that were decided: the yes is read in 我的, the no goes out by text, for it may be appealed in time."""
    rows = Service.objects.filter(decided_at__gt=since, decided_at__lte=to).only(
        "pk", "person_id", "title", "state", "minutes", "points", "reason", "appeal_by", "decided_at"
    )
    for one in rows.order_by("decided_at").iterator(2000):
        yield News(f"service:{one.pk}:{one.state}", one.person_id, _said(one), urgent=one.state != State.APPROVED)


def expiring(_since: datetime, to: datetime) -> Iterator[News]:
    """Points whose last day is thirty or seven days off: one letter for all of them."""
    today = localdate(to)
    for days in BEFORE:
        last = today + timedelta(days=days)
        yield from (_of_lots(person, left, last, days) for person, left in _left_until(last))


FINDERS: dict[str, Finder] = {"decided": decided, "expiring": expiring}


def _left_until(last: date) -> Iterator[tuple[int, int]]:
    lots = Lot.objects.filter(left__gt=0, expires_on=last).order_by()
    yield from lots.values_list("account__person").annotate(sum=Sum("left"))


def _of_lots(person: int, left: int, last: date, days: int) -> News:
    words = f"您有 {left} 分积分 {last:%Y-%m-%d} 到期，还有 {days} 天，过了就不能用了。"
    return News(f"expires:{person}:{last}:{days}", person, words, urgent=True)


def _said(one: Service) -> str:
    title = one.title[:30]
    match one.state:
        case State.APPROVED:
            worth = "、".join(
                filter(None, [f"{one.minutes} 分钟" if one.minutes else "", f"{one.points} 分" if one.points else ""])
            )
            return f"“{title}”已通过：{worth or '已记录'}。"
        case State.REJECTED:
            until = f"{localdate(one.appeal_by):%Y-%m-%d} 前可以申诉一次。" if one.appeal_by else ""
            return f"“{title}”没有通过：{one.reason[:60]}。{until}"
        case State.UPHELD:
            return f"“{title}”的申诉没有通过：{one.reason[:60]}。"
        case _:
            return f"“{title}”的记录更正了：{one.reason[:60]}。{NEWS}"
