"""南口路68–88号 (domain.md §3.5): more than 300 households, walls that leak, a case that used to bounce back for years.

Grid → street → district platform → leading group, all through HTTP and with a frozen clock. At the platform nothing
sends it back; at the end every household reads what was done.
"""

import json
from typing import Any

import pytest
import time_machine
from django.conf import settings
from django.db.models import F

from cases.models import Follower
from notifications import tasks
from notifications.models import Message
from tests.front_door import FrontDoor, day, photo

HOUSEHOLDS = 312
RESULT = "外墙和屋面整体做了防水，312 户逐户验收，雨后复看不再渗漏。"

# What somebody might try in order to send it down again, and what answers.
SENDING_BACK: list[tuple[str, dict[str, Any], str]] = [
    ("return", {}, "no_return"),
    ("send_back", {}, "no_return"),
    ("打回", {}, "no_return"),
    ("dispatch", {"host": "branch"}, "not_now"),
    ("dispatch", {"host": "street_unit"}, "not_now"),
    ("whistle", {"to": 3, "reason": "请街道再办", "study": "退给街道"}, "no_return"),
]
# A department may object, the reporter take it back, intake open it again; the platform none of these.
OTHERS_MAY = ["dispute", "withdraw", "reopen", "check_fail"]

# All that the platform has buttons for: its host's work, meeting, rising, more time, and what it thinks of the whistle.
ON_OR_UP = {"sign", "finish", "contacted", "consult", "raise_top", "merge"}
ON_OR_UP |= {"extend_request", "ask_suspension", "rate_whistle"}


def test_the_case_climbs_to_the_top_and_comes_home_to_every_household(door: FrontDoor) -> None:
    grid_tries_and_whistles_to_the_street(door)
    street_studies_and_whistles_on(door)
    platform_cannot_send_it_back(door)
    leading_group_decides(door)
    departments_do_the_work(door)
    it_is_checked_and_the_resident_is_content(door)

    assert door.levels() == [1, 3, 4, 5]
    assert not door.now.events.filter(to_level__lt=F("from_level")).exists()
    everybody_reads_the_result(door)


def grid_tries_and_whistles_to_the_street(door: FrontDoor) -> None:
    words = "南口路68到88号三百多户墙体漏水，反映多年没有解决。"
    door.report(day(16, 9), words=words, category="HOUSING", address="南口路68–88号", phone="13900000068")
    Follower.objects.bulk_create(
        Follower(case=door.now, name="住户", phone=f"1380000{number:04d}") for number in range(HOUSEHOLDS)
    )
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="逐户看过，网格里没有能修的队伍")
    door.step("secretary", "whistle", day(16, 11), to=3, reason="三百多户，要立项、要资金")
    assert (door.now.owner_level, door.now.state) == (3, "dispatched")
    assert door.now.assisting.get().organisation == door.town.units["community_unit"]  # skipped, and sent a copy
    assert "网格吹哨到街道" in door.progress(day(16, 11, 1))


def street_studies_and_whistles_on(door: FrontDoor) -> None:
    door.step("street", "sign", day(16, 14))
    forgotten = door.post("street", "whistle", day(17, 9), to=4, reason="改造资金没有着落", study="")
    assert forgotten.status_code == 422
    assert "街道吹哨到区平台，要附研判意见" in forgotten.content.decode()
    door.step("street", "whistle", day(17, 9), to=4, reason="改造资金没有着落", study="312 户受影响，测算三百余万元")
    assert (door.now.owner_level, door.now.owner_org) == (4, door.town.units["platform"])


