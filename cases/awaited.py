"""Who was called to report in (报到) and has not come. Asked of the table; of one case see cases/guards/handling.py."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Case as Switch
from django.db.models import DateTimeField, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from cases.models import Event
from cases.terms import NOT_REPORTED_IN, TOP, Kind, Level, Notice, State
from partyorg.kinds import KINDS_OF_RUNG, REPORTING_IN

_CALLING = [kind for rung in range(Level.STREET, TOP + 1) for kind in KINDS_OF_RUNG[rung]]


def awaited() -> Q:
    """A department or station has the work in hands, was called, and has not reported in since."""
    called = Q(state=State.HANDLING, host_org__kind__in=sorted(REPORTING_IN))
    called &= Q(owner_level__gte=Level.STREET) | Q(owner_org__kind__in=_CALLING)
    return called & ~Q(host_org=F("owner_org")) & ~Q(Exists(_since_called().filter(kind=Kind.REPORT_IN)))


def overdue(at: datetime) -> Q:
    """Awaited, and its time is over: whether the system has noted it already (and emptied the clock) or not yet."""
    return awaited() & (Q(report_in_by__lte=at) | Q(Q(report_in_by=None), Exists(_misses())))


def since() -> Switch:
    """The moment by which it should have come."""
    noted = Subquery(_misses().order_by("-seq").values("at")[:1])
    return Switch(When(report_in_by__isnull=False, then=F("report_in_by")), default=noted, output_field=DateTimeField())


def _misses() -> QuerySet[Event]:
    """In an outage it was noted along with a heavier clock."""
    return _since_called().filter(Q(data__why=NOT_REPORTED_IN) | Q(data__also__icontains="report_in_by"))


def _since_called() -> QuerySet[Event]:
    """Steps of the outer case since its host was called last."""
    calls = Event.objects.filter(
        Q(kind__in=[Kind.DISPATCH, Kind.TOP_DECIDE]) | Q(kind=Notice.RULING, data__upheld=False), case=OuterRef("case")
    )
    return Event.objects.filter(case=OuterRef("pk"), seq__gt=Subquery(calls.order_by("-seq").values("seq")[:1]))
