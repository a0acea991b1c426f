"""Meetings of several organisations: who is invited, what was on the agenda when, what was decided and became of it."""

import re
from uuid import uuid4

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partylife.models import Decision, Meeting
from partyorg.kinds import Role
from tests.factories import Town
from tests.partylife.conftest import (
    CONVENE,
    DECISIONS,
    MEETINGS,
    at_meeting,
    called,
    convened,
    moment,
    rule,
    text,
    with_post,
)


def decided(town: Town, meeting: Meeting, unit: str = "property", due_on: str = "2026-12-04") -> Decision:
    with time_machine.travel(moment(26), tick=False):
        asked = {"what": "修好 3 号楼电梯", "unit": town.units[unit].pk, "due_on": due_on}
        response = town.client("community").post(at_meeting(meeting, "decide"), asked)
    assert response.status_code == 302, text(response)
    return Decision.objects.latest("id")


def test_who_is_invited_convenes_or_heads_sees_it_and_nobody_else(town: Town):
    manager = with_post(town, "manager", Role.UNIT_OFFICER, "property")
    meeting = convened(town)
    for client in (manager, *map(town.client, ["community", "intake", "street", "platform", "leading"])):
        assert client.get(at_meeting(meeting)).status_code == 200
        assert "十一月联席会议" in text(client.get(MEETINGS))
    for who in ("secretary", "worker", "housing", "station", "far_street", "supervisor", "system_admin"):
        client = town.client(who)
        for deed in ("meeting", "agenda", "minutes", "decide"):
            assert client.get(at_meeting(meeting, deed)).status_code == 404, who
        assert "十一月联席会议" not in text(client.get(MEETINGS))


