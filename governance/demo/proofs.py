"""志愿服务证明 in the demo: one issued, one that waits; and the tiers as the night would have reckoned them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from governance.demo.checkins import Home
from grids.models import Place
from volunteers import actions
from volunteers.actions import Proven
from volunteers.models import Service, Volunteer

YEAR = timedelta(days=365)


def add_proofs(*, at: datetime) -> None:
    """Of the first two volunteers who have hours."""
    home, asked_at = Home.of(at), at - timedelta(days=2)
    until = localdate(asked_at)
    said = Proven(home.place, until - YEAR, until)
    first, second = (one.person for one in _with_hours(home, until))
    issued = actions.ask_proof(first, said, key=None, at=asked_at)
    actions.issue_proof(issued, by=home.keeper, at=at - timedelta(days=1))
    actions.ask_proof(second, said, key=None, at=at - timedelta(hours=3))
    actions.reckon_tiers(at=at)


def _with_hours(home: Home, until: date) -> list[Volunteer]:
    rows = Volunteer.objects.filter(community=home.place, person__in=_served(home.place, until))
    return list(rows.select_related("person").order_by("pk")[:2])


def _served(place: Place, until: date) -> QuerySet[Any]:
    """Those of whom there is something to prove by then."""
    return Service.objects.approved().filter(community=place, day__lte=until, minutes__gt=0).order_by().values("person")
