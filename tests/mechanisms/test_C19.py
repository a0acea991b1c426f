"""C19 楼栋长代报: a head of building reports for the owners of the house; each of them hears what becomes of it."""

from collections.abc import Iterator
from datetime import datetime

import time_machine
from django.urls import reverse

from cases.models import Case, Category, Follower
from notifications import actions as notifications
from notifications.models import Message
from tests.front_door import FrontDoor, day

HEAD, ZHOU, WU = "13800000001", "13800000004", "13800000005"


def reported_for_two(door: FrontDoor) -> Case:
    """The head speaks for two families; the grid worker writes it down at 9:00 on Monday."""
    said = {
        "channel": "BUILDING_HEAD", "words": "地下室漏水，墙皮洇湿", "name": "孙楼长", "phone": HEAD,
        "category": Category.objects.get(code="LEAK").pk,
        "who_1": "周大爷", "tel_1": ZHOU, "who_2": "吴大妈", "tel_2": WU,
    }  # fmt: skip
    with time_machine.travel(day(16, 9), tick=False):
        answer = door.town.client("worker").post(reverse("cases:report"), said)
    assert answer.status_code == 303, answer.content.decode()
    case = Case.objects.with_faces().get()
    door.number, door.code = case.number, case.tracking_code
    return case


def texts(number: str) -> list[str]:
    """What this telephone has been told so far."""
    told = Message.objects.filter(channel=Message.Channel.SMS).order_by("id")
    return [one.text for one in told if one.phone == number]


def test_the_case_names_the_head_and_those_who_are_spoken_for(door: FrontDoor) -> None:
    case = reported_for_two(door)
    assert (case.channel, case.reporter, case.reporter_name, case.reporter_phone) == (
        "BUILDING_HEAD", None, "孙楼长", HEAD,
    )  # fmt: skip
    spoken_for = case.followers.filter(why=Follower.Why.REPRESENTED).order_by("id")
    assert [(one.name, one.phone) for one in spoken_for] == [("周大爷", ZHOU), ("吴大妈", WU)]
    assert "楼栋长代报" in door.page("secretary", day(16, 9, 10))


def test_without_anybody_to_speak_for_it_is_no_report_of_a_head(door: FrontDoor) -> None:
    said = {"channel": "BUILDING_HEAD", "words": "地下室漏水", "name": "孙楼长"}
    answer = door.town.client("worker").post(reverse("cases:report"), said)
    assert answer.status_code == 422
    assert "至少一位居民的手机号" in answer.content.decode()
    assert not Case.objects.exists()


def lived_through(door: FrontDoor) -> Iterator[datetime]:
    """Each moment at which something has happened."""
    leak, branch = Category.objects.get(code="LEAK"), door.town.units["branch"]
    reported_for_two(door)
    yield day(16, 9)
    door.step("secretary", "accept", day(16, 9, 30), category=leak.pk, urgency="NORMAL", host=branch.pk)
    yield day(16, 9, 30)
    door.step("worker", "sign", day(16, 9, 40))
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="关过阀门，还是漏")
    door.step("secretary", "whistle", day(16, 11), to=2, reason="公共立管裂了")
    yield day(16, 11)
    door.step("community", "sign", day(16, 11, 30))
    door.step("community", "finish", day(16, 16), result="换了一段立管")
    door.step("guide", "check_pass", day(16, 17), on_site="on")
    yield day(16, 17)
    door.answer(day(17, 9), solved="YES", satisfied="YES")
    yield day(17, 9)


def test_each_hears_every_step_that_the_head_hears_and_how_it_ended(door: FrontDoor) -> None:
    for moment in lived_through(door):
        notifications.announce(at=moment)
    assert [words[:5] for words in texts(HEAD)] == ["您反映的“"] * 4  # of the answer at the end they know: it is theirs
    for number in (ZHOU, WU):
        told = texts(number)
        assert len(told) == 5
        for words, step in zip(told, ["已登记", "已受理", "已吹哨到", "核查通过", "换了一段立管"], strict=True):
            assert words.startswith("替您反映的“地下室漏水")
            assert step in words


def test_one_alone_cannot_take_back_what_is_said_for_several(door: FrontDoor) -> None:
    reported_for_two(door)
    with time_machine.travel(day(16, 10), tick=False):
        answer = door.town.client("worker").post(f"/progress/{door.code}/withdraw/", {"reason": "算了"})
    assert answer.status_code == 409
    assert door.now.is_open
