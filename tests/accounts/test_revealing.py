"""查看原值: what is personal is masked on every page of a register, and shown in full for a reason that is kept."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEntry, User
from partyorg.models import Resource
from tests.factories import PASSWORD, Town, build_town

PHONE = "13800001234"


@pytest.fixture
def boss(db: None) -> Client:
    client = Client()
    client.force_login(User.objects.create_superuser("boss", PASSWORD, name="管理员"))
    return client


@pytest.fixture
def person(db: None) -> User:
    return User.objects.create_user("lisi", PASSWORD, name="李四", phone=PHONE)


@pytest.fixture
def resource(db: None) -> Resource:
    return Resource.objects.create(place=build_town().grid, kind="CRAFTSMAN", name="老王", skills="水暖", contact=PHONE)


def address(of: User | Resource, what: str = "reveal") -> str:
    return reverse(f"admin:{of._meta.app_label}_{of._meta.model_name}_{what}", args=[of.pk])


@pytest.mark.parametrize("kind", ["person", "resource"])
def test_lists_and_forms_show_it_masked_and_offer_to_reveal_it(boss: Client, kind: str, request: pytest.FixtureRequest):
    row = request.getfixturevalue(kind)
    form = boss.get(address(row, "change")).text
    shown = boss.get(reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_changelist")).text
    assert PHONE not in form + shown
    assert "138****1234" in form
    assert "138****1234" in shown
    assert f'href="{address(row)}"' in form


@pytest.mark.parametrize("kind", ["person", "resource"])
def test_with_a_reason_it_is_shown_once_and_written_down(boss: Client, kind: str, request: pytest.FixtureRequest):
    row = request.getfixturevalue(kind)
    assert PHONE not in boss.get(address(row)).text
    shown = boss.post(address(row), {"reason": "上门前要先打电话"})
    assert PHONE in shown.text
    assert "no-store" in shown["Cache-Control"]
    entry = AuditEntry.objects.latest("id")
    assert (entry.action, entry.object_id, entry.reason) == ("查看原值", str(row.pk), "上门前要先打电话")
    assert entry.by
    assert PHONE not in str(entry.detail)


@pytest.mark.parametrize("reason", ["", "   ", "看看"])
def test_without_a_reason_nothing_is_shown_or_written(boss: Client, person: User, reason: str):
    refused = boss.post(address(person), {"reason": reason})
    assert refused.status_code == 422
    assert PHONE not in refused.text
    assert "请写明理由" in refused.text or "理由太短" in refused.text
    assert not AuditEntry.objects.exists()


def test_a_number_in_the_reason_is_masked_in_the_trail(boss: Client, person: User):
    boss.post(address(person), {"reason": f"核对 {PHONE} 是不是本人"})
    assert PHONE not in AuditEntry.objects.get().reason


def test_nobody_else_gets_at_it(person: User):
    town: Town = build_town()
    assert town.client("secretary").post(address(person), {"reason": "我想知道他的电话"}).status_code in (302, 403)
    assert Client().get(address(person)).status_code == 302
    assert not AuditEntry.objects.filter(action="查看原值").exists()


def test_other_methods_and_unknown_rows(boss: Client, person: User):
    assert boss.delete(address(person)).status_code == 405
    assert boss.get(reverse("admin:accounts_user_reveal", args=[person.pk + 99])).status_code == 404


def test_a_form_left_empty_keeps_the_number_and_a_new_one_replaces_it(boss: Client, resource: Resource):
    fields = {
        "place": resource.place_id,
        "kind": resource.kind,
        "pool": resource.pool,
        "name": "老王师傅",
        "skills": "水暖",
        "is_active": "on",
    }
    for typed, kept in [("", PHONE), ("13900005678", "13900005678"), ("无", "")]:
        assert boss.post(address(resource, "change"), {**fields, "contact": typed}).status_code == 302
        resource.refresh_from_db()
        assert resource.contact == kept


def test_a_changed_number_is_the_one_to_sign_in_with(boss: Client, person: User):
    fields = {"username": "lisi", "name": "李四", "is_active": "on"}
    boss.post(address(person, "change"), {**fields, "phone": "13900005678"})
    assert User.objects.with_phone("13900005678") == person
    assert User.objects.with_phone(PHONE) is None
    assert boss.post(address(person, "change"), {**fields, "phone": "无"}).status_code == 302
    person.refresh_from_db()
    assert person.phone == ""
    assert "请填写 11 位手机号" in boss.post(address(person, "change"), {**fields, "phone": "12"}).text
