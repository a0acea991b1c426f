"""D14 上级围着下级转: whoever whistled rates whom it called; the marks stand in the unit's figures (考核)."""

import re
from decimal import Decimal
from typing import Any

import time_machine
from django.urls import reverse

from cases import actions, ratings
from dashboards.actions import catch_up
from dashboards.models import ScoreScheme
from tests.factories import MONDAY
from tests.front_door import FrontDoor, day, photo

MARKS = {"on_time": "YES", "solved": "NO", "manner": "4", "note": "来得快，没修好"}


def called(door: FrontDoor) -> None:
    """Whistled to the street, met about, given to the housing bureau."""
    door.report(day(16, 9), words="外墙渗水，三户人家发霉", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    door.step("secretary", "match_resource", day(16, 10), resource="none", tried="看过")
    door.step("secretary", "whistle", day(16, 10, 30), to=3, reason="网格办不了")
    door.step("street", "sign", day(16, 11))
    housing, where = door.town.units["housing"].pk, {"meets_at": "2026-11-16T14:00", "where": "街道"}
    door.step("street", "consult", day(16, 11, 10), units=[housing], about="谁来修", **where)
    door.step("street", "minutes", day(16, 15), minutes="外墙属住建局职责")
    door.step("street", "dispatch", day(16, 15, 10), host=housing, whistle_kind="PROGRESS")


def called_and_finished(door: FrontDoor) -> None:
    """The housing bureau reports in and finishes."""
    called(door)
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


def test_who_was_freed_by_a_ruling_is_not_rated_but_whom_the_ruling_called(door: FrontDoor) -> None:
    called(door)
    door.step("housing", "dispute", day(16, 16), reason="不归住建", basis="三定方案")
    finance = door.town.units["finance"].pk
    door.step("director", "ruling", day(16, 16, 30), ruling="MOVED", host=finance, reason="要先拨钱")
    door.step("finance", "sign", day(16, 17))
    door.step("finance", "finish", day(17, 15), result="钱拨了，修好了", photos=[photo()])
    freed = door.post("street", "rate_response", day(17, 16), whistle=whistle_of(door, "dispatch"), **MARKS)
    assert freed.status_code == 422
    door.step("street", "rate_response", day(17, 16), whistle=whistle_of(door, "ruling"), **MARKS)
    assert figures(door, "platform", "区财政局") == ["1", "100%", "0%", "4.0"]
    assert figures(door, "platform", "区住建局") == []
    assert "rate_response" not in door.offered("street", day(17, 17))


def test_a_ruling_that_upholds_leaves_the_called_unit_to_be_rated_once(door: FrontDoor) -> None:
    called(door)
    door.step("housing", "dispute", day(16, 16), reason="不归住建", basis="三定方案")
    door.step("director", "ruling", day(16, 16, 30), ruling="UPHELD", reason="归住建局")
    door.step("housing", "sign", day(16, 17))
    door.step("housing", "finish", day(17, 15), result="修好了", photos=[photo()])
    door.step("street", "rate_response", day(17, 16), whistle=whistle_of(door, "dispatch"), **MARKS)
    assert figures(door, "platform", "区住建局") == ["1", "100%", "0%", "4.0"]
    assert "rate_response" not in door.offered("street", day(17, 17))


def test_the_leading_group_rates_the_department_that_its_decision_called(door: FrontDoor) -> None:
    town = door.town
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case, leader="王副区长", decision="换管", money=Decimal(0), host=town.units["housing"],
        milestones=[("换好", MONDAY.date())], by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
    case = actions.sign(case, by=town.hat("housing"), at=MONDAY)
    assert ratings.open_for(case, town.hat("leading")) == []
    case = actions.finish(case, result="换了", by=town.hat("housing"), at=MONDAY)
    [question] = ratings.open_for(case, town.hat("leading"))
    assert (question.unit, question.whistle.kind) == (town.units["housing"], "top_decide")
    answered = town.client("leading").get(reverse("cases:move", args=[case.number, "rate_response"]))
    assert "顶格协调" in answered.content.decode()
    said: dict[str, Any] = {"on_time": True, "solved": True, "manner": 5}
    actions.rate_response(case, whistle=question.whistle, **said, by=town.hat("leading"), at=MONDAY)
    assert town.units["housing"].ratings.get().by_unit == town.units["leading_group"]


def test_the_marks_enter_the_score_of_the_department(door: FrontDoor) -> None:
    called_and_finished(door)
    door.step("street", "rate_response", day(17, 16), whistle=whistle_of(door, "dispatch"), **MARKS)
    catch_up(at=day(18, 9))
    ScoreScheme.objects.filter(subject="DEPARTMENT").update(minimum=1)
    with time_machine.travel(day(18, 9), tick=False):
        address = f"/board/{door.town.places['district'].pk}/scores/?period=2026-11"
        answer = door.town.client("leading").get(address)
    [table] = [one for one in answer.context["sheet"].tables if one.of == "部门"]
    [line] = [line for line in table.lines if line.name == "区住建局"]
    points = {part.code: part.points for part in line.scored.parts}
    assert (points["rated_in_time"], points["rated_solved"], points["manner"]) == (100, 0, 80)


def test_before_it_is_done_nobody_rates(door: FrontDoor) -> None:
    door.report(day(16, 9), words="外墙渗水", category="HOUSING")
    door.accepted_and_signed(day(16, 9, 30), category="HOUSING")
    assert "rate_response" not in door.offered("secretary", day(16, 10))


def whistle_of(door: FrontDoor, kind: str) -> int:
    """The whistle, or the call of a department by another host than the owner."""
    owner_called = door.now.events.filter(kind=kind).exclude(host_org__name__contains="第1网格")
    return owner_called.latest("seq").pk
