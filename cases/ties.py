"""The open cases that hang on an organisation: it answers for them, hosts them or assists in them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.urls import reverse

from cases.models import AssistingUnit, Case
from partyorg.hats import Hat
from partyorg.models import Organisation
from partyorg.ties import Tie, some, told_by


@told_by
def open_cases(unit: Organisation, hat: Hat | None, on: date) -> Iterator[Tie]:
    assisting = AssistingUnit.objects.filter(organisation=unit).order_by().values("case")
    for said, condition, of_its_rung in [
        ("负责的未办结案件", Q(owner_org=unit), True),
        ("主办的未办结案件", Q(host_org=unit) & ~Q(owner_org=unit), False),
        ("协办的未办结案件", Q(pk__in=assisting), False),
    ]:
        cases = Case.objects.open().filter(condition)
        seen = cases.visible_to(hat).order_by("pk") if hat else cases.none()
        yield Tie(said, cases.count(), some(seen, lambda case: reverse("cases:case", args=[case.number])), of_its_rung)
