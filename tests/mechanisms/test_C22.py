"""C22 推诿扯皮问题解决: how often each unit disputes a dispatch, at the desk (统计) and on the leaders' board."""

import re
from typing import Any

import time_machine
from django.urls import reverse

from cases.models import Case
from dashboards.actions import catch_up
from tests.dashboards.test_board import cells
from tests.front_door import FrontDoor, day


def at_the_department(door: FrontDoor) -> None:
    """Whistled to the street, met about, given to the housing bureau."""
    door.report(day(16, 9), words="外墙渗水，三户人家发霉", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="看过")
    door.step("secretary", "whistle", day(16, 10, 30), to=3, reason="网格办不了")
    door.step("street", "sign", day(16, 11))
    housing = door.town.units["housing"].pk
    door.step(
        "street", "consult", day(16, 11, 10), units=[housing], about="谁来修", meets_at="2026-11-16T14:00", where="街道"
    )
    door.step("street", "minutes", day(16, 15), minutes="外墙属住建局职责")
    door.step("street", "dispatch", day(16, 15, 10), host=housing, whistle_kind="PROGRESS")


def disputes(door: FrontDoor, who: str) -> Any:
    with time_machine.travel(day(18, 9), tick=False):
        page = door.town.client(who).get(reverse("cases:figures")).content.decode()
    found = re.search(r'id="disputes".*?<th scope="row">区住建局</th>(.*?)</tr>', page, re.DOTALL)
    return found and [int(cell) for cell in re.findall(r"<td>(\d+)</td>", found[1])]


def on_the_board(door: FrontDoor, who: str) -> list[str]:
    """受理, 结案, 解决率, 满意率, 异议, 异议率 of the housing bureau."""
    catch_up(at=day(18, 9))
    with time_machine.travel(day(18, 9), tick=False):
        page = door.town.client(who).get(reverse("dashboards:parts", args=[door.town.places["district"].pk]))
    return cells(page.content.decode().split('id="by-unit"')[1], "区住建局")


def test_the_leaders_board_shows_disputes_per_unit(door: FrontDoor) -> None:
    at_the_department(door)
    assert on_the_board(door, "platform")[4:] == ["0", "0.0%样本少"]
    door.step("housing", "dispute", day(16, 16), reason="是业主的事", basis="物业管理条例")
    assert on_the_board(door, "platform")[4:] == ["1", "100.0%样本少"]


def test_a_units_disputes_and_their_rulings_are_counted(door: FrontDoor) -> None:
    assert disputes(door, "platform") is None
    at_the_department(door)
    door.step("housing", "dispute", day(16, 16), reason="是业主的事", basis="物业管理条例")
    assert disputes(door, "platform") == [1, 0, 0, 0, 1]  # asked, upheld, redirected, lapsed, waiting
    door.step("director", "ruling", day(17, 10), ruling="UPHELD", reason="主体结构，归住建局")
    assert disputes(door, "platform") == [1, 1, 0, 0, 0]
    assert Case.objects.get(number=door.number).host_org == door.town.units["housing"]