def platform_cannot_send_it_back(door: FrontDoor) -> None:
    for minute in (10, 20):  # before it is signed, and after
        page = door.page("platform", day(17, 9, minute))
        assert "这里没有“退回”：平台不能将题目打回" in page
        assert door.offered("platform", day(17, 9, minute)) <= ON_OR_UP
        for event, filled, rule in SENDING_BACK:
            forced = {**filled, "host": door.town.units[filled["host"]].pk} if "host" in filled else filled
            assert door.refused("platform", event, day(17, 9, minute), **forced) == rule
        for event in OTHERS_MAY:
            answer = door.post("platform", event, day(17, 9, minute), reason="不归我们管", basis="三定方案")
            assert answer.status_code == 403, event
        if minute == 10:
            door.step("platform", "sign", day(17, 9, 15))
    assert (door.now.owner_level, door.now.state) == (4, "handling")


def leading_group_decides(door: FrontDoor) -> None:
    units = door.town.units
    door.step("platform", "raise_top", day(18, 10), reason="资金和部门，平台协调不了")
    assert (door.now.owner_level, door.now.state) == (5, "topped")
    decided = {
        "leader": "示例：分管副区长",
        "decision": "列入今年老旧楼改造，年内完工。",
        "money": "3200000",
        "assisting": [units["finance"].pk],
        "what_1": "完成设计和招标",
        "due_1": "2026-11-25",
        "what_2": "外墙和屋面完工，逐户验收",
        "due_2": "2026-12-25",
    }
    for lower in ("branch", "street_unit", "platform"):
        assert door.refused("leading", "top_decide", day(19, 9), **decided, host=units[lower].pk) == "host_not_below"
    door.step("leading", "top_decide", day(19, 9), **decided, host=units["housing"].pk)
    assert (door.now.owner_level, door.now.host_org) == (5, units["housing"])
    assert door.now.handle_by == day(19, 17, 30).replace(month=12, day=25)
    record = door.now.top_decisions.get()
    assert (record.money, record.milestones.count()) == (3_200_000, 2)


def departments_do_the_work(door: FrontDoor) -> None:
    finished = {"result": RESULT, "photos": photo()}
    door.step("housing", "sign", day(19, 14))
    assert door.refused("housing", "finish", day(20, 9), **finished) == "co_units_answered"
    door.step("finance", "co_answer", day(20, 10), answer="首笔资金已拨付")
    without_photo = door.post("housing", "finish", day(27, 15), result=RESULT)
    assert without_photo.status_code == 422
    assert "要附办理后的照片" in without_photo.content.decode()
    door.step("housing", "finish", day(27, 15), result=RESULT, photos=photo())
    assert door.now.state == "checking"


def it_is_checked_and_the_resident_is_content(door: FrontDoor) -> None:
    door.step("guide", "check_pass", day(27, 16), on_site="on", note="雨后到现场看过")
    assert "解决了吗" in door.progress(day(27, 16, 1))
    door.answer(day(27, 19), solved="YES", satisfied="YES")
    assert (door.now.state, door.now.owner_level) == ("closed", 5)


def everybody_reads_the_result(door: FrontDoor) -> None:
    with time_machine.travel(day(27, 19, 1), tick=False):
        tasks.announce()
        tasks.deliver()
        tasks.announce()  # a second run tells nobody twice
        tasks.deliver()
    told = Message.objects.filter(event__case=door.now, text__contains=RESULT)
    assert told.filter(channel="SMS", state="SENT").values("phone_hash").distinct().count() == HOUSEHOLDS
    texts = [json.loads(line)["text"] for line in settings.SMS_LOG.read_text(encoding="utf8").splitlines()]
    assert sum(RESULT in text for text in texts) == HOUSEHOLDS
    assert not any(door.code in text for text in texts if RESULT in text)  # the code is the reporter's alone


@pytest.mark.parametrize("at_level", [3, 4])
def test_no_rung_may_whistle_downwards(door: FrontDoor, at_level: int) -> None:
    who = {3: "street", 4: "platform"}[at_level]
    grid_tries_and_whistles_to_the_street(door)
    if at_level == 4:
        street_studies_and_whistles_on(door)
    door.step(who, "sign", day(17, 9, 30))
    assert door.refused(who, "whistle", day(17, 10), to=2, reason="请社区再办", study="退给社区") == "no_return"
    assert door.now.owner_level == at_level
