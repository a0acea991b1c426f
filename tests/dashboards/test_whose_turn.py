"""Who is named beside a case on the board: whoever has to act now; where that is somebody's duty, the unit too that can
be asked about it."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from django.core.cache import cache

from cases import actions
from cases.models import Case
from partyorg.hats import Hat
from tests.desk.questions import checked, to_the_housing_bureau
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


@pytest.fixture
def town() -> Town:
    cache.clear()  # the wall's pieces are kept
    return build_town()


def finished(town: Town) -> Case:
    return actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)


TURNS: dict[str, tuple[Callable[[Town], Case], str]] = {
    "受理": (lambda town: town.reported(), "太平镇社区第1网格党支部"),
    "签收": (to_the_housing_bureau, "区住建局"),
    "处置": (lambda town: town.handling(), "太平镇社区第1网格党支部"),
    "核查": (finished, "太平镇社区第1网格党支部（等网格员或引导员核查）"),
    "回访": (checked, "镇江路街道党工委（等诉求人评价或回访员回访）"),
}


def page(town: Town, address: str) -> str:
    with time_machine.travel(MONDAY, tick=False):
        answer = town.client("platform").get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("step", TURNS)
def test_whoever_has_to_act_is_named(town: Town, step: str) -> None:
    made, holder = TURNS[step]
    made(town)
    grid = town.places["grid"].pk
    board = page(town, f"/board/{grid}/")
    assert re.findall('data-label="该谁办">(.*?)</td>', board) == [holder]  # of those who have waited longest
    assert re.findall('data-label="谁办">(.*?)</td>', board) == [holder]  # of the grid's cases
    wall = page(town, f"/board/{grid}/screen/")
    assert re.findall('<ul class="rows waiting">.*<small>(.*?)</small>', wall) == [holder]


def test_of_a_case_that_is_over_who_had_it_is_named(town: Town) -> None:
    case = town.reported()
    actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY)
    board = page(town, f"/board/{town.places['grid'].pk}/")
    assert re.findall('data-label="谁办">(.*?)</td>', board) == ["太平镇社区第1网格党支部"]
