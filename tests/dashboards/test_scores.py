"""考核: the page of scores, a month closed once and for all, appeals."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from dashboards.models import Adjustment, Appeal, Closing, Score, ScoreScheme, Weight
from tests.dashboards.counted import NOVEMBER, OCTOBER, answers, counted
from tests.factories import MONDAY, Town, build_town

OCTOBERS = {"period": "2026-10"}


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    """In October the first street had 36 content people of 40, the other one all of 40."""
    town = build_town()
    counted(town, "grid", OCTOBER, **answers(36, 4))
    counted(town, "far_grid", OCTOBER, **answers(40))
    return town


def address(town: Town, where: str, page: str = "") -> str:
    return f"/board/{town.places[where].pk}/scores/{page}"


def sheet(town: Town, who: str, where: str, **query: str) -> Any:
    answer = town.client(who).get(address(town, where), query or OCTOBERS)
    assert answer.status_code == 200, answer.content.decode()
    return answer


def lines(answer: Any, of: str) -> list[tuple[int | None, str, Decimal | None]]:
    tables = [one for one in answer.context["sheet"].tables if one.of == of]
    return [(line.rank, line.name, line.scored.value) for table in tables for line in table.lines]


def closed(town: Town, who: str = "platform") -> Closing:
    answer = town.client(who).post(address(town, "district", "close/"), OCTOBERS)
    assert answer.status_code == 302, answer.content.decode()
    return Closing.objects.get()


def of(town: Town, where: str) -> Score:
    return Score.objects.get(place=town.places[where])


def appealed(town: Town, who: str = "street", **changes: str) -> Any:
    said = {"indicator": "satisfied", "reason": "有四件不是我们的事", **changes}
    return town.client(who).post(f"/board/scores/{of(town, 'street').pk}/appeal/", said)


def decided(town: Town, who: str = "platform", **said: str) -> Any:
    said = {"answer": "查过了，是这样", **said}
    return town.client(who).post(f"/board/scores/{of(town, 'street').pk}/decide/", said)


def test_the_streets_are_ranked_on_the_districts_page_with_what_each_rests_on(town: Town) -> None:
    answer = sheet(town, "leading", "district")
    found = lines(answer, "街道")
    assert [(rank, name) for rank, name, _ in found] == [(1, "辽宁路街道"), (2, "镇江路街道")]
    assert found[0][2] == 100
    page = answer.content.decode()
    for words in ("36 / 40", "怎样算的", "权重", "样本少，不计入", "这个月已经过完，还没有封存"):
        assert words in page


def test_a_street_reads_its_own_score_and_its_communities_and_no_rank_of_its_own(town: Town) -> None:
    answer = sheet(town, "street", "street")
    page = answer.content.decode()
    assert lines(answer, "社区")[0][:2] == (1, "太平镇社区")
    assert "自己的考核" in page
    assert "由上一级排" in page
    assert "辽宁路" not in page
    assert town.client("street").get(address(town, "district")).status_code == 404
    assert town.client("far_street").get(address(town, "street")).status_code == 404


def test_whoever_has_too_few_is_not_scored(town: Town) -> None:
    counted(town, "grid", NOVEMBER, **answers(5))
    answer = sheet(town, "platform", "district", period="2026-11")
    assert [(rank, value) for rank, _, value in lines(answer, "街道")] == [(None, None)] * 2
    assert "不评分" in answer.content.decode()


def test_the_change_is_against_the_month_before(town: Town) -> None:
    counted(town, "grid", NOVEMBER, **answers(40))
    [line] = sheet(town, "street", "street", period="2026-11").context["sheet"].tables[0].lines
    assert line.change == f"▲ {100 - line.before}"


def test_a_month_is_closed_by_the_platform_once_and_over(town: Town) -> None:
    page = town.client("platform").get(address(town, "district", "close/"), OCTOBERS)
    assert page.status_code == 200
    assert "不能再改" in page.content.decode()
    closing = closed(town)
    assert (str(closing.by), closing.month.isoformat()) == ("钱平台", "2026-10-01")
    assert AuditEntry.objects.filter(action="封存月度考核").count() == 1
    again = town.client("leading").post(address(town, "district", "close/"), OCTOBERS)
    assert again.status_code == 409
    assert "2026年10月已经封存过了" in again.content.decode()
    assert "closed_once" not in again.content.decode()  # the sentence says it; the name of a rule is for programmes
    assert Closing.objects.count() == 1
    early = town.client("platform").post(address(town, "district", "close/"), {"period": "2026-11"})
    assert early.status_code == 409
    assert "还没有过完" in early.content.decode()


def test_nobody_else_closes_a_month(town: Town) -> None:
    assert town.client("supervisor").post(address(town, "district", "close/"), OCTOBERS).status_code == 403
    assert town.client("street").post(address(town, "street", "close/"), OCTOBERS).status_code == 403
    assert town.client("street").post(address(town, "district", "close/"), OCTOBERS).status_code == 404
    assert not Closing.objects.exists()


def test_a_closed_month_stays_and_says_what_would_be_different_today(town: Town) -> None:
    closed(town)
    before = lines(sheet(town, "platform", "district"), "街道")
    counted(town, "grid", OCTOBER, satisfied_no=10)  # a late correction
    answer = sheet(town, "platform", "district")
    assert lines(answer, "街道") == before
    page = answer.content.decode()
    assert "已封存" in page
    assert f"镇江路街道：封存时 {before[1][2]}，今天再算是" in page


def test_another_weight_scores_the_open_months_alone(town: Town) -> None:
    counted(town, "grid", NOVEMBER, **answers(36, 4))
    closed(town)
    query = {"period": "2026-11"}
    october, november = (lines(sheet(town, "street", "street", **one), "社区") for one in (OCTOBERS, query))
    assert october[0][2] == november[0][2]
    Weight.objects.filter(scheme__subject="COMMUNITY").exclude(indicator="satisfied").delete()
    Weight.objects.filter(scheme__subject="COMMUNITY").update(weight=100)
    assert lines(sheet(town, "street", "street"), "社区") == october
    assert lines(sheet(town, "street", "street", **query), "社区")[0][2] == Decimal("90.00")


def test_nothing_of_a_closed_month_is_rewritten_by_anybody(town: Town) -> None:
    closed(town)
    for rows in (Score.objects.all(), Closing.objects.all()):
        with pytest.raises(DatabaseError):
            _apart(rows.delete)
    with pytest.raises(DatabaseError):
        _apart(lambda: Score.objects.update(score=1))


def _apart(deed: Any) -> None:
    with transaction.atomic():
        deed()


def test_the_head_of_a_street_appeals_once_and_another_upholds_it_beside_the_frozen_score(town: Town) -> None:
    closed(town)
    frozen = of(town, "street").score
    assert appealed(town).status_code == 302
    assert appealed(town).status_code == 409
    assert Appeal.objects.count() == 1
    answer = decided(town, verdict="UPHELD", remedy="CORRECTED", numerator="40", denominator="40")
    assert answer.status_code == 302
    assert of(town, "street").score == frozen
    assert (Adjustment.objects.get().score or 0) > (frozen or 0)
    assert decided(town, "leading", verdict="DECLINED").status_code == 409
    page = town.client("street").get(f"/board/scores/{of(town, 'street').pk}/").content.decode()
    for words in (f"{frozen}", "调整后的得分", "有四件不是我们的事", "查过了，是这样", "申诉成立"):
        assert words in page
    assert "申诉成立：调整为" in sheet(town, "platform", "district").content.decode()


def test_a_correction_to_few_is_left_out_as_ever_and_the_page_says_why_nobody_is_scored(town: Town) -> None:
    closed(town)
    appealed(town)
    assert decided(town, verdict="UPHELD", remedy="CORRECTED", numerator="4", denominator="4").status_code == 302
    card = f"/board/scores/{of(town, 'street').pk}/"
    page = town.client("street").get(card).content.decode()
    assert "更正后的满意率只有 4 件，样本还是少，这一项照样不计入" in page
    counted(town, "grid", NOVEMBER, answered=40)
    with time_machine.travel(MONDAY.replace(month=12), tick=False):
        assert (
            town.client("platform").post(address(town, "district", "close/"), {"period": "2026-11"}).status_code == 302
        )
        score = Score.objects.get(place=town.places["street"], closing__month="2026-11-01")
        page = town.client("street").get(f"/board/scores/{score.pk}/").content.decode()
    assert "计入的权重只有 24（共 100），不到一半，所以不评分" in page


def test_what_is_excused_is_left_out(town: Town) -> None:
    closed(town)
    appealed(town)
    assert decided(town, verdict="UPHELD", remedy="EXCUSED").status_code == 302
    without = [one for one in of(town, "street").figures if one["code"] != "satisfied" and one["points"]]
    weight = sum((Decimal(one["weight"]) for one in without), Decimal(0))
    score = sum((Decimal(one["weight"]) * Decimal(one["points"]) for one in without), Decimal(0)) / weight
    assert Adjustment.objects.get().score == score.quantize(Decimal("0.01"))


def test_a_declined_appeal_says_why_and_adjusts_nothing(town: Town) -> None:
    closed(town)
    appealed(town)
    assert decided(town, verdict="DECLINED").status_code == 302
    assert not Adjustment.objects.exists()
    assert "申诉不成立" in town.client("street").get(f"/board/scores/{of(town, 'street').pk}/").content.decode()


def test_what_is_typed_wrongly_is_said_at_the_field_and_kept(town: Town) -> None:
    closed(town)
    answer = appealed(town, indicator="came", reason="电话 13812345678 不对")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "这一份考核里没有这个指标" in page
    assert "电话 13812345678 不对" in page
    appealed(town)
    answer = decided(town, verdict="UPHELD", remedy="CORRECTED", numerator="41", denominator="40")
    assert answer.status_code == 422
    assert "分子不能超过 40" in answer.content.decode()
    assert "申诉成立的，请选怎样调整" in decided(town, verdict="UPHELD").content.decode()
    assert Appeal.objects.get().verdict == ""


def test_only_whoever_answers_for_it_appeals_within_its_days(town: Town, clock: time_machine.Traveller) -> None:
    closed(town)
    pk = of(town, "street").pk
    assert appealed(town, "platform").status_code == 403
    assert appealed(town, "far_street").status_code == 404
    assert town.client("street").get(f"/board/scores/{pk}/decide/").status_code == 405
    clock.move_to(MONDAY.replace(day=30, hour=17, minute=31))
    late = appealed(town)
    assert late.status_code == 409
    assert "10 个工作日内" in late.content.decode()
    assert not Appeal.objects.exists()


def test_a_department_is_scored_by_the_district_and_reads_its_own_line(town: Town) -> None:
    housing, finance = town.units["housing"], town.units["finance"]
    marks = {"rated": 20, "rated_on_time": 18, "rated_solved": 15, "rated_manner": 90}
    counted(town, "grid", OCTOBER, unit=housing, **answers(40), **marks)
    counted(town, "grid", OCTOBER, unit=finance, **answers(30, 10))
    assert [name for _, name, _ in lines(sheet(town, "leading", "district"), "部门")] == ["区住建局", "区财政局"]
    closed(town)
    mine = sheet(town, "housing", "district", period="2026-10", unit=str(housing.pk))
    assert [name for _, name, _ in lines(mine, "部门")] == ["区住建局"]
    assert "区财政局" not in mine.content.decode()
    own, other = (Score.objects.get(unit=unit).pk for unit in (housing, finance))
    said = {"indicator": "manner", "reason": "那次是另一个局"}
    assert town.client("housing").post(f"/board/scores/{other}/appeal/", said).status_code == 404
    assert town.client("housing").post(f"/board/scores/{own}/appeal/", said).status_code == 302


def test_the_cost_of_the_page_is_the_same_however_many_there_are(town: Town) -> None:
    counted(town, "next_grid", OCTOBER, unit=town.units["housing"], **answers(10))
    client = town.client("platform")
    for _ in range(2):
        for where in ("district", "community"):
            with CaptureQueriesContext(connection) as asked:
                client.get(address(town, where), OCTOBERS)
            assert len(asked) <= 15, [one["sql"][:90] for one in asked.captured_queries]
        if not Closing.objects.exists():
            closed(town)


def test_without_a_scheme_the_page_says_whom_to_ask(town: Town) -> None:
    ScoreScheme.objects.update(in_force=False)
    assert "还没有启用的考核方案" in sheet(town, "platform", "district").content.decode()
    answer = town.client("platform").post(address(town, "district", "close/"), OCTOBERS)
    assert answer.status_code == 409


def test_signed_out_one_signs_in_and_the_wrong_method_is_refused(town: Town) -> None:
    client = town.client("platform")
    assert client.post(address(town, "district")).status_code == 405
    client.logout()
    assert client.get(address(town, "district")).status_code == 302
