"""The lists and switches that administrators keep; what could never be applied says so to its editor."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from cases.models import Category, DutyItem, Limit, Reason
from tests.desk.conftest import text
from tests.factories import PASSWORD

ADD_LIMIT = reverse("admin:cases_limit_add")
ADD_REASON = reverse("admin:cases_reason_add")
ADD_DUTY = reverse("admin:cases_dutyitem_add")


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def category_page(category: Category) -> str:
    return reverse("admin:cases_category_change", args=[category.pk])


def as_posted(category: Category, **changed: object) -> dict[str, object]:
    fields = ("code", "name", "order", "urgency", "skills")
    kept = {field: getattr(category, field) for field in fields}
    ticked = {flag: "on" for flag in ("is_active", "small", "emergency", "auto_whistle") if getattr(category, flag)}
    return {**kept, **ticked, "parent": category.parent_id or "", **changed}


def test_a_category_cannot_stand_above_itself(boss: Client):
    rubbish, open_rubbish = Category.objects.get(code="RUBBISH"), Category.objects.get(code="OPEN_RUBBISH")
    for above in (rubbish, open_rubbish):
        page = boss.post(category_page(rubbish), as_posted(rubbish, parent=above.pk))
        assert "上级类别不能是它自己" in text(page)
    rubbish.refresh_from_db()
    assert rubbish.parent is None


def test_an_emergency_that_is_a_small_matter_contradicts_itself(boss: Client):
    emergency = Category.objects.get(code="EMERGENCY")
    assert "突发事件直接送街道" in text(boss.post(category_page(emergency), as_posted(emergency, small="on")))


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ({"clock": "ACCEPT", "level": 3, "limit": "2wh"}, "“受理”时限只在网格起算，这一行永远用不上"),
        ({"clock": "RULING", "level": 1, "limit": "1wd"}, "只在街道、区平台、区领导小组起算"),
        ({"clock": "HANDLE", "level": 1, "category": "EMERGENCY", "limit": "1h"}, "是突发事件，直接送街道"),
    ],
)
def test_a_limit_that_no_clock_would_ask_for_is_not_taken(boss: Client, row: dict[str, object], sentence: str):
    if "category" in row:
        row = {**row, "category": Category.objects.get(code=row["category"]).pk}
    before = Limit.objects.count()
    assert sentence in text(boss.post(ADD_LIMIT, row))
    assert Limit.objects.count() == before


def test_a_limit_that_every_level_overrides_is_taken_with_a_warning(boss: Client):
    answer = boss.post(ADD_LIMIT, {"clock": "HANDLE", "limit": "3wd"}, follow=True)
    assert "每一级都另有自己的时限，这一行现在用不上" in text(answer)
    assert Limit.objects.filter(clock="HANDLE", level=None, urgency="", category=None).exists()


def test_reasons_are_added_taken_out_of_use_and_never_deleted(boss: Client):
    boss.post(
        ADD_REASON, {"kind": "REFUSAL", "name": "应由法院执行", "channel": "人民法院", "order": 90, "is_active": "on"}
    )
    reason = Reason.objects.get(name="应由法院执行")
    assert AuditEntry.objects.filter(action="新增理由名单", object_id=str(reason.pk)).exists()
    assert boss.post(reverse("admin:cases_reason_delete", args=[reason.pk])).status_code == 403


def test_a_reason_is_listed_once_and_a_suspension_has_no_channel(boss: Client):
    listed = Reason.objects.filter(kind="SUSPENSION").first()
    assert listed
    again = {"kind": "SUSPENSION", "name": listed.name, "order": 1, "is_active": "on"}
    assert "名单上已经有这一条了" in text(boss.post(ADD_REASON, again))
    assert "挂账用不上" in text(boss.post(ADD_REASON, {**again, "name": "别的", "channel": "法院"}))


def test_a_duty_is_listed_once_for_a_level(boss: Client):
    duty = {"level": 2, "category": Category.objects.get(code="CARE").pk, "name": "困难群众走访", "is_active": "on"}
    boss.post(ADD_DUTY, duty)
    assert "这一级的职责清单上已经有这个类别了" in text(boss.post(ADD_DUTY, duty))
    assert DutyItem.objects.get().level == 2


@pytest.mark.parametrize("name", ["reason", "dutyitem", "recomputation"])
def test_nobody_else_gets_at_the_lists(db: None, name: str):
    stranger = Client()
    stranger.force_login(User.objects.create_user("somebody", PASSWORD, name="路人", is_staff=True))
    assert stranger.get(reverse(f"admin:cases_{name}_changelist")).status_code == 403
    assert stranger.post(reverse(f"admin:cases_{name}_add")).status_code == 403
