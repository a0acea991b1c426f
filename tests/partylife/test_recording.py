"""What is written of party life by a branch's secretary or a party officer: recorded, corrected, struck."""

from uuid import uuid4

import pytest

from partylife.models import Activity
from partyorg.kinds import Role
from tests.factories import Town
from tests.partylife.conftest import LIFE, NEW, filled, members, page, recorded, rule, text, with_post


def test_the_secretary_records_what_the_branch_held_and_who_was_there(town: Town):
    activity = recorded(town)
    assert list(activity.hosts.values_list("organisation", flat=True)) == [town.units["branch"].pk]
    assert activity.attendances.count() == 5
    assert activity.recorded_as.role == Role.BRANCH_SECRETARY
    listed = text(town.client("secretary").get(LIFE))
    assert "十一月党员大会" in listed
    assert "5 人" in listed
    assert "学习文件" in text(town.client("secretary").get(page(activity)))


def test_a_party_officer_chooses_first_of_which_organisation(town: Town):
    client = town.client("party_officer")
    offered = text(client.get(NEW))
    assert "太平镇社区第2网格党支部" in offered
    assert "科技街" not in offered
    unit = town.units["next_branch"]
    assert "十一月" not in text(client.get(NEW, {"unit": unit.pk}))
    recorded(town, "party_officer", unit=unit.pk, members=members(town, "next_branch"))


@pytest.mark.parametrize("unit", ["far_branch", "housing"])
def test_nobody_records_for_another_s_organisation(town: Town, unit: str):
    response = town.client("secretary").post(NEW, filled(town, unit=town.units[unit].pk))
    assert (response.status_code, Activity.objects.count()) == (200, 0)  # asked again for which


@pytest.mark.parametrize("who", ["community", "guide", "street_secretary", "leading"])
def test_the_other_party_roles_read_and_do_not_write(town: Town, who: str):
    response = town.client(who).post(NEW, filled(town))
    assert (response.status_code, rule(response)) == (403, "not_yours")
    activity = recorded(town)
    for deed in ("correct", "strike"):
        response = town.client(who).post(page(activity, deed), {"because": "记错", **filled(town)})
        assert (response.status_code, rule(response)) == (403, "not_yours")
    assert "更正</a>" not in text(town.client(who).get(page(activity)))


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"life": "", "subject": ""}, "请选一个类型。"),
        ({"subject": ""}, "请写明主题。"),
        ({"held_on": "2026-11-17"}, "还没有开的活动不能先记"),
        ({"held_on": "昨天"}, "日期要写成"),
        ({"life": "GROUP_MEETING"}, "党小组会由楼院党小组、楼栋党小组召开"),
        ({"members": ["999999999999999999999"]}, "请从名单里选"),
        ({"held_on": "2019-01-01"}, "那天不在这些主办组织里"),
        ({"beside": ["x"]}, "请从名单里选"),
        ({"taught_by": "7777"}, "请从名单里选授课人"),
    ],
)
def test_what_cannot_be_is_said_at_the_field_and_nothing_typed_is_lost(town: Town, wrong: dict, sentence: str):
    response = town.client("secretary").post(NEW, filled(town, minutes="写了很多", **wrong))
    assert response.status_code in (422, 409)
    assert sentence in text(response)
    assert "写了很多" in text(response)
    assert not Activity.objects.exists()


def test_a_form_sent_twice_is_one_record(town: Town):
    key = str(uuid4())
    assert recorded(town, key=key) == recorded(town, key=key)
    assert Activity.objects.count() == 1


def test_a_correction_is_a_new_version_and_the_old_one_stays(town: Town):
    first = recorded(town)
    client = town.client("secretary")
    form = text(client.get(page(first, "correct")))
    assert 'value="十一月党员大会"' in form
    assert form.count(" checked") == 5
    response = client.post(page(first, "correct"), filled(town, subject="十一月党员大会（第二次）"))
    second = Activity.objects.get(corrects=first)
    assert response["Location"] == page(second)
    assert Activity.objects.standing().get() == second
    assert Activity.objects.get(pk=first.pk).subject == "十一月党员大会"
    assert "更正以前的记录" in text(client.get(page(first)))
    again = client.post(page(first, "correct"), filled(town, subject="又改"))
    assert again.status_code == 409
    assert "又改" in text(again)
    assert "刚刚被别人改过" in text(again)


def test_what_is_struck_with_a_reason_counts_no_more_and_is_still_read(town: Town):
    activity, client = recorded(town), town.client("party_officer")
    assert client.post(page(activity, "strike"), {"because": ""}).status_code == 422
    assert client.post(page(activity, "strike"), {"because": "记重了"}).status_code == 302
    assert "作废：记重了" in text(client.get(page(activity)))
    assert not Activity.objects.standing().exists()
    assert client.post(page(activity, "strike"), {"because": "再来"}).status_code == 409
    assert client.post(page(activity, "correct"), filled(town)).status_code == 409


def test_a_joint_one_can_be_corrected_by_either_host_and_keeps_the_other_s_members(town: Town):
    joint = recorded(town, life="JOINT_BUILDING", beside=[town.units["next_branch"].pk])
    other = with_post(town, "next_secretary", Role.BRANCH_SECRETARY, "next_branch")
    wanted = members(town) + members(town, "next_branch")
    changed = filled(town, life="JOINT_BUILDING", beside=[town.units["branch"].pk], members=wanted)
    assert other.post(page(joint, "correct"), changed).status_code == 302
    version = Activity.objects.get(corrects=joint)
    assert version.attendances.count() == 8
    assert version.hosts.count() == 2
