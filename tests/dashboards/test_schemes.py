"""The register of schemes: kept by the system administrator, and what it refuses."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from accounts.models import AuditEntry
from dashboards.models import ScoreScheme
from partyorg.kinds import Role
from tests.factories import MONDAY, administrator

ADD = reverse("admin:dashboards_scorescheme_add")
GOOD = {"satisfied": "40", "solved": "30", "response": "30"}


@pytest.fixture(autouse=True)
def monday(db: None) -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


def sent(weights: dict[str, str], **changes: Any) -> dict[str, Any]:
    said = {
        "year": "2027", "subject": "STREET", "name": "试行", "partly": "0.5", "mostly": "0.8", "minimum": "30",
        "in_force": "on", "weights-TOTAL_FORMS": len(weights), "weights-INITIAL_FORMS": 0, **changes,
    }  # fmt: skip
    for number, (code, weight) in enumerate(weights.items()):
        said |= {f"weights-{number}-indicator": code, f"weights-{number}-weight": weight}
    return said


def test_a_good_scheme_is_kept_and_its_weights_are_in_the_trail() -> None:
    answer = administrator(Role.SYSTEM_ADMINISTRATOR).post(ADD, sent(GOOD))
    assert answer.status_code == 302
    scheme = ScoreScheme.objects.get(year=2027)
    assert {one.indicator: one.weight for one in scheme.weights.all()} == {
        "satisfied": 40,
        "solved": 30,
        "response": 30,
    }
    assert AuditEntry.objects.filter(action__startswith="修改权重").latest("id").detail["new"]


@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ({"satisfied": "40", "solved": "30"}, "各项权重加起来要正好是 100，现在是 70"),
        ({"satisfied": "40", "solved": "41", "response": "19"}, "解决率的权重不能比满意率（40）高"),
        ({"solved": "60", "response": "40"}, "要有满意率"),
        ({"satisfied": "60", "whistled": "40"}, "没有这个指标，或者这个数单位自己就能定"),
        ({"satisfied": "60", "in_grid": "40"}, "没有这个指标，或者这个数单位自己就能定"),
        ({"satisfied": "60", "solved": "0", "response": "40"}, "权重要大于 0"),
    ],
)
def test_a_scheme_that_does_not_hold_is_refused_in_words(weights: dict[str, str], words: str) -> None:
    answer = administrator(Role.SYSTEM_ADMINISTRATOR).post(ADD, sent(weights))
    assert answer.status_code == 200
    assert words in answer.content.decode()
    assert not ScoreScheme.objects.filter(year=2027).exists()


def test_an_indicator_weighed_twice_is_refused_in_words() -> None:
    said = sent(GOOD) | {"weights-2-indicator": "solved"}
    page = administrator(Role.SYSTEM_ADMINISTRATOR).post(ADD, said).content.decode()
    assert "一个指标只能有一行权重" in page
    assert "indicator的" not in page
    assert not ScoreScheme.objects.filter(year=2027).exists()


def test_one_scheme_a_year_and_subject_by_the_system_administrator_alone() -> None:
    answer = administrator(Role.SYSTEM_ADMINISTRATOR).post(ADD, sent(GOOD, year="2026"))
    assert "这一年已经有考核它的方案" in answer.content.decode()
    assert administrator(Role.SECURITY_ADMINISTRATOR, "security").post(ADD, sent(GOOD)).status_code == 403
    assert administrator(Role.AUDIT_ADMINISTRATOR, "auditor").post(ADD, sent(GOOD)).status_code == 403
