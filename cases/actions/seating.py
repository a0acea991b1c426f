"""板块分配: a street's head says who works for which panel."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from cases import panels
from cases.models import Panel, PanelSeat
from grids.models import Place
from partyorg.hats import Hat


class NotTheirHead(Exception):
    """Only a head of the street says who works for which of its panels."""


def seat(street: Place, chosen: Mapping[int, Panel | None], *, by: Hat, at: datetime) -> int:
    """Each of these posts (by its number) into its panel, or into none. How many that changed.

    Posts that do not work in the street's house, and those that are where they should be, stay as they are.
    """
    if not panels.may_seat(by, street):
        raise NotTheirHead
    with transaction.atomic():
        changed = 0
        for post in panels.staff_of(street, localdate(at)):
            if post.pk not in chosen:
                continue
            panel, now = chosen[post.pk], PanelSeat.objects.filter(post=post).select_related("panel").first()
            if (now and now.panel) == panel:
                continue
            if panel is None:
                PanelSeat.objects.filter(post=post).delete()
            else:
                PanelSeat.objects.update_or_create(post=post, defaults={"panel": panel, "seated_at": at})
            said = {"panel": str(panel or ""), "before": str(now.panel) if now else ""}
            write_audit(action="分配板块", of=post, by=by.person, at=at, detail=said)
            changed += 1
    return changed
