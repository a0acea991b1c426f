"""Scores that rest on few: a rank says so, those not scored stand folded below."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from dashboards.models import ScoreScheme
from tests.dashboards.counted import NOVEMBER, OCTOBER, answers, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(40))
    return town


def sheet(town: Town, month: str) -> Any:
    return town.client("platform").get(f"/board/{town.places['district'].pk}/scores/", {"period": month})


@time_machine.travel(MONDAY, tick=False)
def test_a_rank_that_rests_on_few_says_so_and_those_not_scored_are_folded(town: Town) -> None:
    ScoreScheme.objects.update(minimum=1)
    counted(town, "grid", NOVEMBER, **answers(1))
    answer = sheet(town, "2026-11")
    [table] = [one for one in answer.context["sheet"].tables if one.of == "街道"]
    assert [line.rank for line in table.shown] == [1]
    assert [line.name for line in table.folded] == ["辽宁路街道"]
    page = answer.content.decode()
    assert re.search(r"样本少：\S+只有 1 件，还有 \d 项也少，分数和名次只供参考", page)
    assert "样本少、不评分的 1 个" in page
    october = sheet(town, "2026-10").content.decode()
    assert "分数和名次只供参考" not in october


@time_machine.travel(MONDAY, tick=False)
@pytest.mark.parametrize(("now", "before"), [(5, 50), (50, 5)])
def test_too_few_on_either_side_say_neither_better_nor_worse(town: Town, now: int, before: int) -> None:
    counted(town, "grid", MONDAY.date(), **answers(now - 1, bad=1))
    counted(town, "grid", MONDAY.date() - timedelta(days=7), **answers(before))
    text = town.client("street").get(f"/board/{town.places['street'].pk}/").content.decode()
    first = text[text.index('class="figs"') : text.index('id="rungs"')]
    assert "▼" in first
    assert "变差" not in first
    assert ("上一段样本少" in first) == (before == 5)
