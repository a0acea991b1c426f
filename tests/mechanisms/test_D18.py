"""D18 “党群e家”小程序打通区城市综合管理指挥平台: a case created by API appears in the platform queue, same number."""

from typing import Any

import time_machine
from django.test import Client as Http
from django.urls import reverse

from api.actions import issue
from api.models import Client
from cases.models import Case
from tests.factories import IN_FIRST_GRID
from tests.front_door import FrontDoor, day

WORDS = "烟道直排，整栋楼都是油烟"


def sent_by_the_mini_programme(door: FrontDoor) -> tuple[dict[str, str], dict[str, Any]]:
    at, town = day(16, 9), door.town
    token = issue(Client(name="党群e家", unit=town.units["platform"]), by=town.people["system_admin"], at=at)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": "e-home-1"}
    said = {"words": WORDS, "category": "FUMES", "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1]}
    with time_machine.travel(at, tick=False):
        answer = Http().post(reverse("api:report"), said, content_type="application/json", headers=headers)
    assert answer.status_code == 201
    door.number, door.code = answer.json()["number"], answer.json()["tracking_code"]
    return headers, answer.json()


def numbers(door: FrontDoor, who: str, **said: str) -> list[str]:
    with time_machine.travel(day(16, 9, 5), tick=False):
        page: Any = door.town.client(who).get(reverse("cases:queue"), said)
    return [row["case"].number for row in page.context["rows"]]


def test_intake_and_the_platform_find_it_at_once_by_the_number_that_the_programme_got(door: FrontDoor) -> None:
    sent_by_the_mini_programme(door)
    assert numbers(door, "intake", q="submitted") == [door.number]
    assert numbers(door, "platform", q="open") == numbers(door, "platform", words=door.number) == [door.number]
    assert WORDS in door.page("platform", day(16, 9, 5))


def test_whistled_up_it_waits_in_the_platforms_queue_and_the_programme_is_told_so(door: FrontDoor) -> None:
    headers, _ = sent_by_the_mini_programme(door)
    door.accepted_and_signed(day(16, 9, 10), category="FUMES")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="去店里看过")
    door.step("secretary", "whistle", day(16, 10, 10), to=3, reason="店主不肯装净化器")
    door.step("street", "sign", day(16, 10, 20))
    door.step("street", "whistle", day(16, 10, 30), to=4, reason="要生态环境部门", study="要执法权")
    assert [case.number for case in door.queue("platform", "dispatched", day(16, 10, 40))] == [door.number]
    with time_machine.travel(day(16, 10, 40), tick=False):
        told = Http().get(reverse("api:case", args=[door.number]), headers=headers).json()
    assert (told["number"], told["held_by"]) == (door.number, door.town.units["platform"].name)
    assert told["timeline"][0]["said"] == "街道吹哨到区平台"
    assert Case.objects.get().number == door.number
