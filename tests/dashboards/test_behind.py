"""What stands behind a figure: the formula with its numbers, and every case that is in it."""

import re
from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from cases import actions
from cases.models import Case
from cases.terms import Channel
from dashboards.actions import catch_up
from dashboards.indicators import INDICATORS
from dashboards.models import Fact
from dashboards.terms import What
from grids.actions import add_place
from grids.workflow import Level
from partyorg.hats import Hat
from tests.dashboards.counted import answers, counted
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    return build_town()


def shown(town: Town, who: str, where: str, code: str, query: str = "", *, status: int = 200) -> str:
    address = reverse("dashboards:indicator", args=[town.places[where].pk, code])
    with time_machine.travel(MONDAY + timedelta(hours=2), tick=False):
        answer = town.client(who).get(address + query)
    assert answer.status_code == status
    return answer.content.decode()


def listed(page: str) -> list[str]:
    """Of each line of the list: what was counted, and where it stands."""
    rows = re.findall(r"<tr>.*?</tr>", page[page.index('id="list"') :], re.DOTALL)[1:]
    return [re.sub(r"\s+", "", re.sub(r"<[^>]+>", "|", row)) for row in rows]


def test_every_indicator_has_its_page(town: Town) -> None:
    town.handled_by(3)
    catch_up(at=MONDAY)
    for code, indicator in INDICATORS.items():
        page = shown(town, "street", "street", code)
        assert indicator.words.split("“")[0] in page
        assert indicator.better.value in page
    shown(town, "street", "street", "no-such", status=404)


def test_a_rate_lists_all_of_its_denominator_and_says_what_is_above_the_line(town: Town) -> None:
    town.reported()
    counted(town, "grid", MONDAY.date(), solved_yes=3, solved_partly=2, solved_no=1)
    page = shown(town, "street", "street", "solved")
    formula = re.sub(r"\s+|<[^>]+>", "", page[page.index('class="formula"') : page.index("上一段")])
    assert "解决了3+解决了一部分0.5×2）÷（解决了3+解决了一部分2+没解决1）=4/6=66.7%" in formula
    lines = listed(page)
    assert len(lines) == 3  # one fact each, counting for 3, 2 and 1
    assert sum("在分子里" in line for line in lines) == 2
    assert sum("只在分母里" in line for line in lines) == 1
    assert len(listed(shown(town, "street", "street", "solved", "?which=rest"))) == 1
    assert len(listed(shown(town, "street", "street", "solved", "?which=top"))) == 2


def test_what_is_closed_in_the_grid_is_above_the_line_of_what_is_closed(town: Town) -> None:
    case, other = town.reported(), town.reported()
    day, unit = MONDAY.date(), town.units["branch"]
    said = {"day": day, "at": MONDAY, "place": town.grid, "unit": unit, "level": 1, "channel": "SNAPSHOT"}
    catch_up(at=MONDAY)
    Fact.objects.create(case=case, what=What.CLOSED, **said)
    Fact.objects.create(case=case, what=What.CLOSED_IN_GRID, **said)
    Fact.objects.create(case=other, what=What.CLOSED, **said)
    lines = listed(shown(town, "street", "street", "in_grid"))
    assert len(lines) == 2
    assert ["在分子里" in line for line in lines] == [False, True]


def test_what_is_in_hands_is_listed_as_it_was_at_the_end_of_the_period(town: Town) -> None:
    case = town.handling()
    town.reported("新来的", at=MONDAY)
    gone = town.reported("撤回的", at=MONDAY)
    actions.withdraw(gone, by=Hat(reporter_of=gone.pk), at=MONDAY)
    catch_up(at=MONDAY)
    lines = listed(shown(town, "street", "street", "open"))
    assert len(lines) == 2
    assert any(case.title in line for line in lines)
    aside = shown(town, "street", "street", "suspended", "?which=top")
    assert "这一部分没有" in aside


def test_the_combined_rate_shows_its_weights_and_parts(town: Town) -> None:
    counted(town, "grid", MONDAY.date(), **answers(40, bad=10))
    page = shown(town, "street", "street", "combined")
    assert "<b>86.0</b>" in page  # 30 × 100 % + 35 × 80 % + 35 × 80 %
    assert page.count('data-label="权重"') == 3


def test_a_unit_is_told_how_much_it_can_no_longer_open(town: Town) -> None:
    case = to_the_housing_bureau(town)
    catch_up(at=MONDAY)
    housing = town.units["housing"]
    query = f"?unit={housing.pk}&period=year"
    facts = Fact.objects.filter(unit=housing, what=What.DISPATCHED)
    assert facts.count() == 1
    assert len(listed(shown(town, "housing", "district", "disputed", query))) == 1
    Case.objects.filter(pk=case.pk).update(host_org=town.units["street_unit"], owner_org=town.units["street_unit"])
    case.co_orgs.clear()
    page = shown(town, "housing", "district", "disputed", query)
    assert "还有 1 条也算在数字里" in page
    assert case.number not in page