@pytest.mark.parametrize("who", ["worker", "housing", "intake", "supervisor"])
def test_only_heads_and_party_officers_call_a_meeting(town: Town, who: str):
    response = town.client(who).post(CONVENE, called(town))
    assert (response.status_code, rule(response)) == (403, "not_yours")
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"title": ""}, "请写明会议名称。"),
        ({"held_at": "2026-11-16T08:59"}, "会议的时间不能早于现在。"),
        ({"held_at": "2046-11-16T08:59"}, "时间太远了"),
        ({"invited": []}, "请至少邀请一个单位。"),
        ({"invited": ["99999999999999999999"]}, "请从名单里选。"),
        ({"kind": "LEADING_GROUP"}, "领导小组会议由领导小组召集。"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(town: Town, wrong: dict, sentence: str):
    response = town.client("community").post(CONVENE, called(town, **{"agenda": "写了很多", **wrong}))
    assert response.status_code in (409, 422)
    assert sentence in text(response)
    assert "写了很多" in text(response)


def test_an_agenda_less_than_three_days_ahead_warns_and_does_not_stop(town: Town):
    early = convened(town, held_at="2026-11-19T09:00")
    late = convened(town, held_at="2026-11-18T20:00")
    assert (early.agenda_is_late, late.agenda_is_late) == (False, True)
    assert "议题不足 3 天" in text(town.client("community").get(at_meeting(late)))
    none = convened(town, held_at="2026-11-30T09:00", agenda="")
    assert "议题未定" in text(town.client("community").get(at_meeting(none)))
    response = town.client("community").post(at_meeting(none, "agenda"), {"agenda": "加装电梯"}, follow=True)
    assert "加装电梯" in text(response)
    assert "议题未定" not in text(response)


def test_minutes_and_decisions_come_after_the_meeting_from_whoever_called_it(town: Town):
    meeting, client = convened(town), town.client("community")
    assert client.post(at_meeting(meeting, "minutes"), {"minutes": "先写好"}).status_code == 409
    asked = {"what": "修电梯", "unit": town.units["property"].pk, "due_on": "2026-12-04"}
    assert client.post(at_meeting(meeting, "decide"), asked).status_code == 409
    with time_machine.travel(moment(26), tick=False):
        client = town.client("community")
        assert client.post(at_meeting(meeting, "agenda"), {"agenda": "改"}).status_code == 409
        assert client.post(at_meeting(meeting, "minutes"), {"minutes": "定了三件事"}).status_code == 302
        assert client.post(at_meeting(meeting, "minutes"), {"minutes": "改"}).status_code == 409
        refused = town.client("street").post(at_meeting(meeting, "decide"), asked)
        assert (refused.status_code, rule(refused)) == (403, "not_yours")
        for wrong in ({"unit": town.units["housing"].pk}, {"due_on": "2026-11-25"}, {"what": ""}):
            assert client.post(at_meeting(meeting, "decide"), {**asked, **wrong}).status_code in (409, 422)
    assert not Decision.objects.exists()
    assert Meeting.objects.get(pk=meeting.pk).minutes == "定了三件事"


def test_a_decision_is_followed_until_it_is_done(town: Town):
    with_post(town, "manager", Role.UNIT_OFFICER, "property")
    decision = decided(town, convened(town))
    settle = reverse("partylife:settle", args=[decision.pk])
    for at, said in [(moment(30), '"chip ">12月4日前'), (moment(1, month=12), '"chip soon">12月4日前')]:
        with time_machine.travel(at, tick=False):
            assert said in text(town.client("manager").get(DECISIONS))
    with time_machine.travel(moment(5, month=12), tick=False):
        manager = town.client("manager")
        assert '"chip late">过期 1 天' in text(manager.get(DECISIONS))
        assert "1 项过期没有办好" in text(manager.get(DECISIONS))
        assert town.client("housing").post(settle, {"result": "好"}).status_code == 404
        refused = town.client("street").post(settle, {"result": "好"})
        assert (refused.status_code, rule(refused)) == (403, "not_yours")
        assert manager.post(settle, {"result": ""}).status_code == 422
        assert manager.post(settle, {"result": "电梯已修好"}).status_code == 302
        assert manager.post(settle, {"result": "又一次"}).status_code == 409
        assert "没有要办的议定事项" in text(manager.get(DECISIONS))
        assert "电梯已修好" in text(manager.get(DECISIONS, {"done": "1"}))


def test_a_form_sent_twice_is_one_meeting(town: Town):
    key = str(uuid4())
    assert convened(town, key=key) == convened(town, key=key)


def test_as_many_queries_for_many_as_for_one(town: Town, django_assert_max_num_queries: DjangoAssertNumQueries):
    client, meeting = town.client("community"), convened(town)
    decided(town, meeting)
    client.get(MEETINGS)
    counts = []
    for turn in range(2):
        for address in (MEETINGS, DECISIONS, at_meeting(meeting)):
            with django_assert_max_num_queries(12) as asked:
                assert client.get(address).status_code == 200
            counts.append(len(asked))
        for _ in range(0 if turn else 3):
            decided(town, meeting)
            convened(town, invited=[town.units["property"].pk, town.units["housing"].pk])
    assert counts[:3] == counts[3:]


def test_a_stranger_signs_in_and_the_wrong_method_is_none(client: Client, town: Town):
    meeting = convened(town)
    for address in (MEETINGS, CONVENE, DECISIONS, at_meeting(meeting)):
        assert client.get(address)["Location"] == f"/desk/sign-in/?next={address}"
    for address in (MEETINGS, DECISIONS, at_meeting(meeting)):
        assert town.client("community").post(address).status_code == 405
    assert town.client("community").put(CONVENE).status_code == 405


def test_a_decision_sent_twice_is_one(town: Town):
    meeting, client = convened(town), town.client("community")
    with time_machine.travel(moment(26), tick=False):
        page = text(client.get(at_meeting(meeting, "decide")))
        [key] = re.findall(r'<input type="hidden" name="key" value="([^"]+)"', page)
        asked = {"what": "修好电梯", "unit": town.units["property"].pk, "due_on": "2026-12-04", "key": key}
        answers = [client.post(at_meeting(meeting, "decide"), asked) for _ in range(2)]
    assert [one.headers["Location"] for one in answers] == [at_meeting(meeting)] * 2
    assert Decision.objects.count() == 1
