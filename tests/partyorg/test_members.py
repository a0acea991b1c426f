"""党员名册: who is a member is seen by the party's own roles in their territory, by oneself, and by nobody else."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.models import AuditEntry
from accounts.personal import lookup_hash
from partyorg.actions import add_member
from partyorg.kinds import Kind, Role
from partyorg.models import GridLink, Member, Post, Seat, Transfer
from tests.factories import LONG_AGO, MONDAY, Town
from tests.partyorg.building import TODAY, add, add_members, place_in, seat

LIST, NEW = reverse("partyorg:members"), reverse("partyorg:new-member")
AN_ID, PHONE = "11010519491231002X", "13800001234"
PARTY = ["secretary", "community", "street_secretary", "leading", "guide", "party_officer"]
OTHERS = ["worker", "intake", "street", "director", "platform", "supervisor", "housing", "system_admin", "audit_admin"]


@pytest.fixture
def member(town: Town) -> Member:
    """In the first grid's branch."""
    return add_member(
        name="甄党员",
        organisation=town.units["branch"],
        since=LONG_AGO,
        phone=PHONE,
        id_number=AN_ID,
        by=None,
        at=MONDAY,
    )


def page(member: Member, deed: str = "") -> str:
    return reverse("partyorg:member-deed", args=[member.pk, deed]) if deed else f"{LIST}{member.pk}/"


def text(client: Client, where: str, **asked: str) -> str:
    answer = client.get(where, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("who", PARTY)
def test_a_party_role_finds_the_members_of_its_territory(town: Town, member: Member, who: str) -> None:
    [far] = add_members(town.units["far_branch"], 1)
    listed = text(town.client(who), LIST)
    assert "甄党员" in listed
    assert (far.name in listed) == (who == "leading")
    assert "138****1234" in text(town.client(who), page(member))


@pytest.mark.parametrize("who", OTHERS)
def test_nobody_else_learns_that_there_is_such_a_member(town: Town, member: Member, who: str) -> None:
    client = town.client(who)
    answer = client.get(LIST, {"words": "甄党员"})
    assert answer.status_code == 403
    assert "党员身份只给党组织自己的岗位看" in answer.content.decode()
    for where in [page(member), page(member, "transfer"), reverse("partyorg:see-member", args=[member.pk])]:
        assert client.get(where).status_code == 404
    for where in [reverse("partyorg:unit"), reverse("partyorg:grid", args=[town.grid.code]), "/desk/"]:
        assert "甄党员" not in client.get(where).content.decode()
        assert f'href="{LIST}"' not in client.get(where).content.decode()


def test_a_stranger_is_asked_to_sign_in_and_the_list_is_only_read(town: Town, member: Member) -> None:
    for where in [LIST, NEW, page(member), page(member, "place")]:
        assert Client().get(where).status_code == 302
    assert town.client("secretary").post(LIST).status_code == 405


def test_the_neighbours_secretary_does_not_find_them_until_they_come_into_the_grid(town: Town, member: Member) -> None:
    Post.objects.filter(person=town.people["secretary"]).update(organisation=town.units["next_branch"])
    client = town.client("secretary")
    assert client.get(page(member)).status_code == 404
    place_in(town.places["next_grid"], member, GridLink.Kind.COME_HOME)
    assert client.get(page(member)).status_code == 200
    assert client.get(page(member, "transfer")).status_code == 403  # only the own organisation writes


def test_one_sees_oneself(town: Town, member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(account=town.people["worker"])
    client = town.client("worker")
    assert "甄党员" in text(client, page(member))
    assert client.get(page(member, "badge")).status_code == 403
    assert client.get(LIST).status_code == 403


def test_a_post_that_is_off_opens_nothing(town: Town, member: Member) -> None:
    worker = Post.objects.create(
        person=town.people["secretary"], place=town.grid, role=Role.GRID_WORKER, from_date=LONG_AGO
    )
    client = town.client("secretary")
    client.post(reverse("partyorg:wear"), {"post": worker.pk})
    assert client.get(page(member)).status_code == 404


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ({"words": "甄"}, True),
        ({"words": "138 0000 1234"}, True),
        ({"words": AN_ID.lower()}, True),
        ({"words": "13800001235"}, False),
        ({"words": "没有的人"}, False),
        ({"organisation": "第1网格"}, True),
        ({"organisation": "第2网格"}, False),
        ({"link": "COME_UP"}, True),
        ({"link": "SENT_DOWN"}, False),
        ({"link": "none"}, False),
        ({"left": "1"}, False),
        ({"page": "x"}, True),
    ],
)
def test_the_list_is_searched_and_cut(town: Town, member: Member, asked: dict[str, str], found: bool) -> None:
    place_in(town.grid, member, GridLink.Kind.COME_UP)
    assert ("甄党员" in text(town.client("community"), LIST, **asked)) == found


