"""现在超期 of a unit is one number everywhere: what it lets the time pass of, be it the host or not."""

from __future__ import annotations

import re
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from django.core.cache import cache
from openpyxl import load_workbook

from cases import actions
from cases.models import Case
from cases.terms import State
from dashboards.actions import catch_up
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
UNITS = {"housing": "区住建局", "platform": "市北区城市综合管理指挥平台"}


@pytest.fixture
def town() -> Town:
    cache.clear()  # the wall's pieces are kept
    return build_town()


def get(town: Town, where: str, query: str) -> bytes:
    with time_machine.travel(MONDAY, tick=False):
        answer = town.client("platform").get(f"/board/{town.places['district'].pk}/{where}{query}")
    assert answer.status_code == 200
    return answer.content


def late_of(town: Town, name: str) -> dict[str, int]:
    """现在超期 of a unit, by where it is said."""
    unit = town.units[name].pk
    board = get(town, "", f"?unit={unit}").decode()
    listed = get(town, "late/", f"?unit={unit}").decode()
    held = get(town, "late/", f"?holder={unit}").decode()
    wall = get(town, "screen/now/", f"?unit={unit}").decode()
    book = load_workbook(BytesIO(get(town, "figures.xlsx", f"?unit={unit}")))
    overview = {row[0]: row[1] for row in book["总览"].iter_rows(values_only=True)}
    found = {
        "card": re.findall(r"现在超期</span>\s*<b[^>]*>(\d+)</b>", board),
        "places": re.findall(r'data-label="现在超期" data-value="(\d+)"', board)[:1],
        "list": re.findall(r"<h1[^>]*>[^<]*现在超期 (\d+) 件", listed),
        "lines": [listed.count('data-label="哪一步"')],
        "holder": re.findall(r"<h1[^>]*>[^<]*现在超期 (\d+) 件", held),
        "wall": re.findall(r"<b>(\d+)</b> <span>件超期", wall),
        "sheet": [overview["现在超期"]],
    }
    return {where: int(*numbers) for where, numbers in found.items()}


def in_the_league(town: Town, name: str) -> int:
    rows = get(town, "league/", "").decode().split("<tr>")
    [row] = [row for row in rows if f">{UNITS[name]}</a></th>" in row]
    return int(re.findall(r'data-label="现在超期">(?:<a[^>]*>)?(\d+)', row)[0])


@pytest.mark.parametrize(
    ("state", "holder", "other"), [(State.CHECKING, "platform", "housing"), (State.DISPATCHED, "housing", "platform")]
)
def test_it_is_whoevers_turn_it_was(town: Town, state: State, holder: str, other: str) -> None:
    """While it is checked the host has done its part: what is late then lies with the unit that answers for it."""
    case = to_the_housing_bureau(town)
    Case.objects.filter(pk=case.pk).update(state=state, respond_by=MONDAY - HOUR, handle_by=None)
    catch_up(at=MONDAY)
    assert set(late_of(town, holder).values()) == {1}
    assert set(late_of(town, other).values()) == {0}
    assert in_the_league(town, "housing") == late_of(town, "housing")["card"]


def test_what_it_hosts_stays_on_its_board(town: Town) -> None:
    """Only the lateness is of whoever's turn it is: the case goes on to be listed among those it has in hands."""
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(state=State.CHECKING, respond_by=MONDAY - HOUR)
    assert case.title in get(town, "", f"?unit={town.units['housing'].pk}").decode()
