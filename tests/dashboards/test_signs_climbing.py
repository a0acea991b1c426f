"""都往上走: where what comes cannot be finished in the grids. Counted are cases, each once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cases import actions as on_cases
from cases.models import Case
from dashboards.actions import catch_up
from dashboards.models import Fact
from dashboards.signs import signs_of
from dashboards.signs.terms import Left, SignKind, climbs, is_worse
from dashboards.terms import What
from grids.models import Place
from tests.dashboards.test_signs import signs
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)


@pytest.fixture
def town() -> Iterator[Town]:
    with time_machine.travel(MONDAY, tick=False):
        yield build_town()


def test_a_place_climbs_where_half_of_it_or_twice_the_share_of_the_whole_leaves_its_grids() -> None:
    few, many = Left(12, 100), Left(60, 100)
    assert climbs(Left(3, 12), few)
    assert not climbs(Left(2, 12), few)
    assert not climbs(Left(9, 9), few)  # too few came
    assert climbs(Left(6, 12), many)
    assert climbs(many, many)  # the whole as well
    assert not climbs(Left(5, 12), many)


def test_inside_a_place_that_is_listed_only_what_is_far_worse_is() -> None:
    around = Left(60, 100)
    assert is_worse(Left(8, 10), around)  # half as much stays
    assert not is_worse(Left(7, 10), around)
    assert is_worse(Left(6, 10), Left(30, 100))
    assert not is_worse(Left(10, 10), Left(50, 50))  # no more than all


def climbing(town: Town, name: str = "platform", place: str = "district") -> dict[str, str]:
    looked_at = Place.objects.get(pk=town.places[place].pk)
    found = signs_of(looked_at, top=looked_at, cases=Case.objects.visible_to(town.hat(name)), at=MONDAY)
    return {one.place.short_name: one.words for one in found if one.kind == SignKind.CLIMBING}


def test_a_street_that_climbs_is_listed_for_the_district_and_compared_with_it(town: Town) -> None:
    for number in range(10):
        town.reported(f"路灯坏了第{number}盏", place=town.places["far_grid"], at=MONDAY - 3 * A_DAY)
        case = town.handling(words=f"地下室漏水第{number}处", at=MONDAY - 2 * A_DAY)
        if number < 4:
            on_cases.match_resource(case, resource=None, tried="上门看过", by=town.hat("secretary"), at=MONDAY)
            case.refresh_from_db()
            said: Any = {"to": 2, "reason": "本级办不了", "study": "需要部门"}
            on_cases.whistle(case, by=town.hat("secretary"), at=MONDAY, **said)
    page = signs(town, "platform", "district")
    assert "近 30 天受理 10 件，其中 4 件从网格往上走了，占 40.0%；市北区整体 20.0%（4 / 20），达到它的 2 倍。" in page
    assert page.count("都往上走</span>") == 1  # the community's alone
    assert "市北区" not in signs(town).split("找的是什么")[0].split("苗头</span>")[1]  # a street learns nothing of it


@pytest.fixture
def worst(town: Town) -> Town:
    """Everything climbs everywhere: nothing can be twice the whole."""
    for where in ("grid", "far_grid"):
        for number in range(10):
            town.reported(f"{where}第{number}处", place=town.places[where], at=MONDAY - 2 * A_DAY)
    catch_up(at=MONDAY)
    for case in Case.objects.order_by("pk"):
        if not case.title.endswith(("8处", "9处")):
            goes_up(case, 1)
            goes_up(case, 1)  # brought back and gone up again: still one case
            goes_up(case, 2)
    return town


def goes_up(case: Case, level: int) -> None:
    at = MONDAY - A_DAY
    Fact.objects.create(
        case=case, what=What.CLIMBED, level=level, place=case.place, channel=case.channel, at=at, day=at.date()
    )


def test_where_everything_climbs_everywhere_the_whole_is_listed_once(worst: Town) -> None:
    assert list(climbing(worst)) == ["市北区"]
    assert climbing(worst)["市北区"].startswith("近 30 天受理 20 件，其中 16 件从网格往上走了，占 80.0%；满一半。")
    assert list(climbing(worst, "street", "street")) == ["太平镇社区"]  # to the street it is that community's own


def test_what_is_far_worse_than_the_whole_stands_beside_it(worst: Town) -> None:
    for case in Case.objects.filter(place=worst.places["far_grid"]):
        goes_up(case, 1)
    found = climbing(worst)
    assert len(found) == 2
    assert "占 100.0%；市北区已经是 90.0%（18 / 20），它更高。" in "".join(found.values())


def test_it_says_from_where_and_lists_the_same_cases_that_it_counts(worst: Town) -> None:
    words = climbing(worst)["市北区"]
    assert "往上走的来自镇江路街道 8 件、辽宁路街道 8 件。" in words
    page = signs(worst, "platform", "district").split("找的是什么")[0]
    assert page.count('<li><a href="/desk/cases/') == 16  # all of them, and no other
    assert "<summary>另有 8 件</summary>" in page
    assert "indicators/whistled/" not in page  # counts whistles: another set


def test_more_than_can_be_listed_are_said_as_a_number(worst: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dashboards.signs.climbing.MOST_LISTED", 10)
    assert "另有 6 件，太多了，没有列在这里。" in signs(worst, "platform", "district")
