"""Scores: from raw rows to the same number, whoever adds them up."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dashboards.indicators import Rules
from dashboards.models import Fact, ScoreScheme, Weight
from dashboards.periods import month_of
from dashboards.scoring.schemes import rules_brought, rules_of_each, schemes_of, with_rules
from dashboards.scoring.score import Scheme, Scored, scored
from dashboards.tallies.reading import of_place
from dashboards.workflow import Subject
from grids.models import Place
from tests.dashboards.counted import NOVEMBER, answers, counted
from tests.factories import build_town

ON_A_BUSY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WEIGHTS = {"satisfied": Decimal(40), "solved": Decimal(30), "reworked": Decimal(20), "manner": Decimal(10)}
SCHEME = Scheme(Subject.DEPARTMENT, 2026, "试", Rules(), 10, WEIGHTS)
COUNTS = {
    "satisfied_yes": 30, "satisfied_mostly": 10, "solved_yes": 45, "solved_no": 5, "closed": 50, "closed_reworked": 5,
    "rated": 20, "rated_manner": 90,
}  # fmt: skip


def rules_of(year: int) -> Rules:
    return rules_of_each([year])[year]


def test_a_score_is_the_weighted_sum_of_what_it_rests_on() -> None:
    found = scored(COUNTS, SCHEME)
    assert [one.points for one in found.parts] == [95, 90, 90, 90]  # (30 + 0.8 × 10) / 40, 45 / 50, 100 − 10, 4.5 × 20
    assert found.value == Decimal("92.00")


def test_what_rests_on_too_few_is_left_out_and_the_rest_weighs_more() -> None:
    found = scored({**COUNTS, "rated": 9, "rated_manner": 9, "closed": 3}, SCHEME)
    assert found.left_out == ["重办率", "报到评价态度分"]
    assert found.value == ((95 * 40 + 90 * 30) / Decimal(70)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_nobody_is_scored_with_less_than_half_of_the_weight() -> None:
    assert scored({"satisfied_yes": 40}, SCHEME).value is None
    assert scored({"satisfied_yes": 40, "rated": 10, "rated_manner": 50}, SCHEME).value == Decimal(100)
    assert scored({}, SCHEME).value is None


@ON_A_BUSY_MACHINE
@given(st.fixed_dictionaries({name: st.integers(0, 60) for name in COUNTS}))
def test_more_content_people_never_lower_a_score_and_it_is_of_a_hundred(counts: dict[str, int]) -> None:
    found = scored(counts, SCHEME)
    assert Scored.kept(found.as_kept()) == found
    if found.value is None:
        return
    assert 0 <= found.value <= 100
    better = scored({**counts, "satisfied_yes": counts["satisfied_yes"] + 1}, SCHEME).value
    if counts["satisfied_yes"] + counts["satisfied_mostly"] >= SCHEME.minimum:
        assert better is not None
        assert better >= found.value


@ON_A_BUSY_MACHINE
@given(st.permutations(list(WEIGHTS.items())))
def test_the_order_of_the_weights_is_nothing_to_the_score(weights: list[tuple[str, Decimal]]) -> None:
    other = Scheme(Subject.DEPARTMENT, 2026, "试", Rules(), 10, dict(weights))
    assert scored(COUNTS, other).value == scored(COUNTS, SCHEME).value


@pytest.mark.django_db
def test_a_score_comes_from_raw_rows() -> None:
    town = build_town()
    counted(town, "grid", **answers(36, 4), closed=40, closed_reworked=4, came=40, came_again=1)
    counted(town, "next_grid", satisfied_mostly=10)
    scheme, month = schemes_of(2026)[Subject.STREET], month_of(NOVEMBER)
    found = scored(of_place(town.places["street"], month), scheme)

    raw: dict[str, int] = {}
    for fact in Fact.objects.filter(day__month=11):
        raw[fact.what] = raw.get(fact.what, 0) + fact.number
    by_hand = {
        "satisfied": Decimal(100) * (raw["satisfied_yes"] + Decimal("0.8") * raw["satisfied_mostly"]) / 50,
        "solved": Decimal(100) * raw["solved_yes"] / 40,
        "response": Decimal(100),
        "in_time": Decimal(100),
        "reworked": 100 - Decimal(100) * raw["closed_reworked"] / raw["closed"],
        "repeated": 100 - Decimal(100) * raw["came_again"] / raw["came"],
    }
    whole = sum(scheme.weights[code] for code in by_hand)
    summed = sum((scheme.weights[code] * points for code, points in by_hand.items()), Decimal(0)) / whole
    assert found.value == summed.quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert found.left_out == ["吹哨响应率"]


@pytest.mark.django_db
def test_a_year_without_a_scheme_takes_the_last_one_before_it() -> None:
    assert rules_of(2026).weights == {"response": 24, "solved": 28, "satisfied": 28}  # 30 : 35 : 35
    later = ScoreScheme.objects.create(year=2028, subject=Subject.STREET, name="新", mostly=Decimal(1))
    Weight.objects.create(scheme=later, indicator="satisfied", weight=100)
    assert [rules_of(year).mostly for year in (2025, 2027, 2028, 2030)] == [Decimal("0.8")] * 2 + [1, 1]
    ScoreScheme.objects.filter(pk=later.pk).update(in_force=False)
    assert rules_of(2028).mostly == Decimal("0.8")
    ScoreScheme.objects.update(in_force=False)
    assert rules_of(2026) == Rules()


@pytest.mark.django_db
@pytest.mark.parametrize("year", [2025, 2026, 2027, 2028, 2030])
def test_what_a_place_brings_along_is_what_the_year_says(year: int) -> None:
    build_town()
    later = ScoreScheme.objects.create(year=2028, subject=Subject.STREET, name="新", mostly=Decimal(1))
    Weight.objects.create(scheme=later, indicator="satisfied", weight=100)
    assert rules_brought(with_rules(Place.objects.all(), year)[0]) == rules_of(year)
    ScoreScheme.objects.update(in_force=False)
    assert rules_brought(with_rules(Place.objects.all(), year)[0]) == Rules()
