"""A07 定期：健身器械清洁、楼道杂物清理、树木草坪修剪: a monthly template makes one activity a period, never two."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from activities import actions
from activities.models import Activity, Template
from tests.activities.conftest import monday, town
from tests.activities.test_recurring import said
from tests.factories import MONDAY, Town
from tests.resident.conftest import text

__all__ = ["monday", "town"]
pytestmark = pytest.mark.django_db


def periods() -> list[str]:
    return list(Activity.objects.order_by("starts_at").values_list("period", flat=True))


def test_a_monthly_template_makes_one_activity_a_period_never_two(town: Town) -> None:
    desk = town.client("community")
    filled = said(town, title="健身器械清洁", rhythm="MONTHLY", first_on="2026-11-20")
    assert desk.post(reverse("activities:new_template"), filled).status_code == 302
    template = Template.objects.get()
    by_hand: Any = desk.post(reverse("activities:generate", args=[template.pk]), follow=True)
    assert "没有重复生成" in text(by_hand)
    for days in range(0, 62, 7):
        actions.generate_all(at=MONDAY + timedelta(days=days))
        actions.generate_all(at=MONDAY + timedelta(days=days))
    assert periods() == ["2026-11", "2026-12", "2027-01"]
    assert {one.title for one in Activity.objects.all()} == {"健身器械清洁"}
    twin = Activity.objects.get(period="2026-12")
    twin.pk = None
    twin.key = template.key
    with pytest.raises(IntegrityError), transaction.atomic():
        twin.save(force_insert=True)
