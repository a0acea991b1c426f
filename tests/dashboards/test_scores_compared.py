"""考核 beside the month before: with what an upheld appeal made of it, and only where both were scored alike."""

from __future__ import annotations

from typing import Any

import pytest

from dashboards.models import Adjustment, Score, Weight
from dashboards.scoresheet import Sheet
from tests.dashboards.counted import NOVEMBER, OCTOBER, answers, counted
from tests.factories import Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def town() -> Town:
    """In October 36 of 40 were content, and the month is closed; in November all of 40."""
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(36, 4))
    counted(town, "grid", NOVEMBER, **answers(40))
    closing = f"/board/{town.places['district'].pk}/scores/close/"
    assert town.client("platform").post(closing, {"period": "2026-10"}).status_code == 302
    return town


def scores(town: Town, month: str, who: str = "street", where: str = "street") -> Any:
    answer = town.client(who).get(f"/board/{town.places[where].pk}/scores/", {"period": month})
    assert answer.status_code == 200
    return answer


def test_it_is_against_what_an_upheld_appeal_made_of_that_month(town: Town) -> None:
    score = Score.objects.get(place=town.places["street"])
    appeal = {"indicator": "satisfied", "reason": "有四件不是我们的事"}
    assert town.client("street").post(f"/board/scores/{score.pk}/appeal/", appeal).status_code == 302
    decision = {
        "verdict": "UPHELD", "answer": "查过了，是这样", "remedy": "CORRECTED", "numerator": "40", "denominator": "40",
    }  # fmt: skip
    assert town.client("platform").post(f"/board/scores/{score.pk}/decide/", decision).status_code == 302
    made = Adjustment.objects.get().score
    sheet: Sheet = scores(town, "2026-11").context["sheet"]
    [line] = sheet.tables[0].lines
    assert line.before == made != score.score
    assert "调整后的分写在“申诉”一栏" in scores(town, "2026-10", "platform", "district").content.decode()


def test_a_month_scored_by_other_weights_is_not_compared_with(town: Town) -> None:
    said = "两个月的分不能比"
    assert said not in scores(town, "2026-11").content.decode()
    Weight.objects.filter(scheme__subject="STREET", indicator="satisfied").update(weight=60)
    answer = scores(town, "2026-11")
    own, communities = answer.context["sheet"].tables
    assert [line.change for line in own.lines] == ["—"]
    assert communities.lines[0].before is not None  # theirs is the same
    assert answer.content.decode().count(said) == 1
