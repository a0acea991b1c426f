"""The first row of a board: each figure with of how many it is, how it moved, and from when."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
import time_machine

from tests.dashboards.counted import answers, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


@time_machine.travel(MONDAY, tick=False)
def test_a_change_stands_apart_and_the_board_says_what_it_is_from() -> None:
    """Of how many on one line, how it moved on the next; once, which days the ones before are."""
    town = build_town()
    counted(town, "grid", MONDAY.date(), **answers(40, bad=10))
    counted(town, "grid", MONDAY.date() - timedelta(days=7), **answers(50))
    text = page(town, "")
    first = text[text.index('class="figs"') : text.index('id="rungs"')]
    lines = [re.sub(r"\s+|<[^>]+>", "", line) for line in first.splitlines()]
    assert "40/50" in lines
    assert "▼20.0变差" in lines
    assert "上一段：2026-11-09。" in first
    assert text.count("上一段：") == 1
    for where in ("parts/", "indicators/combined/"):
        assert "上一段：2026-10-01 至 2026-10-16" in page(town, f"{where}?period=month")


def page(town: Town, where: str) -> str:
    answer = town.client("street").get(f"/board/{town.places['street'].pk}/{where}")
    assert answer.status_code == 200
    return answer.content.decode()
