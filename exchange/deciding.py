"""Which exports wait for whose decision."""

from __future__ import annotations

from exchange.models import Export
from exchange.standing import grants, may_grant
from exchange.workflow import ExportState
from partyorg.hats import Hat


def waiting_for(hat: Hat) -> list[Export]:
    """Two queries at most: those of others that are asked for, as far as this hat grants them."""
    kinds = may_grant(hat)
    if not kinds or hat.person is None:
        return []
    asked = Export.objects.filter(state=ExportState.ASKED, what__in=kinds).exclude(by=hat.person)
    rows = asked.select_related("scope__place", "by").order_by("id")
    return [export for export in rows if grants(hat, export.what, export.scope)]


def may_see(hat: Hat, export: Export) -> bool:
    """Who asked, who has decided, who may decide."""
    person = hat.person
    if person is None:
        return False
    return person.pk in (export.by_id, export.decided_by_id) or (
        export.state == ExportState.ASKED and grants(hat, export.what, export.scope)
    )
