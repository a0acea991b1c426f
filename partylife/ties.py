"""What meetings decided and an organisation has yet to do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from partylife.models import Decision
from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.ties import Tie, some, told_by


@told_by
def open_decisions(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    rows = Decision.objects.open().filter(unit=unit)
    seen = rows.visible_to(hat).order_by("pk") if hat else rows.none()
    yield Tie(
        "没有办好的议定事项", rows.count(), some(seen, lambda one: reverse("partylife:meeting", args=[one.meeting_id]))
    )
