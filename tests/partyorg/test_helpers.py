"""在册党员 among the resources: the party's own roles read it in their territory; to others they are 能工巧匠."""

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEntry
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Force, Resource, Round
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.test_members import OTHERS, PARTY

LIST, NEW = reverse("partyorg:resources"), reverse("partyorg:new-helper")
REGISTER = reverse("admin:partyorg_resource_changelist")
TYPED = {"name": "调解员老宋", "pool": "TALENT", "skills": "调解 劝和", "contact": "138 0000 1234"}


@pytest.fixture
def helper(town: Town) -> Resource:
    return Resource.objects.create(place=town.grid, kind="PARTY_MEMBER", pool="TALENT", name="老宋", skills="调解 漏水")


def pages(town: Town, who: str) -> str:
    asked = [(LIST, {"place": town.places["community"].code}), (reverse("partyorg:grid", args=[town.grid.code]), {})]
    return "".join(town.client(who).get(*one).content.decode() for one in asked)


@pytest.mark.parametrize("who", PARTY)
def test_a_party_role_reads_that_they_are_members(town: Town, helper: Resource, who: str) -> None:
    assert pages(town, who).count("在册党员") == 2


@pytest.mark.parametrize("who", [*OTHERS, "far_secretary"])
def test_to_anybody_else_they_are_craftsmen_like_others(town: Town, helper: Resource, who: str) -> None:
    seen = pages(town, who)
    assert "老宋" in seen
    assert "能工巧匠" in seen
    assert "在册党员" not in seen


def test_beside_a_case_too(town: Town, helper: Resource) -> None:
    case = town.handling()
    where = reverse("cases:case", args=[case.number])
    assert "在册党员" in town.client("secretary").get(where).content.decode()
    shown = town.client("worker").get(where).content.decode()
    assert "老宋" in shown
    assert "在册党员" not in shown


def test_no_administrator_finds_them_in_the_register(town: Town, helper: Resource) -> None:
    client = town.client("system_admin")
    for asked in ({}, {"q": "老宋"}, {"kind": "PARTY_MEMBER"}):
        shown = client.get(REGISTER, asked, follow=True).content.decode()
        assert "老宋" not in shown.replace('value="老宋"', "")
        assert "在册党员" not in shown
    assert client.get(reverse("admin:partyorg_resource_change", args=[helper.pk])).status_code == 302
    assert "在册党员" not in client.get(reverse("admin:partyorg_resource_add")).content.decode()
    said = {**TYPED, "place": town.grid.pk, "kind": "PARTY_MEMBER", "is_active": "on"}
    assert client.post(reverse("admin:partyorg_resource_add"), said).status_code == 200
    assert Resource.objects.count() == 1


@time_machine.travel(MONDAY, tick=False)
def test_who_rides_is_named_to_party_roles_alone(town: Town) -> None:
    post = appoint(
        town.people["finance"], role=Role.DYNAMIC_WORKER, place=town.grid, from_date=LONG_AGO, by=None, at=MONDAY
    )
    Round.objects.create(post=post, grid=town.grid, starts="08:00", ends="10:00")
    where = reverse("partyorg:grid", args=[town.grid.code])
    assert "卫财政" in town.client("secretary").get(where).content.decode()
    shown = town.client("worker").get(where).content.decode()
    assert "动态网格员：1 人" in shown
    assert "卫财政" not in shown


def test_who_keeps_the_roll_enters_them_once_and_takes_them_out_of_use(town: Town) -> None:
    client = town.client("party_officer")
    for _ in range(2):
        assert client.post(NEW, {**TYPED, "grid": town.grid.code}).status_code == 302
    made = Resource.objects.get()
    assert (made.kind, made.place, made.contact) == ("PARTY_MEMBER", town.grid, "13800001234")
    assert "老宋" not in str(AuditEntry.objects.get(action="登记党员资源").detail)
    retire = reverse("partyorg:retire-helper", args=[made.pk])
    assert retire in client.get(LIST).content.decode()
    assert retire not in town.client("leading").get(LIST, {"place": town.places["far_street"].code}).content.decode()
    assert client.post(retire).status_code == 302
    assert not Resource.objects.filter(is_active=True).exists()
    assert client.post(retire).status_code == 404


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": "宋 13800001234"}, "请不要写电话"),
        ({"grid": "科技街社区第1网格"}, "没有找到网格"),
        ({"contact": "12"}, "请写 11 位手机号"),
        ({"pool": "x"}, "请选一个五融类别"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town: Town, typed: dict[str, str], said: str) -> None:
    answer = town.client("party_officer").post(NEW, {**TYPED, "grid": town.grid.code, **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Resource.objects.exists()


@pytest.mark.parametrize("who", ["worker", "street", "guide", "system_admin"])
def test_nobody_else_enters_them(town: Town, helper: Resource, who: str) -> None:
    assert town.client(who).get(NEW).status_code == 403
    assert town.client(who).get(reverse("partyorg:retire-helper", args=[helper.pk])).status_code == 404


@pytest.mark.parametrize(("register", "field"), [("force", "phone"), ("resource", "contact")])
def test_a_number_in_a_register_is_a_number(town: Town, register: str, field: str) -> None:
    said = {
        "place": town.grid.pk, "kind": {"force": "VOLUNTEER", "resource": "TEAM"}[register], "name": "楼院队",
        "pool": "SOCIETY", "skills": "照护", "since": "2026-11-01", "is_active": "on",
    }  # fmt: skip
    client, add = town.client("system_admin"), reverse(f"admin:partyorg_{register}_add")
    wrong = client.post(add, {**said, field: "找老王"})
    assert (wrong.status_code, "请写 11 位手机号" in wrong.content.decode()) == (200, True)
    assert client.post(add, {**said, field: "138 0000 1234"}).status_code == 302
    made = Force.objects.get() if register == "force" else Resource.objects.get()
    assert getattr(made, field) == "13800001234"