def test_a_member_is_added_once(town: Town, member: Member) -> None:
    client = town.client("party_officer")
    typed = {
        "name": "新党员", "organisation": "太平镇社区第1网格党支部", "since": "2026-11-01", "is_full": "on",
        "id_number": AN_ID, "works_at": "区住建局",
    }  # fmt: skip
    answer = client.post(NEW, typed)
    assert answer.status_code == 422
    assert "这个身份证号已经登记过" in answer.content.decode()
    assert 'value="新党员"' in answer.content.decode()
    assert client.post(NEW, {**typed, "id_number": ""}).status_code == 302
    new = Member.objects.get(name="新党员")
    assert (new.works_at, new.organisation) == (town.units["housing"], town.units["branch"])
    entry = AuditEntry.objects.get(action="新增党员", object_id=str(new.pk))
    assert "新党员" not in str(entry.detail)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"name": ""}, "请填姓名"),
        ({"organisation": "没有的"}, "没有找到组织"),
        ({"organisation": "党支部"}, "不止一个"),
        ({"organisation": "科技街社区党委"}, "没有找到组织"),  # not in the territory
        ({"id_number": "110105194912310021"}, "身份证号不对"),
        ({"phone": "123"}, "请写 11 位手机号"),
        ({"since": "2027-01-01"}, "日期不能晚于今天"),
        ({"since": "x"}, "日期请写成"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(town: Town, typed: dict[str, str], said: str) -> None:
    right = {"name": "甲", "organisation": "太平镇社区第1网格党支部", "since": "2026-11-01"}
    answer = town.client("community").post(NEW, {**right, **typed})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Member.objects.exists()


def test_the_database_keeps_a_person_from_being_a_member_twice(town: Town, member: Member) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Member.objects.create(name="乙", organisation=town.units["branch"], since=LONG_AGO, id_number=AN_ID)
    with pytest.raises(ValidationError, match="已经登记过"):
        add_member(name="乙", organisation=town.units["branch"], since=LONG_AGO, id_number=AN_ID, by=None, at=MONDAY)
    member.until = TODAY
    member.save()
    add_member(name="乙", organisation=town.units["branch"], since=TODAY, id_number=AN_ID, by=None, at=MONDAY)


def test_what_the_roll_says_wrongly_is_put_right_and_what_is_not_typed_stays(town: Town, member: Member) -> None:
    Member.objects.filter(pk=member.pk).update(is_full=False)
    before = Member.objects.get(pk=member.pk)
    client, own = town.client("secretary"), town.people["worker"]
    typed = {"name": own.name, "account": own.username, "works_at": "区住建局", "is_full": "on", "id_number": AN_ID}
    assert client.post(page(member, "correct"), typed).status_code == 302
    member.refresh_from_db()
    assert (member.name, member.account, member.works_at, member.is_full) == (
        own.name,
        own,
        town.units["housing"],
        True,
    )
    assert (member.id_number, member.phone, member.phone_hash) == (AN_ID, before.phone, before.phone_hash)
    assert town.client("worker").get(page(member)).status_code == 200  # one's own page
    wrong = client.post(page(member, "correct"), {**typed, "name": "别的名"})
    assert wrong.status_code == 422
    assert "登记的是别的姓名" in wrong.content.decode()


def test_a_name_and_a_phone_are_on_the_rolls_once(town: Town) -> None:
    said: dict[str, Any] = {"name": "重名", "phone": "14100000033", "since": LONG_AGO, "by": None, "at": MONDAY}
    add_member(organisation=town.units["branch"], **said)
    with pytest.raises(ValidationError) as refused:
        add_member(organisation=town.units["next_branch"], **said)
    assert set(refused.value.message_dict) == {"phone"}


def test_gone_over_to_who_keeps_no_roll_is_refused(town: Town, member: Member) -> None:
    away = {"to": "市北区城市综合管理指挥平台", "on": "2026-11-10"}
    assert "没有党员名册" in town.client("secretary").post(page(member, "transfer"), away).content.decode()


def test_gone_over_to_another_organisation_the_way_is_kept(town: Town, member: Member) -> None:
    place_in(town.grid, member, GridLink.Kind.COME_UP)
    seat(member)
    client = town.client("community")
    typed = {"to": "太平镇社区第2网格党支部", "on": "2026-11-10", "note": "搬家"}
    assert client.post(page(member, "transfer"), typed).status_code == 302
    member.refresh_from_db()
    assert (member.organisation, member.since) == (town.units["next_branch"], date(2026, 11, 10))
    transfer = Transfer.objects.get()
    assert (transfer.went_from, transfer.since, transfer.note) == (town.units["branch"], LONG_AGO, "搬家")
    assert Seat.objects.get().until == date(2026, 11, 10)
    assert GridLink.objects.get().until is None
    assert "太平镇社区第1网格党支部 → 太平镇社区第2网格党支部" in text(client, page(member))
    assert client.post(page(member, "transfer"), typed).status_code == 422
    GridLink.objects.update(until=TODAY)
    away = {"to": "辽宁路街道党工委", "on": "2026-11-12"}
    assert client.post(page(member, "transfer"), away).headers["Location"] == LIST  # no more theirs to see
    assert client.get(page(member)).status_code == 404


def test_who_leaves_sits_in_no_committee_and_stands_in_no_grid(town: Town, member: Member) -> None:
    place_in(town.grid, member, GridLink.Kind.COME_UP)
    seat(member)
    client = town.client("party_officer")
    assert "请写明原因" in client.post(page(member, "dismiss"), {"on": "2026-11-10"}).content.decode()
    assert client.post(page(member, "dismiss"), {"on": "2026-11-10", "reason": "转往外省"}).status_code == 302
    assert not Member.objects.filter(until=None).exists()
    assert not GridLink.objects.filter(until=None).exists()
    assert not Seat.objects.filter(until=None).exists()
    assert "甄党员" not in text(client, LIST)
    assert "甄党员" in text(client, LIST, left="1")
    assert "已经在 2026年11月10日转出" in client.post(
        page(member, "place"), {"grid": town.grid.code, "kind": "COME_UP", "since": "2026-11-11"}
    ).content.decode()  # fmt: skip


def test_seated_and_unseated_on_a_page(town: Town, member: Member) -> None:
    client = town.client("party_officer")
    typed = {"organisation": "太平镇社区第1网格党支部", "role": "SECRETARY", "manner": "FULL_TIME", "on": "2026-11-10"}
    assert client.post(page(member, "seat"), typed).status_code == 302
    other = add_members(town.units["branch"], 1)[0]
    assert "已经有在任的书记" in client.post(page(other, "seat"), typed).content.decode()
    assert "要写明由哪个单位选派" in client.post(
        page(other, "seat"), {**typed, "role": "MEMBER", "manner": "PART_TIME"}
    ).content.decode()  # fmt: skip
    sitting = Seat.objects.get()
    assert client.post(page(member, "unseat"), {"seat": sitting.pk, "on": "2026-11-12"}).status_code == 302
    sitting.refresh_from_db()
    assert sitting.until == date(2026, 11, 12)


def test_the_numbers_are_seen_once_for_a_reason_that_stays(town: Town, member: Member) -> None:
    see, client = reverse("partyorg:see-member", args=[member.pk]), town.client("secretary")
    assert AN_ID not in text(client, see)
    assert "请写明为什么要看" in client.post(see, {"reason": " "}).content.decode()
    assert "请不要写电话、身份证号、银行卡号" in client.post(see, {"reason": f"打 {PHONE}"}).content.decode()
    assert not AuditEntry.objects.filter(action="查看党员原值").exists()
    answer = client.post(see, {"reason": "通知开会"})
    assert PHONE in answer.content.decode()
    assert AN_ID in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    entry = AuditEntry.objects.get(action="查看党员原值")
    assert (entry.by, entry.reason, entry.object_id) == (town.people["secretary"], "通知开会", str(member.pk))


def test_at_rest_the_numbers_cannot_be_read(town: Town, member: Member) -> None:
    [row] = Member.objects.filter(pk=member.pk).values_list("id_hash", "phone_hash")
    assert row == (lookup_hash(AN_ID), lookup_hash(PHONE))


def test_administrators_have_no_register_of_members(town: Town) -> None:
    for name in ("member", "seat", "gridlink", "transfer"):
        assert Client().get(f"/admin/partyorg/{name}/").status_code in (302, 404)
        client = town.client("system_admin")
        town.people["system_admin"].is_superuser = True
        town.people["system_admin"].save()
        assert client.get(f"/admin/partyorg/{name}/").status_code == 404


def test_as_many_queries_for_hundreds_as_for_one(town: Town, django_assert_max_num_queries: DjangoAssertNumQueries):
    groups = [add(Kind.PARTY_GROUP, f"{number}组", town.units["branch"]) for number in range(20)]
    for group in groups:
        for one in add_members(group, 15):
            place_in(town.grid, one, GridLink.Kind.COME_UP)
    client = town.client("leading")
    with django_assert_max_num_queries(12):
        answer = client.get(LIST)
    assert len(answer.context["page"]) == 50
    assert answer.context["page"].paginator.count == 300
