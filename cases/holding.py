"""Who has to act at what is late, asked of the table: `telling.step_awaited` says the same of one case in words."""

from __future__ import annotations

from django.db.models import Case as Either
from django.db.models import F, IntegerField, Q
from django.db.models import When as If
from django.db.models.functions import Coalesce

from cases.terms import OWNERS_TURN


def late_holder() -> Either:
    """The organisation's key. Of rows with `late_from`: whoever is waited for to report in is the host, whatever the
    state; where two clocks ended together the work itself comes first."""
    is_reporting_in = Q(report_in_by=F("late_from")) & (Q(handle_by=None) | ~Q(handle_by=F("late_from")))
    return Either(
        If(~is_reporting_in & Q(state__in=sorted(OWNERS_TURN)), then=F("owner_org")),
        default=Coalesce(F("host_org"), F("owner_org")),
        output_field=IntegerField(),
    )
