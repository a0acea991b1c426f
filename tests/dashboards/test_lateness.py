"""现在超期 and 曾超期: one word each, on every page and in the workbook, whatever the mark of the case says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from io import BytesIO

import pytest
import time_machine
from openpyxl import load_workbook

from cases import actions
from cases.models import Case
from dashboards.actions import catch_up
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)
AT = "延吉路5号"


@pytest.fixture
def town() -> Iterator[Town]:
    """Three cases: late now, late once and caught up with, late once and done. The sweep has marked all three."""
    with time_machine.travel(MONDAY, tick=False):
        town = build_town()
        for words in ("超着的", "赶上的", "办完的"):
            town.handling(words=f"{words}漏水", address=AT)
        done = Case.objects.get(title__startswith="办完的")
        actions.finish(done, result="修好了", by=town.hat("worker"), at=MONDAY)
        Case.objects.update(overdue=True)
        Case.objects.filter(title__startswith="超着的").update(handle_by=MONDAY - HOUR)
        catch_up(at=MONDAY)
        yield town


def said(text: str) -> dict[str, str]:
    """Of each case which of the two words stands in its line."""
    lines = re.findall(r"(超着的|赶上的|办完的)漏水</a>(.*?)(?:</li>|</tr>)", text, re.S)
    return {name: "、".join(re.findall("现在超期|曾超期|已超期|超期", line)) for name, line in lines}


@pytest.mark.parametrize("where", ["", "signs/"])
def test_pages_tell_late_now_from_late_once(town: Town, where: str) -> None:
    text = town.client("secretary").get(f"/board/{town.grid.pk}/{where}").content.decode()
    text = text.partition('id="cases"')[2] or text
    assert said(text) == {"超着的": "现在超期", "赶上的": "曾超期", "办完的": "曾超期"}
    assert text.count('<b class="late">现在超期</b>') == 1


def test_the_workbook_has_a_column_for_each(town: Town) -> None:
    answer = town.client("secretary").get(f"/board/{town.grid.pk}/figures.xlsx")
    book = load_workbook(BytesIO(answer.content))
    head, *rows = book["案件"].iter_rows(values_only=True)
    now, once, title = (head.index(name) for name in ("现在超期", "曾超期", "事项"))
    assert {str(row[title])[:3]: (row[now], row[once]) for row in rows} == {
        "超着的": ("是", "是"), "赶上的": (None, "是"), "办完的": (None, "是")
    }  # fmt: skip
    [stock] = [row[1] for row in book["总览"].iter_rows(values_only=True) if row[0] == "现在超期"]
    assert stock == sum(row[now] == "是" for row in rows) == 1


def test_the_page_of_the_case_says_the_same(town: Town) -> None:
    found = {}
    for case in Case.objects.all():
        page = town.client("secretary").get(f"/desk/cases/{case.number}/").content.decode()
        found[case.title[:3]] = re.findall('<span class="chip (late|soon)">(现在超期|曾超期|超期)</span>', page)
    assert found == {"超着的": [("late", "现在超期")], "赶上的": [("soon", "曾超期")], "办完的": [("soon", "曾超期")]}
