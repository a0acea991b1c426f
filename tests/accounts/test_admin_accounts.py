"""The register of accounts: nobody is deleted, and who was let in or shut out stands in the audit trail."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from tests.factories import PASSWORD

ADD = reverse("admin:accounts_user_add")
NEW_PASSWORD = "another-2026-word"


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("lisi", PASSWORD, name="李四")


def page(person: User, what: str = "change") -> str:
    return reverse(f"admin:accounts_user_{what}", args=[person.pk])


def as_it_is(person: User, **other: str) -> dict[str, str]:
    return {"username": person.username, "name": person.name, "is_active": "on", **other}


def lines(of: User) -> list[tuple[str, dict]]:
    """What the trail says of this account, oldest first; always by the administrator."""
    entries = AuditEntry.objects.filter(object_type="accounts.User", object_id=str(of.pk)).order_by("id")
    assert all(entry.by and entry.by.username == "boss" for entry in entries)
    return [(entry.action, entry.detail) for entry in entries]


def test_a_new_account_is_a_line_without_what_is_private(boss: Client):
    fields = {"username": "new", "name": "新来的", "phone": "13800001234", "usable_password": "true"}
    assert boss.post(ADD, {**fields, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD}).status_code == 302
    [(action, detail)] = lines(User.objects.get(username="new"))
    assert action == "新增账号"
    assert not [word for word in ("13800001234", "新来的", NEW_PASSWORD) if word in str(detail)]


def test_shutting_somebody_out_and_letting_them_in_are_lines(boss: Client, person: User):
    assert boss.post(page(person), as_it_is(person, is_active="")).status_code == 302
    assert boss.post(page(person), as_it_is(person)).status_code == 302
    assert lines(person) == [
        ("修改账号", {"fields": ["is_active"], "was": {"is_active": True}, "now": {"is_active": False}}),
        ("修改账号", {"fields": ["is_active"], "was": {"is_active": False}, "now": {"is_active": True}}),
    ]


def test_nobody_is_made_a_superuser_here(boss: Client, person: User):
    boss.post(page(person), as_it_is(person, is_staff="on", is_superuser="on"))
    person.refresh_from_db()
    assert not person.is_superuser
    assert lines(person) == [("修改账号", {"fields": []})]


def test_a_new_password_is_a_line_and_a_refused_one_is_none(boss: Client, person: User):
    address = reverse("admin:auth_user_password_change", args=[person.pk])
    boss.post(address, {"usable_password": "true", "password1": NEW_PASSWORD, "password2": "something else"})
    boss.post(address, {"usable_password": "false", "password1": "", "password2": ""})  # without the other button
    assert lines(person) == []
    boss.post(address, {"usable_password": "true", "password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    person.refresh_from_db()
    assert person.check_password(NEW_PASSWORD)
    assert lines(person) == [("重设密码", {})]


def test_nobody_is_deleted(boss: Client, person: User):
    assert boss.post(page(person, "delete"), {"post": "yes"}).status_code == 403
    changelist = reverse("admin:accounts_user_changelist")
    boss.post(changelist, {"action": "delete_selected", "_selected_action": [person.pk], "post": "yes"})
    assert User.objects.filter(pk=person.pk).exists()


def test_the_trail_is_only_read(boss: Client, person: User):
    boss.post(page(person), as_it_is(person, is_active=""))
    assert "修改账号" in boss.get(reverse("admin:accounts_auditentry_changelist")).content.decode()
    entry = AuditEntry.objects.get()
    for what, arguments in [("add", []), ("delete", [entry.pk])]:
        assert boss.post(reverse(f"admin:accounts_auditentry_{what}", args=arguments)).status_code == 403
    assert boss.post(reverse("admin:accounts_auditentry_change", args=[entry.pk]), {"action": "x"}).status_code == 403


def test_without_an_administrator_s_post_one_is_told_whom_to_ask(person: User):
    client = Client()
    client.force_login(person)
    refused = client.get(reverse("admin:index"), follow=True)
    assert refused.status_code == 403
    assert "登记与规则不归您管" in refused.text
    assert client.get(reverse("admin:accounts_user_changelist")).status_code == 302


def links(client: Client, *people: User) -> str:
    chosen = [person.pk for person in people]
    changelist = reverse("admin:accounts_user_changelist")
    return client.post(changelist, {"action": "make_links", "_selected_action": chosen}).text


def test_links_for_chosen_accounts_are_listed_once_and_each_is_a_line(boss: Client, person: User):
    other = User.objects.create(username="wangwu", name="王五")
    page = links(boss, person, other)
    found = re.findall(r"http://testserver(/desk/invited/\S+/)<", page)
    assert len(found) == 2
    assert all(Client().get(path).status_code == 200 for path in found)
    assert lines(person) == lines(other) == [("生成一次性登录链接", {})]


def test_no_link_for_oneself_or_a_closed_account(boss: Client, person: User):
    User.objects.filter(pk=person.pk).update(is_active=False)
    page = links(boss, person, User.objects.get(username="boss"))
    assert "/desk/invited/" not in page
    assert "有 2 个没有生成" in page