def test_what_is_only_below_the_line_is_listed_without_what_is_above(town: Town) -> None:
    """Of a stock: one of the open cases is put aside, the other is not."""
    cases = [town.handling(), town.handling()]
    catch_up(at=MONDAY)
    aside = {"case": cases[0], "what": What.PUT_ASIDE, "at": MONDAY, "day": MONDAY.date()}
    Fact.objects.create(place=town.grid, channel=cases[0].channel, level=1, **aside)
    for which, case in (("top", cases[0]), ("rest", cases[1])):
        page = shown(town, "street", "street", "suspended", f"?which={which}")
        assert (case.number in page, len(listed(page))) == (True, 1)


def test_of_a_part_of_the_cases_it_tells_how_long_those_took(town: Town) -> None:
    case, other = town.handling(), town.handling(channel=Channel.PHONE)
    catch_up(at=MONDAY)
    said = {"day": MONDAY.date(), "at": MONDAY, "place": town.grid, "level": 1}
    Fact.objects.create(case=case, channel="SNAPSHOT", what=What.LASTED, hours=2, **said)
    Fact.objects.create(case=other, channel="PHONE", what=What.LASTED, hours=40, **said)
    page = shown(town, "street", "street", "took", "?channel=PHONE")
    row = page[page.index("从上报到办结</th>") :]
    assert row[: row.index("</tr>")].count("40 工作小时") == 2


def test_how_long_it_took_is_told_by_the_middle_and_the_ninetieth(town: Town) -> None:
    case = town.handling()
    catch_up(at=MONDAY)
    at = MONDAY
    said = {"case": case, "day": at.date(), "at": at, "place": town.grid, "level": 1, "channel": "SNAPSHOT"}
    Fact.objects.bulk_create(Fact(what=What.LASTED, hours=hours, **said) for hours in (1, 2, 3, 16, 80))
    counted(town, "grid", MONDAY.date(), came=1)
    page = shown(town, "street", "street", "took")
    row = page[page.index("从上报到办结</th>") :]
    assert "3 工作小时" in row
    assert "80 工作小时" in row
    assert len(listed(page)) == 5


def test_figures_end_with_the_grid(town: Town) -> None:
    """Of a building nothing is counted: its line would say nought, and lead nowhere."""
    code = f"{town.grid.code}01"
    add_place(parent=town.grid, name="1号楼", level=Level.BUILDING, code=code, by=None, at=MONDAY)
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    for code in ("came", "combined"):
        page = shown(town, "worker", "grid", code, "?period=month")
        assert "1号楼" not in page
        assert "在哪里" not in page
    screen = town.client("worker").get(f"/board/{town.grid.pk}/screen/now/").content.decode()
    assert "1号楼" not in screen
    assert "等得最久的" in screen


def test_beyond_the_last_page_a_list_leads_back_to_its_first(town: Town) -> None:
    """And does not say that there is nothing in the figure above it."""
    town.accepted(category="LEAK")
    catch_up(at=MONDAY)
    for query in ("?page=99", "?which=top&page=99"):
        page = shown(town, "street", "street", "response", query)
        [to] = re.findall(r'这一页没有，请回<a href="([^"]*)#list">第一页</a>', page)
        assert "page" not in to
        assert not re.search("这段时间没有可以算进来的事|这一部分没有", page)
    assert "这段时间没有可以算进来的事" in shown(town, "street", "street", "climbed")
    with time_machine.travel(MONDAY, tick=False):
        grid = town.client("street").get(f"/board/{town.grid.pk}/?page=99").content.decode()
    assert re.search(r'这一页没有，请回<a href="[^"]*#cases">第一页</a>', grid)


@time_machine.travel(MONDAY, tick=False)
def test_what_is_in_none_of_the_places_below_is_said(town: Town) -> None:
    """Reported to the community itself: the rows would not add up, and nobody would know why."""
    counted(town, "grid", came=3)
    counted(town, "community", came=2)
    for address in ("?period=month", "indicators/came/?period=month"):
        answer = town.client("leading").get(f"/board/{town.places['community'].pk}/{address}")
        [said] = re.findall(r'id="rest">(.*?)</p>', answer.content.decode())
        assert re.search(r"另有 (<b>)?2\b", said), said
        assert "报到太平镇社区本身" in said
    street = town.client("leading").get(f"/board/{town.places['street'].pk}/?period=month").content.decode()
    assert 'id="rest"' not in street


def test_of_the_three_rates_the_empty_places_fold_as_elsewhere(town: Town) -> None:
    counted(town, "grid", MONDAY.date(), **answers(40))
    page = shown(town, "platform", "district", "combined")
    there, folded = page[page.index("在哪里") : page.index("近 12 个月")].split('<details class="idle">')
    assert "镇江路街道" in there
    assert "辽宁路街道" not in there
    assert "另有 1 个地方：这段时间没有" in folded
    assert re.search(r'href="[^"]*/indicators/combined/[^"]*">辽宁路街道', folded)
    months = page[page.index("近 12 个月") :]
    assert months.count("<tr>") >= 13  # none of them is left out
