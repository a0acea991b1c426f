"""What the registers say of a change, and what they do with what nobody should send."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.actions import write_audit
from accounts.models import AuditEntry, User
from cases.models import Reason
from grids.models import Place
from partyorg.kinds import Role
from tests.factories import MONDAY, PASSWORD, Town, administrator, build_town

WITHOUT_WORDS = {"worktime.workperiod", "notifications.wording"}  # two rows; a search of its own


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def history(client: Client, row: Model) -> str:
    address = f"admin:{row._meta.app_label}_{row._meta.model_name}_history"
    return client.get(reverse(address, args=[row.pk])).content.decode()


def test_a_history_says_what_a_value_was_and_is(boss: Client) -> None:
    row = Reason.objects.filter(kind=Reason.Kind.REFUSAL, is_active=True).first()
    assert row
    fields = {"name": row.name, "channel": "改后的渠道", "basis": row.basis, "order": row.order}
    was = row.channel or "无"
    assert boss.post(reverse("admin:cases_reason_change", args=[row.pk]), fields).status_code == 302
    page = history(boss, row)
    label = Reason._meta.get_field("channel").verbose_name
    assert f"{label}：{was} → 改后的渠道" in page
    assert "：是 → 否" in page


def test_of_what_is_personal_it_says_only_that_it_was_changed(boss: Client) -> None:
    person = User.objects.create_user("lisi", PASSWORD, name="李四", phone="13812345678")
    fields = {"username": "lisi2", "name": "李四改", "phone": "13912345678", "is_active": "on"}
    assert boss.post(reverse("admin:accounts_user_change", args=[person.pk]), fields).status_code == 302
    page = history(boss, person)
    assert "登录名：lisi → lisi2" in page
    assert "姓名：改了，内容不显示" in page
    assert "手机号：改了，内容不显示" in page
    detail = str(AuditEntry.objects.latest("id").detail)
    assert not [word for word in ("李四", "1391234", "1381234") if word in detail]


def test_the_trail_says_its_details_in_chinese_and_the_time_of_this_place(town: Town) -> None:
    at = datetime(2026, 11, 15, 17, 30, tzinfo=UTC)  # half past one on Monday
    post = town.people["worker"].posts.get()
    line = write_audit(action="任职", of=post, by=None, at=at, detail={"person": post.person_id, "role": post.role})
    page = town.client("audit_admin").get(reverse("admin:accounts_auditentry_change", args=[line.pk])).content.decode()
    assert "岗位：网格员" in page
    assert "何人：编号" in page
    assert "&quot;role&quot;" not in page
    assert str(line) == "2026-11-16 01:30 任职"


def test_another_row_is_called_by_its_name(town: Town) -> None:
    detail = {"fields": ["place"], "was": {"place": None}, "now": {"place": town.grid.pk}}
    line = write_audit(action="修改岗位", of=town.people["worker"].posts.get(), by=None, at=MONDAY, detail=detail)
    page = town.client("audit_admin").get(reverse("admin:accounts_auditentry_change", args=[line.pk])).content.decode()
    assert f"地域：无 → {Place.objects.get(pk=town.grid.pk)}" in page


@pytest.mark.parametrize("sent", ["abc", "9" * 30, "", "None", "1 OR 1=1", "١"])
def test_a_deed_on_a_row_that_is_none_is_not_done_and_no_fault(boss: Client, sent: str) -> None:
    for register, action in [
        ("accounts_user", "make_links"), ("grids_boundary", "approve"), ("notifications_message", "send_again"),
        ("notifications_untold", "tell_again"), ("partyorg_round", "delete_selected"),
    ]:  # fmt: skip
        said = {"action": action, "_selected_action": [sent], "reason": "试试看"}
        page = boss.post(reverse(f"admin:{register}_changelist"), said, follow=True)
        assert page.status_code == 200, register
        assert "认不出" in page.content.decode(), register


def test_no_part_of_how_a_password_is_kept_is_shown(boss: Client) -> None:
    person = User.objects.create_user("lisi", "a-long-2026-word", name="李四")
    page = boss.get(reverse("admin:accounts_user_change", args=[person.pk])).content.decode()
    assert "已设置" in page
    scheme = person.password.split("$")[0]
    assert scheme not in page
    assert person.password.split("$")[-1][:6] not in page
    User.objects.filter(pk=person.pk).update(password="!")
    assert "还没有设置" in boss.get(reverse("admin:accounts_user_change", args=[person.pk])).content.decode()


def test_the_calendar_beside_a_day_is_chinese(boss: Client) -> None:
    said = boss.get(reverse("admin:jsi18n")).content.decode()
    assert r"one letter Monday\u0004M" in said
    assert r'"one letter Monday\u0004M": "\u4e00"' in said


def test_each_register_can_be_searched() -> None:
    for model, register in admin.site._registry.items():
        assert register.search_fields or model._meta.label_lower in WITHOUT_WORDS, model


def test_every_search_finds_nothing_without_a_fault(boss: Client) -> None:
    for model in admin.site._registry:
        address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        assert boss.get(address, {"q": "没有这个"}).status_code == 200, model


def test_a_reason_to_compute_anew_is_kept_without_numbers_and_says_something(db: None) -> None:
    client, address = administrator(Role.SYSTEM_ADMINISTRATOR), reverse("admin:cases_recomputation_add")
    assert "至少两个字" in client.post(address, {"because": "。。"}).content.decode()
    assert "最多 200 个字" in client.post(address, {"because": "长" * 201}).content.decode()
    assert client.post(address, {"because": "王某 13812345678 来电要求"}).status_code == 302
    log = client.get(reverse("admin:cases_recomputation_changelist")).content.decode()
    assert "138****5678" in log
    assert "13812345678" not in log


def test_the_history_of_a_wording_tells_what_it_was(boss: Client) -> None:
    address = reverse("admin:notifications_wording_change", args=["sign-OWNER"])
    past = reverse("admin:notifications_wording_history", args=["sign-OWNER"])
    assert "历史" in boss.get(address).content.decode()
    assert "没有这一条的经过" in boss.get(past).content.decode()
    boss.post(address, {"deed": "save", "words": "{host}接了：{title}"})
    page = boss.get(past).content.decode()
    assert "措辞：无 → {host}接了：{title}" in page
    assert boss.get(reverse("admin:notifications_wording_history", args=["none"])).status_code == 404
    assert administrator(Role.SECURITY_ADMINISTRATOR).get(past).status_code == 403


@pytest.fixture
def town(db: None) -> Town:
    return build_town()
