"""D25 考核分析体系: a 考核 scheme with indicators, weights, score, rank, appeal. Scores come out of raw rows again, and
another weight scores the open months alone."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
import time_machine

from dashboards.models import Fact, Score, Weight
from notifications.actions import write_letters
from tests.dashboards.counted import NOVEMBER, OCTOBER, answers, counted
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db


def shown(town: Town, month: str) -> Decimal:
    """The score of the first street on the district's page."""
    address = f"/board/{town.places['district'].pk}/scores/"
    answer = town.client("leading").get(address, {"period": month})
    [table] = [one for one in answer.context["sheet"].tables if one.of == "街道"]
    [line] = [line for line in table.lines if line.name == "镇江路街道"]
    return line.scored.value


def from_raw_rows(month: int) -> Decimal:
    """By the first scheme: 满意 28, 解决 28, 响应 24, 按时办结 8; nothing else has enough."""
    raw: dict[str, int] = {}
    for fact in Fact.objects.filter(day__month=month):
        raw[fact.what] = raw.get(fact.what, 0) + fact.number
    asked = raw["satisfied_yes"] + raw["satisfied_no"]
    content, solved = Decimal(raw["satisfied_yes"]) / asked, Decimal(raw["solved_yes"]) / asked
    score = (28 * content + 28 * solved + 24 + 8) * 100 / 88
    return score.quantize(Decimal("0.01"), ROUND_HALF_UP)


def told(town: Town, who: str) -> str:
    """The inbox, once the worker has told of what happened."""
    write_letters(at=MONDAY)
    return town.client(who).get("/desk/messages/").content.decode()


@pytest.mark.by_hand
def test_scores_come_out_of_raw_rows_and_another_weight_is_for_open_months_alone() -> None:
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(36, 4))
    counted(town, "grid", NOVEMBER, **answers(30, 10))
    with time_machine.travel(MONDAY, tick=False):
        assert shown(town, "2026-10") == from_raw_rows(10)
        assert shown(town, "2026-11") == from_raw_rows(11)
        closing = f"/board/{town.places['district'].pk}/scores/close/"
        assert town.client("leading").post(closing, {"period": "2026-10"}).status_code == 302
        Weight.objects.filter(scheme__subject="STREET", indicator="solved").update(weight=8)
        Weight.objects.filter(scheme__subject="STREET", indicator="in_time").update(weight=28)
        assert shown(town, "2026-10") == from_raw_rows(10)
        assert shown(town, "2026-11") == Decimal("89.77")  # (28 × 75 + 8 × 75 + 24 × 100 + 28 × 100) / 88

        score = Score.objects.get(place=town.places["street"])
        assert (score.score, score.rank) == (from_raw_rows(10), 1)
        said = {"indicator": "solved", "reason": "有四件本来就不归街道"}
        assert town.client("street").post(f"/board/scores/{score.pk}/appeal/", said).status_code == 302
        assert "提出了申诉，请裁定：有四件本来就不归街道" in told(town, "platform")
        upheld = {"verdict": "UPHELD", "remedy": "EXCUSED", "answer": "属实，容错"}
        assert town.client("platform").post(f"/board/scores/{score.pk}/decide/", upheld).status_code == 302
        assert "申诉成立，容错：这一项不计，调整后得分 95.33。理由：属实，容错" in told(town, "street")
        page = town.client("street").get(f"/board/scores/{score.pk}/").content.decode()
    assert str(score.score) in page
    assert "调整后的得分 <b>95.33</b>" in page  # (28 × 90 + 24 × 100 + 8 × 100) / 60
