"""The list of matters: kept by administrators, listed and ended, never rewritten; everybody at the desk reads it."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from burden.models import ListedMatter
from tests.burden.conftest import LISTED, NEW, text
from tests.factories import PASSWORD, Town

REGISTER = reverse("admin:burden_listedmatter_changelist")
ADD = reverse("admin:burden_listedmatter_add")
LINE = {
    "name": "协助优抚救济",
    "scope": "核对名单",
    "basis": "组织法第三条",
    "from_date": "2026-01-01",
    "to_date": "",
}


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


def line(matter: ListedMatter, what: str = "change") -> str:
    return reverse(f"admin:burden_listedmatter_{what}", args=[matter.pk])


def test_a_matter_is_listed_and_from_then_on_offered(town: Town, boss: Client):
    assert boss.post(ADD, LINE).status_code == 302
    assert "协助优抚救济" in text(town.client("housing").get(NEW))
    assert "核对名单" in text(town.client("community").get(LISTED))
    assert AuditEntry.objects.filter(action="新增社区协助事项清单", by__username="boss").exists()


def test_what_is_listed_from_tomorrow_is_not_offered_today(town: Town, boss: Client):
    boss.post(ADD, {**LINE, "from_date": "2026-11-17"})
    assert "协助优抚救济" not in text(town.client("housing").get(NEW))
    assert "清单上还没有事项" in text(town.client("community").get(LISTED))


def test_a_line_is_ended_and_never_rewritten(boss: Client, matter: ListedMatter):
    changed = {**LINE, "name": "别的", "scope": "别的", "from_date": "2019-01-01", "to_date": "2026-11-30"}
    assert boss.post(line(matter), changed).status_code == 302
    kept = ListedMatter.objects.get(pk=matter.pk)
    assert (kept.name, kept.scope, kept.from_date) == (matter.name, matter.scope, matter.from_date)
    assert kept.to_date == date(2026, 11, 30)


def test_the_register_says_how_to_change_it(boss: Client, matter: ListedMatter):
    for address in (ADD, line(matter)):
        assert "清单不改写，只续新" in text(boss.get(address))


def test_one_matter_stands_on_the_list_once_a_day(boss: Client):
    boss.post(ADD, LINE)
    refused = boss.post(ADD, {**LINE, "from_date": "2026-06-01"})
    assert "清单里已有“协助优抚救济”（2026-01-01起，一直有效），同一天只能有一项。" in text(refused)
    first = ListedMatter.objects.get()
    boss.post(line(first), {"to_date": "2026-05-31"})
    assert boss.post(ADD, {**LINE, "from_date": "2026-06-01"}).status_code == 302
    assert "同一天只能有一项" in text(boss.post(line(first), {"to_date": ""}))


def test_a_line_that_ends_before_it_begins(boss: Client):
    assert "失效日期不能早于生效日期。" in text(boss.post(ADD, {**LINE, "to_date": "2025-12-31"}))
    assert not ListedMatter.objects.exists()


def test_nothing_is_deleted(boss: Client, matter: ListedMatter):
    assert boss.post(line(matter, "delete"), {"post": "yes"}).status_code == 403
    boss.post(REGISTER, {"action": "delete_selected", "_selected_action": [matter.pk], "post": "yes"})
    assert ListedMatter.objects.filter(pk=matter.pk).exists()


def test_only_administrators_keep_it(town: Town):
    assert town.client("platform").get(ADD).status_code == 302


def test_the_page_of_the_list_is_only_read(town: Town, client: Client):
    assert town.client("community").post(LISTED).status_code == 405
    assert client.get(LISTED)["Location"] == f"/desk/sign-in/?next={LISTED}"
