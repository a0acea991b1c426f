"""E06 矛盾不上交: closed at grid or community, of all that is closed, on the board with the cases behind it."""

import re

import pytest
import time_machine
from django.urls import reverse

from cases.terms import Channel
from dashboards.actions import catch_up
from dashboards.models import Fact
from dashboards.terms import What
from tests.dashboards.counted import counted
from tests.factories import MONDAY, Town, build_town


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.mark.by_hand
def test_solved_locally_of_all_that_is_closed(town: Town) -> None:
    town.reported()
    catch_up(at=MONDAY)
    counted(town, "grid", MONDAY.date(), closed=40, closed_in_grid=25, closed_in_community=9)
    with time_machine.travel(MONDAY, tick=False):
        address = reverse("dashboards:indicator", args=[town.places["street"].pk, "in_community"])
        page = town.client("street").get(address).content.decode()
    assert "矛盾不上交" in page
    formula = re.sub(r"\s+|<[^>]+>", "", page.split('class="formula"')[1].split("上一段")[0])
    assert "（网格里办结25+社区里办结9）÷（结案40）=34/40=85.0%" in formula


@pytest.mark.by_hand
def test_what_went_up_stands_only_below_the_line(town: Town) -> None:
    at_home, gone_up = town.reported(), town.reported()
    catch_up(at=MONDAY)
    said = {"day": MONDAY.date(), "at": MONDAY, "place": town.grid, "unit": town.units["branch"]}
    rows = [(at_home, What.CLOSED, 2), (at_home, What.CLOSED_IN_COMMUNITY, 2), (gone_up, What.CLOSED, 3)]
    Fact.objects.bulk_create(
        Fact(case=case, what=what, level=level, channel=Channel.SNAPSHOT, **said) for case, what, level in rows
    )
    address = reverse("dashboards:indicator", args=[town.places["street"].pk, "in_community"])
    with time_machine.travel(MONDAY, tick=False):
        local, rest = (
            town.client("street").get(address, {"which": which}).content.decode() for which in ("top", "rest")
        )
    assert at_home.number in local
    assert gone_up.number not in local
    assert gone_up.number in rest
    assert at_home.number not in rest
