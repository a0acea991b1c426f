"""统计: how many matters came by which channel and of which kind, who disputes, how whistles are rated.

Counted over what a hat may see, reported (or disputed, or rated) since a day. Each table is one query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Count, Q

from cases.models import Case, CaseQuerySet, Category, Proposal, Rating
from cases.terms import Channel, Level, Matter, Outcome, State
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Came:
    """Matters of one sort: all, closed, climbed above the grid, reported again."""

    name: str
    number: int
    closed: int
    climbed: int
    repeated: int

    @property
    def closed_share(self) -> int | None:
        return round(100 * self.closed / self.number) if self.number else None


@dataclass(frozen=True, slots=True)
class Disputes:
    """派单异议 of one unit, and how they were ruled; `lapsed`: the case went on before anybody ruled."""

    unit: str
    asked: int
    upheld: int
    redirected: int
    lapsed: int

    @property
    def waiting(self) -> int:
        return self.asked - self.upheld - self.redirected - self.lapsed


@dataclass(frozen=True, slots=True)
class Responses:
    """How those who whistled rate a unit: shares in percent, manner from 1 to 5."""

    unit: str
    number: int
    on_time: int
    solved: int
    manner: float


@dataclass(frozen=True, slots=True)
class Whistles:
    """How the platform rates a unit's whistles."""

    unit: str
    number: int
    proper: int


@dataclass(frozen=True)
class Figures:
    channels: list[Came]
    categories: list[Came]
    disputes: list[Disputes]
    responses: list[Responses]
    whistles: list[Whistles]

    @property
    def number(self) -> int:
        return sum(channel.number for channel in self.channels)


def figures(hat: Hat, *, since: datetime) -> Figures:
    """Everything on the page. Five queries and one for the names of the categories."""
    mine = Case.objects.visible_to(hat).order_by()
    cases = mine.filter(submitted_at__gte=since)
    return Figures(
        channels=_came(cases, "channel", Channel.choices),
        categories=_came(cases, "category_id", [*Category.objects.values_list("id", "name"), (None, "还没定")]),
        disputes=_disputes(mine, since),
        responses=_responses(mine, since),
        whistles=_whistles(mine, since),
    )


def _came(cases: CaseQuerySet, column: str, names: Iterable[tuple[object, str]]) -> list[Came]:
    """Every name has its line, also one that nothing came by."""
    counted = cases.values_list(column).annotate(
        number=Count("pk"),
        closed=Count("pk", filter=Q(state=State.CLOSED)),
        climbed=Count("pk", filter=Q(owner_level__gt=Level.GRID)),
        repeated=Count("pk", filter=Q(repeat=True)),
    )
    found = {key: counts for key, *counts in counted}
    lines = [Came(name, *found.get(key, (0, 0, 0, 0))) for key, name in names]
    return sorted(lines, key=lambda line: -line.number)


def _disputes(mine: CaseQuerySet, since: datetime) -> list[Disputes]:
    asked = Proposal.objects.filter(matter=Matter.DISPUTE, asked_at__gte=since, case__in=mine).order_by()
    rows = asked.values_list("asked_post__organisation__name").annotate(
        number=Count("pk"),
        upheld=Count("pk", filter=Q(outcome=Outcome.DECLINED)),
        redirected=Count("pk", filter=Q(outcome=Outcome.GRANTED)),
        lapsed=Count("pk", filter=Q(outcome=Outcome.LAPSED)),
    )
    return [Disputes(*row) for row in rows.order_by("-number", "asked_post__organisation__name")]


def _responses(mine: CaseQuerySet, since: datetime) -> list[Responses]:
    rated = Rating.objects.filter(of=Rating.Of.RESPONSE, at__gte=since, case__in=mine).order_by()
    rows = rated.values_list("unit__name").annotate(
        number=Count("pk"),
        on_time=Count("pk", filter=Q(on_time=True)),
        solved=Count("pk", filter=Q(solved=True)),
        how=Avg("manner"),
    )
    return [
        Responses(unit, number, round(100 * on_time / number), round(100 * solved / number), round(manner, 1))
        for unit, number, on_time, solved, manner in rows.order_by("-number", "unit__name")
    ]


def _whistles(mine: CaseQuerySet, since: datetime) -> list[Whistles]:
    rated = Rating.objects.filter(of=Rating.Of.WHISTLE, at__gte=since, case__in=mine).order_by()
    rows = rated.values_list("unit__name").annotate(number=Count("pk"), due=Count("pk", filter=Q(proper=True)))
    return [
        Whistles(unit, number, round(100 * due / number))
        for unit, number, due in rows.order_by("-number", "unit__name")
    ]
