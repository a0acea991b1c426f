"""What stands on the paper of a month: nothing is said to be nothing, not listed; a unit's 受理 says what it counts."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from io import BytesIO
from typing import Any

import pytest
import time_machine
from pypdf import PdfReader

from accounts.printing import pdf_of
from cases import actions as on_cases
from cases.models import Case
from dashboards import actions
from dashboards.models import Report
from dashboards.reports.paper import LOOKS_LIKE
from partyorg.models import Organisation
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
IN_OCTOBER = datetime(2026, 10, 20, 9, tzinfo=MONDAY.tzinfo)


@pytest.fixture
def town() -> Iterator[Town]:
    """Two came in October, both to one of the streets; nothing did in September."""
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        town.handling(at=IN_OCTOBER)
        town.reported("楼道堆了杂物", at=IN_OCTOBER, place=town.places["next_grid"])
        actions.catch_up(at=MONDAY)
        yield town


def paper(town: Town, month: str, *, of: str = "district", by: str = "platform", query: str = "") -> list[str]:
    """Each sheet's words, without spaces, of the report as it was asked for and fetched."""
    address = f"/board/{town.places[of].pk}/reports/"
    assert town.client(by).post(f"{address}{query}", {"month": month}).status_code == 302
    assert actions.make_next(at=MONDAY)
    answer = town.client(by).get(f"{address}{Report.objects.latest('pk').pk}.pdf{query}")
    return ["".join(sheet.extract_text().split()) for sheet in PdfReader(BytesIO(answer.content)).pages]


def test_a_month_with_nothing_says_so_and_lists_nothing(town: Town) -> None:
    sheets = paper(town, "2026-09", of="far_street")
    month = "".join(sheets).partition("力量与覆盖")[0]
    assert "本月没有数" in month
    assert "2026年9月没有人报来诉求" in month
    for empty in ("三率综合", "0/0", "样本少", "从哪一级", "反映最多的", "办理指标和定义", "月底的苗头"):
        assert empty not in month, empty
    assert "没有可以算的，不再列出：" in "".join(sheets)
    assert "0/0" not in "".join(sheets)
    assert len(sheets) <= 4


def test_places_with_nothing_are_counted_and_not_listed(town: Town) -> None:
    words = "".join(paper(town, "2026-10"))
    places = words.partition("、三率")[2].partition("月底还没办完的")[0]
    assert "镇江路街道" in places
    assert town.places["far_street"].name not in places
    assert "另有1个街道没有数。" in places


def test_indicators_of_nothing_are_named_in_a_line(town: Town) -> None:
    words = "".join(paper(town, "2026-10"))
    named = words.partition("这个月和上个月都没有数的，不再列出：")[2].partition("。")[0].split("、")
    assert "督办办结率" in named
    assert "受理" not in named


def test_what_a_unit_counts_as_come_is_said_on_page_and_paper(town: Town) -> None:
    """Reported in October, dispatched to 区住建局 in November."""
    case, by = town.handled_by(4, at=IN_OCTOBER), town.hat("platform")
    about: dict[str, Any] = {"about": "谁来修", "meets_at": MONDAY, "where": "区平台"}
    case = on_cases.consult(case, units=[town.units["housing"]], **about, by=by, at=MONDAY)
    case = on_cases.keep_minutes(case, minutes="住建局牵头", by=by, at=MONDAY)
    on_cases.dispatch(case, host=town.units["housing"], by=by, at=MONDAY)
    actions.catch_up(at=MONDAY)
    said = (
        "受理的是这段时间里上报、现在由它办或者最后由它办的，后来才到它手里的也在里面；这段时间里派给它的，看“派单”。"
    )
    query, district = f"?unit={town.units['housing'].pk}", town.places["district"].pk
    words = "".join(paper(town, "2026-10", by="housing", query=query))
    assert "本月没有派来的。" in words
    assert said in words
    for tail in ("", "parts/"):
        page = town.client("housing").get(f"/board/{district}/{tail}{query}&period=2026-10").content.decode()
        assert said in page, tail
        assert said not in town.client("platform").get(f"/board/{district}/?period=2026-10").content.decode()
    assert said in town.client("platform").get(f"/board/{district}/parts/?period=2026-10").content.decode()


def test_how_many_are_late_is_one_sentence(town: Town) -> None:
    sheets = paper(town, "2026-09", of="far_street")
    assert "不分哪个月受理，还没结束的0件。" in "".join(sheets)
    assert "其中没有" not in "".join(sheets)


def test_heads_are_not_broken_within_a_word(town: Town) -> None:
    case = town.handled_by(4, at=IN_OCTOBER)
    Case.objects.filter(pk=case.pk).update(title="楼顶的广告牌锈断了腿，找不到是谁家的" * 2)
    Organisation.objects.filter(pk=case.owner_org_id).update(name="市北区委党建引领基层治理工作领导小组办公室" * 2)
    paper(town, "2026-10")
    sheets = PdfReader(BytesIO(bytes(Report.objects.get().file.content))).pages
    lines = [line.strip() for sheet in sheets for line in sheet.extract_text().splitlines()]
    assert "（工作日）" in lines


def test_no_row_stands_alone_on_a_sheet() -> None:
    for number in range(34, 60):
        rows = "".join(f"<tr><td>row{at}</td></tr>" for at in range(number))
        made = pdf_of(f"<table><thead><tr><th>一</th></tr></thead><tbody>{rows}</tbody></table>", LOOKS_LIKE)
        sheets = [sheet.extract_text().count("row") for sheet in PdfReader(BytesIO(made)).pages]
        assert min(sheets) >= 3, (number, sheets)
