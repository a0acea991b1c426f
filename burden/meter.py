"""基层负担: how many tasks came to each community in a fortnight, and from how many units. One query.

Counted is what came to the community, on the day it did: what the street barred never, what was lifted or done later
still, so that the figure of a past fortnight never changes.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, FilteredRelation, Q

from burden.fortnights import Days, fortnights
from grids.models import Place
from grids.models.place import PlaceQuerySet


@dataclass(frozen=True, slots=True)
class Count14:
    """What came to a community in one fortnight."""

    days: Days
    tasks: int
    units: int


@dataclass(frozen=True, slots=True)
class Load:
    """The last four fortnights of one community, the current one at the end."""

    community: Place
    trend: list[Count14]

    @property
    def now(self) -> Count14:
        return self.trend[-1]

    @property
    def change(self) -> int:
        """Against the fortnight before."""
        return self.now.tasks - self.trend[-2].tasks


def loads(communities: PlaceQuerySet, *, today: date) -> list[Load]:
    """The most burdened first; those to whom nothing came stand with zeros. One query, whatever their number."""
    spans = fortnights(today)
    recent = FilteredRelation("assignments", condition=_within("assignments", Days(spans[0].first, spans[-1].last)))
    counted = communities.select_related("parent").annotate(recent=recent).annotate(**_figures(spans))
    found = [
        Load(place, [Count14(days, getattr(place, f"tasks_{n}"), getattr(place, f"units_{n}"))
                     for n, days in enumerate(spans)])
        for place in counted
    ]  # fmt: skip
    return sorted(found, key=lambda load: (-load.now.tasks, -load.now.units, load.community.code))


def _figures(spans: list[Days]) -> dict[str, Count]:
    figures = {}
    for n, days in enumerate(spans):
        within = _within("recent", days)
        figures[f"tasks_{n}"] = Count("recent", filter=within)
        figures[f"units_{n}"] = Count("recent__task__issuer", filter=within, distinct=True)
    return figures


def _within(relation: str, days: Days) -> Q:
    return Q((f"{relation}__put_on_at__gte", days.starts_at), (f"{relation}__put_on_at__lt", days.ends_before))
