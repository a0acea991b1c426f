"""志愿服务证明 in the demo: one issued, one that waits; and the tiers as the night would have reckoned them."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.timezone import localdate

from governance.demo.checkins import Home
from volunteers import actions
from volunteers.actions import Proven
from volunteers.models import Volunteer

YEAR = timedelta(days=365)


def add_proofs(*, at: datetime) -> None:
    """Of the first two volunteers who have hours."""
    home, today = Home.of(at), localdate(at)
    said = Proven(home.place, today - YEAR, today)
    first, second = (one.person for one in _with_hours(home))
    issued = actions.ask_proof(first, said, key=None, at=at - timedelta(days=2))
    actions.issue_proof(issued, by=home.keeper, at=at - timedelta(days=1))
    actions.ask_proof(second, said, key=None, at=at - timedelta(hours=3))
    actions.reckon_tiers(at=at)


def _with_hours(home: Home) -> list[Volunteer]:
    rows = Volunteer.objects.filter(community=home.place, person__services__state="APPROVED").distinct()
    return list(rows.select_related("person").order_by("pk")[:2])
