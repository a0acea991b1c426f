"""The rules in the admin: what is out of use is not offered, the books are only read, cases are not there."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from cases.models import Category, Heartbeat
from tests.desk.conftest import page, text
from tests.factories import PASSWORD, Town


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def test_a_category_out_of_use_is_not_offered_any_more(town: Town, boss: Client):
    leak = Category.objects.get(code="LEAK")
    fields = {
        "panel": leak.panel_id, "code": "LEAK", "name": "房屋漏水", "order": leak.order, "urgency": "NORMAL",
        "auto_whistle": "on",
    }  # fmt: skip
    assert boss.post(reverse("admin:cases_category_change", args=[leak.pk]), fields).status_code == 302
    form = town.client("secretary").get(page(town.reported(), "accept"))
    assert "房屋漏水" not in text(form)


def test_the_books_are_only_read(boss: Client):
    Heartbeat.objects.create(name="sweep", last_at=timezone.now())
    assert "sweep" in text(boss.get(reverse("admin:cases_heartbeat_changelist")))
    for book in ["heartbeat", "setaside"]:
        assert boss.get(reverse(f"admin:cases_{book}_add")).status_code == 403


def test_cases_are_not_edited_here(boss: Client):
    assert boss.get("/admin/cases/case/").status_code == 404
