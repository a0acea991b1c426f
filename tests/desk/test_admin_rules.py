"""The rules in the admin: categories and limits are edited, running clocks are not touched, the books are only read."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEntry, User
from cases.models import Case, Category, Heartbeat, Limit
from tests.desk.conftest import page, text
from tests.factories import PASSWORD, Town

LIMITS = reverse("admin:cases_limit_changelist")
ADD_LIMIT = reverse("admin:cases_limit_add")


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def limit_page(limit: Limit, what: str = "change") -> str:
    return reverse(f"admin:cases_limit_{what}", args=[limit.pk])


def test_a_limit_that_cannot_be_read_is_told_in_a_sentence(boss: Client):
    limit = Limit.objects.get(clock="HANDLE", level=3, urgency="")
    assert "看不懂时限“五天”" in text(boss.post(limit_page(limit), {"limit": "五天"}))
    limit.refresh_from_db()
    assert limit.limit == "5wd"


def test_a_changed_limit_holds_for_clocks_that_start_later(town: Town, boss: Client):
    running = town.handling()
    limit = Limit.objects.get(clock="HANDLE", level=1, urgency="")
    assert boss.post(limit_page(limit), {"limit": "3wd"}).status_code == 302
    kept = Case.objects.get(pk=running.pk)
    assert (kept.handle_by, kept.handle_limit) == (running.handle_by, "1wd")
    assert town.handling().handle_limit == "3wd"
    assert AuditEntry.objects.filter(action="修改时限", object_id=str(limit.pk)).exists()


def test_the_page_says_that_running_clocks_are_untouched(boss: Client):
    for address in [LIMITS, ADD_LIMIT, limit_page(Limit.objects.first() or Limit())]:
        assert "已经在走的时限不变" in text(boss.get(address))


def test_a_category_has_its_own_limit_and_can_lose_it_again(boss: Client):
    leak = Category.objects.get(code="LEAK")
    fields = {"clock": "HANDLE", "category": leak.pk, "level": 3, "urgency": "", "limit": "3wd"}
    assert boss.post(ADD_LIMIT, fields).status_code == 302
    own = Limit.objects.get(category=leak)
    assert "已经有时限了" in text(boss.post(ADD_LIMIT, fields))
    assert boss.post(limit_page(own, "delete"), {"post": "yes"}).status_code == 302
    assert not Limit.objects.filter(category=leak).exists()
    assert AuditEntry.objects.filter(action="删除时限", object_id=str(own.pk), by__username="boss").exists()


def test_what_holds_for_all_cannot_be_taken_away(boss: Client):
    limit = Limit.objects.filter(category=None).first()
    assert limit
    assert boss.post(limit_page(limit, "delete"), {"post": "yes"}).status_code == 403
    boss.post(LIMITS, {"action": "delete_selected", "_selected_action": [limit.pk], "post": "yes"})
    assert Limit.objects.filter(pk=limit.pk).exists()


def test_a_category_out_of_use_is_not_offered_any_more(town: Town, boss: Client):
    leak = Category.objects.get(code="LEAK")
    fields = {"code": "LEAK", "name": "房屋漏水", "order": leak.order, "urgency": "NORMAL", "auto_whistle": "on"}
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
