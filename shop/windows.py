"""When a community's shop takes orders, and within which days a limit counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.db.models import Q
from django.utils.timezone import make_aware

from accounts.prepared import Prepared
from grids.models import Place
from partyorg.hats import Hat
from volunteers.models import Window
from volunteers.standing import in_keeping


@dataclass(frozen=True, slots=True)
class Days:
    first: date
    last: date

    @property
    def since(self) -> datetime:
        return make_aware(datetime.combine(self.first, time.min))

    @property
    def until(self) -> datetime:
        """The moment after the last day."""
        return make_aware(datetime.combine(self.last + timedelta(days=1), time.min))

    def hold(self, field: str) -> Q:
        """Rows whose moment lies within these days."""
        return Q(**{f"{field}__gte": self.since, f"{field}__lt": self.until})


@dataclass(frozen=True, slots=True)
class Opening:
    """`days`: of the window that is open, None while the shop is closed; `next_on`: when it opens again, if known."""

    days: Days | None
    next_on: date | None = None

    @property
    def when(self) -> str:
        """For the screen, while it is closed."""
        said = self.next_on
        return f"下一次从 {said.year} 年 {said.month} 月 {said.day} 日开始。" if said else "什么时候开，社区会通知。"


def opening(community: Place, on: date) -> Opening:
    """Without any window on record the shop is always open, and limits count by the quarter. One query."""
    return _opening([Days(*days) for days in _WINDOWS.rows(community.pk)], on)


def closed_shops(hat: Hat, on: date) -> list[tuple[Place, Opening]]:
    """Of the communities that this hat keeps those whose shop takes no orders that day. One query."""
    rows = Window.objects.filter(in_keeping(hat)).select_related("community").order_by("community", "opens_on")
    found = [
        (community, _opening([Days(one.opens_on, one.closes_on) for one in windows], on))
        for community, windows in groupby(rows, key=lambda one: one.community)
    ]
    return [(community, now) for community, now in found if now.days is None]


def _opening(windows: Sequence[Days], on: date) -> Opening:
    if not windows:
        return Opening(Quarter.of(on).days)
    for window in windows:
        if window.last >= on:
            return Opening(window) if window.first <= on else Opening(None, window.first)
    return Opening(None)


_WINDOWS = Prepared(
    lambda community: (
        Window.objects.filter(community=community).order_by("opens_on").values_list("opens_on", "closes_on")
    )
)


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    year: int
    number: int

    @classmethod
    def of(cls, on: date) -> Quarter:
        return cls(on.year, (on.month + 2) // 3)

    @property
    def days(self) -> Days:
        first, after = (date(one.year, 3 * one.number - 2, 1) for one in (self, self.after))
        return Days(first, after - timedelta(days=1))

    @property
    def before(self) -> Quarter:
        return Quarter(self.year, self.number - 1) if self.number > 1 else Quarter(self.year - 1, 4)

    @property
    def after(self) -> Quarter:
        return Quarter(self.year, self.number + 1) if self.number < 4 else Quarter(self.year + 1, 1)

    @property
    def name(self) -> str:
        """In an address."""
        return f"{self.year}-{self.number}"

    def __str__(self) -> str:
        return f"{self.year} 年第 {self.number} 季度"
