"""Narrowed to some of the cases: every page says what it counted, and the links keep what was asked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from urllib.parse import unquote

import pytest
import time_machine
from openpyxl import load_workbook

from cases.models import Category
from dashboards.actions import catch_up, close_period
from dashboards.periods import month_of
from tests.dashboards.counted import OCTOBER, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
OF_ALL = ("forces/", "forces/burden/", "surveys/", "scores/", "signs/")
OF_SOME = ("", "parts/", "league/", "late/", "indicators/came/")


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        town.handling(words="地下室漏水，墙皮洇湿")
        catch_up(at=MONDAY)
        yield town


def leak() -> Category:
    return Category.objects.get(code="LEAK")


def page(town: Town, where: str, query: str = "") -> str:
    answer = town.client("platform").get(f"/board/{town.places['district'].pk}/{where}{query}")
    assert answer.status_code == 200
    return answer.content.decode()


def about(town: Town, where: str, query: str) -> dict[str, str]:
    """What the workbook says of itself, with what it is called."""
    answer = town.client("platform").get(f"/board/{town.places['district'].pk}/{where}{query}")
    assert answer.status_code == 200
    rows = load_workbook(BytesIO(answer.content))["说明"].iter_rows(values_only=True)
    name = unquote(answer["Content-Disposition"]).partition("''")[2]
    return {str(item): str(said) for item, said in rows} | {"文件名": name}


@pytest.mark.parametrize("where", OF_ALL)
def test_a_page_that_does_not_narrow_says_so_and_keeps_the_narrowing_in_its_links(town: Town, where: str) -> None:
    query, name = f"?period=month&category={leak().pk}", leak().name
    shown = page(town, where, query)
    assert f"不只“{name}”" in shown
    assert "只看 <b>" not in shown
    assert 'data-only=""' in shown or "data-only" not in shown
    for tab in ("办理", "力量与覆盖", "满意度调查", "考核", "苗头"):
        [to] = re.findall(rf'href="([^"]*)"[^>]*>{tab}</a>', shown)
        assert f"category={leak().pk}" in to, tab
    assert about(town, where, f"{query}&as=xlsx")["范围"] == f"全部，不只“{name}”"
    assert "不只" not in page(town, where, "?period=month")
    assert about(town, where, "?period=month&as=xlsx")["范围"] == "全部"


@pytest.mark.parametrize("where", OF_SOME)
def test_a_page_that_narrows_says_to_what(town: Town, where: str) -> None:
    query = f"?period=month&category={leak().pk}"
    assert f"只看 <b>{leak().name}</b>" in page(town, where, query)
    assert about(town, where, f"{query}&as=xlsx")["范围"] == leak().name


def test_the_places_below_keep_the_narrowing_too(town: Town) -> None:
    query, street = f"?period=month&category={leak().pk}", town.places["street"].pk
    for where in ("forces/", "forces/wishes/"):
        there = f"/board/{street}/{where}?period=month&amp;category={leak().pk}"
        assert f'href="{there}"' in page(town, where, query)


@pytest.mark.parametrize(
    ("where", "days", "name"),
    [
        ("signs/", "到 2026-11-16 为止，每一条看近几天写在它那里", "2026-11-16"),
        ("late/", "现在（2026-11-16 09:00），不分时段", "2026-11-16"),
        ("surveys/", "每次调查各有自己的日期，不分时段", "2026-11-16"),
        ("scores/", "2026年10月（2026-10-01 至 2026-10-31）", "2026年10月"),
    ],
)
def test_a_workbook_says_which_days_were_counted(town: Town, where: str, days: str, name: str) -> None:
    """Whatever days the address has: these pages are not of them, or of the month around them."""
    counted(town, "grid", OCTOBER, came=1)
    close_period(town.places["district"], month_of(OCTOBER), by=town.hat("platform"), at=MONDAY)
    said = about(town, where, "?period=days&from=2026-10-05&to=2026-10-11&as=xlsx")
    assert said["时段"] == days
    assert said["文件名"].endswith(f"_{name}.xlsx")
    assert ("封存" in said) == (where == "scores/")


def test_where_the_whistles_have_got_to_says_what_it_counts(town: Town) -> None:
    shown = page(town, "", "?period=month")
    assert "本月受理 1 件：没办完的现在在哪一级，办完的最后在哪一级" in shown


@pytest.mark.parametrize("narrowed", ["category={leak}", "panel={panel}", "level=1", "unit={unit}", "channel=PATROL"])
def test_narrowed_the_board_says_why_the_rungs_are_not_there(town: Town, narrowed: str) -> None:
    said = narrowed.format(leak=leak().pk, panel=leak().panel_id, unit=town.units["housing"].pk)
    shown = page(town, "", f"?period=month&{said}")
    [card] = re.findall(r'<section class="card" aria-labelledby="rungs">.*?</section>', shown, re.S)
    assert "不再按层级分" in card
    assert f'href="/board/{town.places["district"].pk}/?period=month"' in card
    own = f"/board/{town.places['district'].pk}/?unit={town.units['housing'].pk}"
    alone = town.client("housing").get(own).content.decode()
    [card] = re.findall(r'<section class="card" aria-labelledby="rungs">.*?</section>', alone, re.S)
    assert "<a" not in card
