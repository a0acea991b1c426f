"""A09 油烟扰民: report → grid → community → street → solved on the seventh day → 满意; the timeline shows each hop.

The property company as co-handler and the coordination meetings in between (three logs) are 会商 events; they come
with the issue that opens `consult`.
"""

import re
from datetime import timedelta

from tests.front_door import FrontDoor, day


def test_the_fumes_are_gone_on_the_seventh_day_and_every_hop_is_told(door: FrontDoor) -> None:
    door.report(day(16, 9), words="楼下烧烤店油烟扰民，窗户不敢开", category="FUMES")
    door.accepted_and_signed(day(16, 9, 30), category="FUMES")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="和店主谈过，净化器坏了")
    door.step("secretary", "whistle", day(16, 11), to=2, reason="请社区和物业核实")
    door.step("community", "sign", day(16, 14))
    door.step("community", "whistle", day(17, 10), to=3, reason="社区和物业核实：净化器停用，要执法部门督促整改")
    door.step("street", "sign", day(17, 11))
    door.step("street", "finish", day(23, 10), result="净化器已更换，烟道已改到屋顶，三晚复看没有油烟")
    door.step("guide", "check_pass", day(23, 14), on_site="on")
    door.answer(day(23, 19), solved="YES", satisfied="YES")

    case = door.now
    assert (case.state, case.satisfied, door.levels()) == ("closed", "YES", [1, 2, 3])
    assert case.events.get(kind="finish").at - case.submitted_at < timedelta(days=8)
    assert not case.overdue
    told = re.findall(r"<li class=\"[^\"]*\"><b>(.*?)</b>", door.progress(day(23, 20)))
    assert told[::-1] == [
        "已上报，太平镇社区第1网格党支部收到",
        "已受理，由太平镇社区第1网格党支部负责",
        "太平镇社区第1网格党支部已签收",
        "网格吹哨到社区",
        "太平镇社区党委已签收",
        "社区吹哨到街道",
        "镇江路街道党工委已签收",
        "镇江路街道党工委说办好了，等核查",
        "已到现场核查，合格",
        "您评价：解决了，满意，已结案",
    ]
