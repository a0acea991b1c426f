"""What falls due next and who was called and has not come: one tap from the numbers, case by case, each with its
unit; and a workbook that says which of them it holds."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from io import BytesIO
from urllib.parse import unquote

import pytest
import time_machine
from django.core.cache import cache
from openpyxl import load_workbook

from cases import actions
from cases.actions.sweep import sweep
from cases.models import Case
from dashboards.actions import catch_up
from tests.dashboards.counted import counted
from tests.desk.questions import to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
KINDS = {"": "现在超期", "hour": "一小时内到期", "today": "今天到期", "absent": "该到没到"}


@pytest.fixture
def town() -> Town:
    cache.clear()  # the wall's pieces are kept
    return build_town()


def answered(town: Town, where: str, query: str = "", at: datetime = MONDAY) -> tuple[bytes, str]:
    with time_machine.travel(at, tick=False):
        answer = town.client("platform").get(f"/board/{town.places['district'].pk}/{where}{query}")
    assert answer.status_code == 200
    return answer.content, unquote(answer.get("Content-Disposition", ""))


def page(town: Town, where: str, query: str = "", at: datetime = MONDAY) -> str:
    return answered(town, where, query, at)[0].decode()


def due(case: Case, **clocks: object) -> None:
    Case.objects.filter(pk=case.pk).update(**clocks)


def one_of_each(town: Town) -> None:
    due(town.handling(words="过了一小时"), handle_by=MONDAY - HOUR)
    due(town.handling(words="差半小时"), handle_by=MONDAY + HOUR / 2)
    due(town.handled_by(3, words="今天傍晚"), handle_by=MONDAY + 9 * HOUR)
    due(town.handling(words="明天零点"), handle_by=MONDAY + 15 * HOUR)


def lines(shown: str) -> list[tuple[str, ...]]:
    """Of each: its title, what is due, who has to do it, and for how long."""
    table = shown.partition('id="each"')[2]
    cells = '>([^<]*)</a></th>.*?哪一步">(.*?)</td><td data-label="该谁办">(.*?)</td>.*?多久">(?:<span class="late">)?'
    return re.findall(cells + "([^<]*)<", table, re.S)


def counts(shown: str) -> dict[str, int]:
    nav = shown.partition('aria-label="看哪些"')[2].partition("</nav>")[0]
    return {words: int(number) for words, number in re.findall(r">(\S+) (\d+)</a>", nav)}


def test_what_falls_due_is_told_case_by_case_with_whoever_has_to_act(town: Town) -> None:
    one_of_each(town)
    branch, street = "太平镇社区第1网格党支部", "镇江路街道党工委"
    half = ("差半小时", "处置", branch, "还有 30 分钟")
    assert lines(page(town, "late/", "?due=hour")) == [half]
    assert lines(page(town, "late/", "?due=today")) == [half, ("今天傍晚", "处置", street, "还有 9 小时")]
    assert [line[0] for line in lines(page(town, "late/"))] == ["过了一小时"]
    assert [line[0] for line in lines(page(town, "late/", "?due=no-such"))] == ["过了一小时"]


@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_is_one_tap_from_the_others(town: Town, kind: str) -> None:
    one_of_each(town)
    shown = page(town, "late/", f"?due={kind}")
    assert counts(shown) == {"现在超期": 1, "一小时内到期": 1, "今天到期": 2, "该到没到": 0}
    assert f"{KINDS[kind]} {counts(shown)[KINDS[kind]]} 件</h1>" in shown


def test_the_numbers_of_the_wall_lead_to_what_they_count(town: Town) -> None:
    one_of_each(town)
    wall = page(town, "screen/now/")
    figures = re.findall(r'<a href="/board/\d+/late/([^"]*)"><b>(\d+)</b> <span>(.*?)</span>', wall)
    assert [(number, words) for _, number, words in figures] == [
        ("1", "件超期"), ("1", "件一小时内到期"), ("0", "个单位该到没到"),
    ]  # fmt: skip
    for to, number, _ in figures:
        assert len(lines(page(town, "late/", to.replace("&amp;", "&")))) == int(number)


def test_who_has_not_come_is_named_with_its_case_before_and_after_it_is_noted(town: Town) -> None:
    case = actions.sign(to_the_housing_bureau(town), by=town.hat("housing"), at=MONDAY)
    by = case.report_in_by
    assert by
    assert lines(page(town, "late/", "?due=absent", by - HOUR)) == []
    assert "该到的都到了" in page(town, "late/", "?due=absent", by - HOUR)
    told = (case.title, "报到", "区住建局", "超 2 小时")
    assert lines(page(town, "late/", "?due=absent", by + 2 * HOUR)) == [told]
    sweep(at=by)
    shown = page(town, "late/", "?due=absent", by + 2 * HOUR)
    assert lines(shown) == [told]
    assert re.search(r'区住建局</th><td data-label="该到没到"><a class="late" href="[^"]*due=absent[^"]*">1 件', shown)


def test_narrowed_to_a_unit_it_is_whoevers_turn_it_is(town: Town) -> None:
    one_of_each(town)
    street = town.units["street_unit"].pk
    assert [line[0] for line in lines(page(town, "late/", f"?due=today&unit={street}"))] == ["今天傍晚"]
    assert [line[0] for line in lines(page(town, "late/", f"?due=today&holder={street}"))] == ["今天傍晚"]


def about(town: Town, where: str, query: str) -> dict[str, str]:
    content, named = answered(town, where, f"{query}&as=xlsx")
    rows = load_workbook(BytesIO(content))["说明"].iter_rows(values_only=True)
    return {str(item): str(said) for item, said in rows} | {"文件名": named.partition("''")[2]}


def test_a_workbook_of_one_holders_says_so(town: Town) -> None:
    one_of_each(town)
    said = about(town, "late/", f"?due=today&holder={town.units['street_unit'].pk}")
    assert said["页面"] == "今天到期 · 市北区 · 看板"
    assert said["范围"] == "全部案件，只看镇江路街道党工委手里的"
    assert said["文件名"] == "今天到期 · 市北区 · 看板_只看镇江路街道党工委手里的_2026-11-16.xlsx"
    whole = about(town, "late/", "?due=today")
    assert whole["范围"] == "全部案件"
    assert whole["文件名"] == "今天到期 · 市北区 · 看板_2026-11-16.xlsx"
    unit = about(town, "late/", f"?due=today&unit={town.units['street_unit'].pk}")
    assert unit["文件名"] == "今天到期 · 市北区 · 看板_镇江路街道党工委_2026-11-16.xlsx"


@pytest.mark.parametrize(("which", "words"), [("top", "在分子里的"), ("rest", "只在分母里的"), ("no-such", "")])
def test_a_workbook_of_a_part_of_the_list_says_so(town: Town, which: str, words: str) -> None:
    counted(town, "grid", MONDAY.date(), signed_in_time=2, signed_late=1)
    catch_up(at=MONDAY)
    said = about(town, "indicators/signed/", f"?period=month&which={which}")
    assert said["范围"] == (f"全部案件，名单只列{words}" if words else "全部案件")
    assert ("名单只列" in said["文件名"]) == bool(words)
