"""D14 上级围着下级转: whoever whistled rates whom it called; the marks stand in the unit's figures (考核)."""

import re

import time_machine
from django.urls import reverse

from tests.front_door import FrontDoor, day, photo

MARKS = {"on_time": "YES", "solved": "NO", "manner": "4", "note": "来得快，没修好"}


def called_and_finished(door: FrontDoor) -> None:
    """Whistled to the street, met about, given to the housing bureau, which reports in and finishes."""
    door.report(day(16, 9), words="外墙渗水，三户人家发霉", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="看过")
    door.step("secretary", "whistle", day(16, 10, 30), to=3, reason="网格办不了")
    door.step("street", "sign", day(16, 11))
    housing, where = door.town.units["housing"].pk, {"meets_at": "2026-11-16T14:00", "where": "街道"}
    door.step("street", "consult", day(16, 11, 10), units=[housing], about="谁来修", **where)
    door.step("street", "minutes", day(16, 15), minutes="外墙属住建局职责")
    door.step("street", "dispatch", day(16, 15, 10), host=housing, whistle_kind="PROGRESS")
    door.step("housing", "sign", day(16, 16))
    came = {"person": "褚科长", "arrived_at": "2026-11-17T09:00", "where": "南口路 68 号"}
    door.step("housing", "report_in", day(17, 9, 10), **came)
    door.step("housing", "finish", day(17, 15), result="补了防水", photos=[photo()])


def figures(door: FrontDoor, who: str, unit: str) -> list[str]:
    """The unit's line in the table of those who are called."""
    with time_machine.travel(day(18, 9), tick=False):
        page = door.town.client(who).get(reverse("cases:figures")).content.decode()
    table = page[page.index("吹哨的评报到的") : page.index("区平台评吹哨")]
    found = re.search(rf'<th scope="row">{unit}</th>(.*?)</tr>', table, re.DOTALL)
    return re.findall(r"<td>([^<]+)</td>", found[1]) if found else []


def test_the_street_that_whistled_rates_the_department_and_its_figures_show_it(door: FrontDoor) -> None:
    called_and_finished(door)
    assert figures(door, "platform", "区住建局") == []
    assert "rate_response" in door.offered("street", day(17, 16))
    door.step("street", "rate_response", day(17, 16), whistle=whistle_of(door, "dispatch"), **MARKS)
    assert figures(door, "platform", "区住建局") == ["1", "100%", "0%", "4.0"]
    page = door.page("housing", day(17, 17))
    assert "区住建局的报到：<b>及时，没解决，态度 4 分</b>" in page
    assert "镇江路街道党工委评" in page


def test_the_grid_rates_the_street_that_it_called(door: FrontDoor) -> None:
    called_and_finished(door)
    door.step("secretary", "rate_response", day(17, 16), whistle=whistle_of(door, "whistle"), **MARKS)
    assert figures(door, "platform", "镇江路街道党工委") == ["1", "100%", "0%", "4.0"]


def test_a_whistle_is_rated_once_and_by_nobody_but_whoever_blew_it(door: FrontDoor) -> None:
    called_and_finished(door)
    whistle = whistle_of(door, "dispatch")
    for who in ["housing", "community", "worker"]:
        assert "rate_response" not in door.offered(who, day(17, 16)) if door.may_see(who, day(17, 16)) else True
        assert door.post(who, "rate_response", day(17, 16), whistle=whistle, **MARKS).status_code >= 400
    door.step("street", "rate_response", day(17, 16), whistle=whistle, **MARKS)
    again = door.post("street", "rate_response", day(17, 17), whistle=whistle, **MARKS)
    assert again.status_code in (409, 422)
    assert figures(door, "platform", "区住建局")[0] == "1"


def test_before_it_is_done_nobody_rates(door: FrontDoor) -> None:
    door.report(day(16, 9), words="外墙渗水", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    assert "rate_response" not in door.offered("secretary", day(16, 10))


def whistle_of(door: FrontDoor, kind: str) -> int:
    """The whistle, or the call of a department by another host than the owner."""
    owner_called = door.now.events.filter(kind=kind).exclude(host_org__name__contains="第1网格")
    return owner_called.latest("seq").pk
