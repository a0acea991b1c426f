"""What of meetings is not as the rules want it; said on the page of findings (partyorg/findings)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.timezone import make_aware

from partylife.models import Meeting
from partyorg.findings import Finding, found_by
from partyorg.kinds import Kind
from partyorg.plain import Unit

# 社区大党委、综合党委 meet once a month at least (domain.md 5).
MONTHLY: frozenset[str] = frozenset({Kind.GRAND_COMMITTEE, Kind.COMPREHENSIVE_COMMITTEE})


@found_by
def monthly_meetings(units: Sequence[Unit], on: date) -> Iterator[Finding]:
    """Of the last month that is over. One query, where there is such a committee."""
    end = on.replace(day=1)
    begin = (end - timedelta(days=1)).replace(day=1)
    due = [one for one in units if one.kind in MONTHLY and (one.founded_on is None or one.founded_on <= begin)]
    if not due:
        return
    bounds = (make_aware(datetime.combine(day, time())) for day in (begin, end))
    first, last = bounds
    held = set(
        Meeting.objects.filter(convener__in=[one.pk for one in due], held_at__gte=first, held_at__lt=last)
        .order_by()
        .values_list("convener", flat=True)
    )
    for one in due:
        if one.pk not in held:
            said = f"{begin:%Y年%-m月}没有开过会，{one.get_kind_display()}每月至少开一次会。"
            yield Finding("会议", one.name, said, one.pk)
