"""What an organisation has asked of communities and they have not done yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse

from burden.models import Assignment
from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.ties import Tie, some, told_by


@told_by
def open_tasks(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    rows = Assignment.objects.open().filter(task__issuer=unit)
    seen = rows.visible_to(hat).select_related("task").order_by("pk") if hat else rows.none()
    yield Tie("交办的协助事项", rows.count(), some(seen, lambda one: reverse("burden:task", args=[one.pk])))
