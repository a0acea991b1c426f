"""亮明身份: which members show residents who they are, and with which duty. Only those who agreed."""

from __future__ import annotations

from django.db.models import QuerySet

from grids.models import Place
from partyorg.models import GridLink


def badges(grid: Place) -> QuerySet[GridLink]:
    """In the grid now, with their consent. Of them name and duty may be said, and nothing else."""
    agreed = GridLink.objects.filter(grid=grid, until=None, member__until=None, member__consents_to_badge=True)
    return agreed.select_related("member").order_by("since", "id")
