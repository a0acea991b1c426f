"""E16 随手拍、电话、微信、频道留言: by which channel a matter came is known, and counted for each."""

import re

import time_machine
from django.urls import reverse

from cases.models import Case
from tests.front_door import FrontDoor, day

TAKEN_DOWN = {
    "PHONE": "电话",
    "WECHAT": "微信",
    "BROADCAST": "频道留言",
    "PATROL": "巡查",
    "HOTLINE": "热线",
    "MEETING": "会议",
    "BUILDING_HEAD": "楼栋长代报",
}
MATTERS = ["地下室漏水", "路灯不亮", "楼上吵闹", "垃圾没人收", "井盖松了", "树枝挡窗", "车占消防通道"]
MORE = {"BUILDING_HEAD": {"name": "孙楼长", "tel_1": "13800000004"}}


def taken_down(door: FrontDoor, channel: str, words: str) -> None:
    said = {"channel": channel, "words": words, **MORE.get(channel, {})}
    with time_machine.travel(day(16, 9), tick=False):
        answer = door.town.client("worker").post(reverse("cases:report"), said)
    assert answer.status_code == 303, answer.content.decode()
    assert Case.objects.latest("id").channel == channel


def counted(door: FrontDoor, who: str) -> dict[str, int]:
    """The first figure of each line of the table of channels."""
    with time_machine.travel(day(16, 10), tick=False):
        page = door.town.client(who).get(reverse("cases:figures")).content.decode()
    found = {}
    for name in ["随手拍", *TAKEN_DOWN.values()]:
        [line] = re.findall(rf'<tr[^>]*><th scope="row">{name}</th>(.*?)</tr>', page)
        found[name] = int(re.sub(r"<[^>]+>|\s", "", re.findall(r"<td>(.*?)</td>", line)[0]))
    return found


def test_each_channel_is_chosen_at_the_desk_and_counted_on_the_page_of_figures(door: FrontDoor) -> None:
    assert set(counted(door, "street").values()) == {0}
    door.report(day(16, 9), words="墙上有裂缝")
    for (channel, _), words in zip(TAKEN_DOWN.items(), MATTERS, strict=True):
        taken_down(door, channel, words)
    assert counted(door, "street") == dict.fromkeys(["随手拍", *TAKEN_DOWN.values()], 1)


def test_two_by_one_channel_count_twice_and_only_for_those_who_see_them(door: FrontDoor) -> None:
    taken_down(door, "WECHAT", MATTERS[0])
    taken_down(door, "WECHAT", MATTERS[1])
    assert counted(door, "street")["微信"] == 2
    assert counted(door, "far_street")["微信"] == 0


def test_the_case_says_by_which_channel_it_came(door: FrontDoor) -> None:
    taken_down(door, "BROADCAST", MATTERS[0])
    door.number = Case.objects.get().number
    assert "频道留言" in door.page("secretary", day(16, 10))
