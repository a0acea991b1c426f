"""What becomes of a unit: looked over before it is saved, done once however often it is tapped, never upwards."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.details import told
from accounts.models import AuditEntry
from partyorg.actions import describe_organisation
from partyorg.kinds import Kind
from partyorg.models import Chapter, Organisation, Seat
from tests.factories import MONDAY, Town
from tests.partyorg.building import TODAY, add, add_members, look_over_and_save, seat

NEW = {"on": "2026-11-10", "note": "批复", "member_1": "甲书记", "role_1": "SECRETARY", "member_2": "乙委员"}
NEW |= {"role_2": "MEMBER"}


def deed(unit: Organisation, word: str) -> str:
    return reverse("partyorg:organisation-deed", args=[unit.pk, word])


@pytest.fixture
def branch(town: Town) -> Organisation:
    """Its committee: 老书记 and 乙委员; 甲书记 is a member."""
    unit = town.units["branch"]
    members = add_members(unit, 3)
    for member, name in zip(members, ["老书记", "乙委员", "甲书记"], strict=True):
        member.name = name
        member.save()
    seat(members[0])
    seat(members[1], Seat.Role.DEPUTY)
    return unit


def test_who_comes_stays_and_leaves_is_shown_before_anything_is_written(town: Town, branch: Organisation) -> None:
    client = town.client("secretary")
    looked = client.post(deed(branch, "elect"), NEW)
    assert looked.status_code == 200
    assert looked.context["form"].looked_over == [
        ("新任", ["书记 甲书记"]), ("连任", ["委员 乙委员（原任副书记）"]), ("离任", ["书记 老书记"]),
    ]  # fmt: skip
    shown = looked.content.decode()
    assert 'value="甲书记"' in shown
    assert "书记 老书记" in shown
    assert not Chapter.objects.filter(organisation=branch).exists()
    changing = client.post(deed(branch, "elect"), {**NEW, "step": "change"})
    assert [row.who[0].value() for row in changing.context["form"].shown[:2]] == ["甲书记", "乙委员"]
    assert not Chapter.objects.filter(organisation=branch).exists()


def test_a_committee_that_changed_in_between_is_looked_at_again(town: Town, branch: Organisation) -> None:
    client = town.client("secretary")
    seen = client.post(deed(branch, "elect"), NEW).context["form"].seen
    [late] = add_members(branch, 1)
    seat(late, Seat.Role.MEMBER)
    for stale in ({"seen": seen}, {}):
        answer = client.post(deed(branch, "elect"), {**NEW, **stale, "step": "save"})
        assert answer.status_code == 422
        assert "班子刚刚有变动" in answer.content.decode()
    assert Seat.objects.filter(organisation=branch, until=None).count() == 3


def test_a_second_tap_elects_no_second_time(town: Town, branch: Organisation) -> None:
    client = town.client("secretary")
    seen = client.post(deed(branch, "elect"), NEW).context["form"].seen
    save = {**NEW, "seen": seen, "step": "save"}
    for said in ("已换届", "已经换届，不用再办"):
        assert said in client.post(deed(branch, "elect"), save, follow=True).content.decode()
    assert Chapter.objects.filter(organisation=branch).count() == 1
    assert Seat.objects.filter(organisation=branch).count() == 4
    other = look_over_and_save(client, deed(branch, "elect"), {**NEW, "member_2": ""})
    assert "上一次换届是 2026年11月10日" in other.content.decode()


def test_ended_and_converted_twice_is_done_already(town: Town) -> None:
    above = town.units["community_unit"]
    due = TODAY + timedelta(days=100)
    ending, turning = (add(Kind.WORKING_GROUP, name, above, due_on=due) for name in ("甲工作小组", "乙工作小组"))
    add_members(turning, 3)
    end = (deed(ending, "end"), {"on": "2026-11-10", "note": "并入"}, "已经撤销")
    convert = (
        deed(turning, "convert"), {"to": "FUNCTIONAL_BRANCH", "name": "乙党支部", "on": "2026-11-10"}, "已经转建党支部",
    )  # fmt: skip
    for where, typed, said in (end, convert):
        assert town.client("party_officer").post(where, typed).status_code == 302
        assert said in town.client("party_officer").post(where, typed, follow=True).content.decode()
        assert town.client("secretary").post(where, typed).status_code == 403  # who never might
    assert Chapter.objects.filter(what__in=["ENDED", "CONVERTED"]).count() == 2


def test_nobody_ends_what_stands_above_their_own_unit(town: Town) -> None:
    client, above = town.client("leading"), town.units["district_committee"]
    assert client.get(deed(above, "end")).status_code == 403
    assert deed(above, "end") not in client.get(reverse("partyorg:organisation", args=[above.pk])).content.decode()
    for below in ("street_unit", "community_unit"):
        assert client.get(deed(town.units[below], "end")).status_code == 200


def test_its_history_says_what_was_and_what_is(town: Town) -> None:
    station = town.units["station"]
    describe_organisation(station, duty_phone="0532-85891234", name="综合行政执法队", by=None, at=MONDAY)
    entry = AuditEntry.objects.get(action="修改组织")
    assert set(told(entry)) == {"值班电话：无 → 0532-85891234", f"名称：{station.name} → 综合行政执法队"}
    describe_organisation(
        station, parent=town.units["far_street_unit"], place=town.places["far_street"], by=None, at=MONDAY
    )
    moved = told(AuditEntry.objects.get(action="调整上级组织"))
    assert moved == [f"上级组织：{town.units['street_unit']} → {town.units['far_street_unit']}"]
