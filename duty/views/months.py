from datetime import datetime

from django.http import HttpRequest
from django.utils.timezone import localdate

from partylife.kinds import Span
from partylife.periods import Period, period_of, read


def month_asked(request: HttpRequest, at: datetime) -> Period:
    """`?month=2026-11`; whatever is no month is the current one."""
    asked = read(request.GET.get("month", ""), localdate(at))
    return asked if asked.months == 1 else period_of(localdate(at), Span.MONTH)
