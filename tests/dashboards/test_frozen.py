"""A closed month on the board: counted by the rules that it was closed by, whatever becomes of the scheme since."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
import time_machine
from openpyxl import load_workbook

from dashboards import actions
from dashboards.models import Report, ScoreScheme
from dashboards.periods import month_of
from dashboards.reports.contents import contents_of
from tests.dashboards.counted import NOVEMBER, OCTOBER, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
OCTOBERS, ITS_DAYS = "period=2026-10", "period=days&from=2026-10-01&to=2026-10-31"
MONTH = month_of(OCTOBER)


@pytest.fixture
def town() -> Town:
    """In both months twenty were content and twenty mostly: 90 % where that counts 0.8, 65 % where it counts 0.3."""
    town = build_town()
    for day in (OCTOBER, NOVEMBER):
        said: dict[str, Any] = {"solved_yes": 40, "answered": 40, "satisfied_yes": 20, "satisfied_mostly": 20}
        counted(town, "grid", day, **said)
    actions.close_period(town.places["district"], MONTH, by=town.hat("platform"), at=MONDAY)
    ScoreScheme.objects.update(mostly=Decimal("0.3"))
    return town


def page(town: Town, address: str, who: str = "leading", where: str = "district") -> Any:
    answer = town.client(who).get(f"/board/{town.places[where].pk}/{address}")
    assert answer.status_code == 200
    return answer


@pytest.mark.parametrize("days", [OCTOBERS, ITS_DAYS])
@pytest.mark.parametrize("where", ["district", "street", "grid"])
def test_its_pages_read_the_rules_of_then_and_say_that_it_is_closed(town: Town, days: str, where: str) -> None:
    board, behind = (page(town, f"{address}?{days}", where=where) for address in ("", "indicators/satisfied/"))
    assert board.context["page"].board.figures["satisfied"].figure.value == 90
    assert behind.context["behind"].beside.figure.value == 90
    assert "0.8" in behind.content.decode()
    for said in (board.content.decode(), behind.content.decode()):
        assert "已封存" in said
        assert "2026-11-16 09:00" in said
        assert f"/board/{town.places[where].pk}/scores/?" in said


def test_open_days_read_what_the_scheme_says_now(town: Town) -> None:
    answer = page(town, "?period=month")
    assert answer.context["page"].board.figures["satisfied"].figure.value == 65
    assert "已封存" not in answer.content.decode()


def test_some_days_of_a_closed_month_are_counted_as_it_is(town: Town) -> None:
    answer = page(town, "?period=days&from=2026-10-01&to=2026-10-30")
    assert answer.context["page"].board.figures["satisfied"].figure.value == 90
    assert "已封存" in answer.content.decode()


@pytest.mark.parametrize("address", ["", "parts/", "indicators/satisfied/", "indicators/combined/"])
def test_beside_an_open_month_the_closed_one_before_stands_as_it_was_closed(town: Town, address: str) -> None:
    """So that the arrow says what the two pages say."""
    shown = page(town, f"{address}?period=month").context
    if address == "indicators/combined/":
        together = shown["behind"].together
        assert together.value < together.before
        return
    beside = {
        "": lambda: shown["page"].board.figures["satisfied"],
        "parts/": lambda: next(one for one in shown["parts"].figures if one.indicator.code == "satisfied"),
        "indicators/satisfied/": lambda: shown["behind"].beside,
    }[address]()
    assert (beside.figure.value, beside.before.value, beside.is_better) == (65, 90, False)


@pytest.mark.parametrize("code", ["satisfied", "combined"])
def test_among_the_last_twelve_a_closed_month_is_as_on_its_own_page(town: Town, code: str) -> None:
    months = page(town, f"indicators/{code}/?period=month").context["behind"].months
    october, november = (getattr(month, "figure", month).value for month in months[-2:])
    assert october > november
    own = page(town, f"?{OCTOBERS}").context["page"].board
    assert october == (own.combined if code == "combined" else own.figures[code].figure.value)


def test_weights_changed_since_do_not_move_the_three_rates_of_then(town: Town) -> None:
    before = page(town, f"?{OCTOBERS}").context["page"].board.combined
    scheme = ScoreScheme.objects.get(year=2026, subject="STREET")
    scheme.weights.filter(indicator="satisfied").update(weight=90)
    assert page(town, f"?{OCTOBERS}").context["page"].board.combined == before
    assert page(town, "indicators/combined/?" + OCTOBERS).context["behind"].together.value == before


def test_a_month_that_nobody_closed_is_open(town: Town) -> None:
    assert "已封存" not in page(town, "?period=2026-09").content.decode()


def test_a_survey_that_ended_in_it_counts_as_then(town: Town) -> None:
    for name, last_on in (("十月的", date(2026, 10, 31)), ("十一月的", date(2026, 11, 5))):
        answers = [actions.Answers(town.places["community"], 0, 40, 0)]
        held = actions.Held(name, "示例公司", OCTOBER, last_on, town.places["district"], answers)
        actions.enter_survey(held, by=town.hat("platform"), at=MONDAY)
    found = page(town, "surveys/")
    assert {str(one.survey): one.opinion.mean for one in found.context["surveys"]} == {"十月的": 80, "十一月的": 30}
    assert "威尔逊区间" in found.content.decode()
    assert "Wilson" not in found.content.decode()


def test_what_is_taken_out_and_the_report_say_so_too(town: Town) -> None:
    book = load_workbook(BytesIO(page(town, f"figures.xlsx?{OCTOBERS}").content))
    about = {row[0]: row[1] for row in book["说明"].iter_rows(values_only=True)}
    assert "2026-11-16 09:00 封存" in str(about["封存"])
    [rate] = [row for row in book["总览"].iter_rows(values_only=True) if row[0] == "满意率"]
    assert rate[1] == 90
    report = Report(place=town.places["street"], month=MONTH.first)
    contents = contents_of(report, at=MONDAY, told=lambda done: None)
    assert contents.board.figures["satisfied"].figure.value == 90
    assert contents.board.asked.frozen


def test_what_is_corrected_since_stands_beside_what_it_was(town: Town) -> None:
    assert "没有变过" in page(town, f"?{OCTOBERS}").content.decode()
    counted(town, "grid", OCTOBER, solved_no=10, answered=10, satisfied_no=10)  # as a merge or a reversal may
    board, behind = (page(town, f"{address}?{OCTOBERS}") for address in ("", "indicators/satisfied/"))
    told = {one.now.indicator.code: (one.then.text, one.now.text) for one in board.context["page"].board.corrected}
    assert told["satisfied"] == ("90.0%", "72.0%")
    assert "came" not in told
    assert re.search("封存时：<b>90.0%</b>（36 / 40），以后案件有更正", behind.content.decode())
    book = load_workbook(BytesIO(page(town, f"figures.xlsx?{OCTOBERS}").content))
    [rate] = [row for row in book["总览"].iter_rows(values_only=True) if row[0] == "满意率"]
    assert (rate[1], *rate[-3:]) == (72, 90, 36, 40)


@pytest.mark.parametrize("narrowed", ["&channel=PATROL", "&level=1"])
def test_of_some_of_its_cases_and_of_some_of_its_days_nothing_was_kept(town: Town, narrowed: str) -> None:
    for address in (OCTOBERS + narrowed, "period=days&from=2026-10-01&to=2026-10-30"):
        assert page(town, f"?{address}").context["page"].board.corrected is None
        assert "封存时：" not in page(town, f"indicators/satisfied/?{address}").content.decode()


def test_an_open_month_has_nothing_to_compare_with(town: Town) -> None:
    assert page(town, "?period=month").context["page"].board.corrected is None
    assert "封存时" not in page(town, "indicators/satisfied/?period=month").content.decode()


def weigh_otherwise() -> None:
    ScoreScheme.objects.get(year=2026, subject="STREET").weights.filter(indicator="satisfied").update(weight=90)


def closed_since(town: Town, month: date) -> None:
    counted(town, "grid", month, solved_yes=40, answered=20, not_answered=20, satisfied_yes=40)
    actions.close_period(town.places["district"], month_of(month), by=town.hat("platform"), at=AFTER)


AFTER = MONDAY + timedelta(days=30)
BOTH = "period=days&from=2026-10-15&to=2026-11-30"


def test_no_later_weight_moves_days_of_several_closed_months(town: Town) -> None:
    closed_since(town, NOVEMBER)
    with time_machine.travel(AFTER, tick=False):
        before = page(town, f"?{BOTH}").context["page"].board.combined
        weigh_otherwise()
        answer = page(town, f"?{BOTH}")
        assert answer.context["page"].board.combined == before
        assert "按其中最后一个月封存时的考核方案折算" in answer.content.decode()
        assert page(town, f"indicators/combined/?{BOTH}").context["behind"].together.value == before
        december = page(town, "?period=days&from=2026-12-01&to=2026-12-10").context["page"].board.asked
        assert december.rules_before == page(town, f"?{BOTH}").context["page"].board.asked.rules


def test_open_days_after_closed_ones_say_that_these_were_closed_otherwise(town: Town) -> None:
    said = "方案后来改过"
    assert said in page(town, "?period=year").content.decode()  # mostly counts 0.3 since October was closed
    assert "封存以后方案改过" in str(sheet_about(town, "period=year"))
    ScoreScheme.objects.update(mostly=Decimal("0.8"))
    assert said not in page(town, "?period=year").content.decode()
    assert said not in page(town, "?period=month").content.decode()
    weigh_otherwise()
    assert "到2026年10月为止的月份" in page(town, "?period=year").content.decode()


def sheet_about(town: Town, days: str) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(page(town, f"figures.xlsx?{days}").content))
    return list(book["说明"].iter_rows(values_only=True))
