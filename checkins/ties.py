"""The check-ins that hang on an organisation: a unit that has come to a community, or asks to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from checkins.models import UnitCheckIn
from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.ties import Tie, some, told_by


@told_by
def open_check_ins(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    rows = UnitCheckIn.objects.open().filter(unit=unit)
    seen = rows.visible_to(hat).with_faces().order_by("pk") if hat else rows.none()
    yield Tie("没有结束的单位报到", rows.count(), some(seen, lambda one: reverse("checkins:unit", args=[one.pk])))
