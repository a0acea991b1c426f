"""D30 “党建工作做得好不好，要往群众的脸上看”: in the default schemes satisfaction weighs no less than anything else, it
stands first, and no scheme that says otherwise is taken."""

import pytest
import time_machine
from django.urls import reverse

from dashboards.models import ScoreScheme
from dashboards.scoring.schemes import schemes_of
from partyorg.kinds import Role
from tests.factories import MONDAY, administrator, build_town

pytestmark = pytest.mark.django_db


def test_satisfaction_weighs_no_less_than_any_other_in_each_default_scheme() -> None:
    schemes = schemes_of(2026)
    assert set(schemes) == {"STREET", "COMMUNITY", "GRID", "DEPARTMENT"}
    for scheme in schemes.values():
        assert next(iter(scheme.weights)) == "satisfied"
        assert scheme.weights["satisfied"] == max(scheme.weights.values())
        assert sum(scheme.weights.values()) == 100


def test_the_page_begins_with_it() -> None:
    town = build_town()
    with time_machine.travel(MONDAY, tick=False):
        page = town.client("platform").get(f"/board/{town.places['district'].pk}/scores/").content.decode()
    assert page.index("满意率：权重 28.00") < page.index("解决率：权重 28.00") < page.index("响应率：权重 24.00")


def test_no_scheme_lets_anything_weigh_more() -> None:
    scheme = ScoreScheme.objects.get(year=2026, subject="STREET")
    weights = list(scheme.weights.all())
    said = {
        "year": 2026, "subject": "STREET", "name": scheme.name, "partly": "0.5", "mostly": "0.8", "minimum": 30,
        "in_force": "on", "weights-TOTAL_FORMS": len(weights), "weights-INITIAL_FORMS": len(weights),
    }  # fmt: skip
    changed = {"satisfied": 20, "solved": 36}
    for number, one in enumerate(weights):
        row = {"id": one.pk, "scheme": scheme.pk, "indicator": one.indicator}
        row["weight"] = changed.get(one.indicator, one.weight)
        said |= {f"weights-{number}-{name}": value for name, value in row.items()}
    with time_machine.travel(MONDAY, tick=False):
        keeper = administrator(Role.SYSTEM_ADMINISTRATOR)
        answer = keeper.post(reverse("admin:dashboards_scorescheme_change", args=[scheme.pk]), said)
    assert answer.status_code == 200
    assert "解决率的权重不能比满意率（20）高" in answer.content.decode()
    assert scheme.weights.get(indicator="satisfied").weight == 28
