"""Which exports wait for whose decision."""

from __future__ import annotations

from exchange.models import Export
from exchange.standing import granted_by
from exchange.workflow import ExportState
from partyorg.hats import Hat


def waiting_for(hat: Hat) -> list[Export]:
    """Those of others that are asked for, as far as this hat grants them."""
    if hat.person is None:
        return []
    asked = Export.objects.filter(granted_by(hat), state=ExportState.ASKED).exclude(by=hat.person)
    return list(asked.select_related("scope", "by").order_by("id"))


def decides(hat: Hat, export: Export) -> bool:
    """Whether it may decide on this one, were it asked for: of another person, of a kind and unit that it grants."""
    own = hat.person is None or export.by_id == hat.person.pk
    return not own and Export.objects.filter(granted_by(hat), pk=export.pk).exists()


def may_have(hat: Hat, export: Export) -> bool:
    """Whether the file is this hat's: asked for by this person, who may ask for it still."""
    return Export.objects.asked_by(hat).filter(pk=export.pk).exists()
