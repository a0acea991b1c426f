"""The register of schemes: kept by the system administrator, and what it refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import AuditEntry
from dashboards.actions import close_period
from dashboards.models import ScoreScheme
from dashboards.periods import month_of
from partyorg.kinds import Role
from tests.dashboards.counted import OCTOBER, counted
from tests.factories import MONDAY, administrator, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]

ADD = reverse("admin:dashboards_scorescheme_add")
GOOD = {"satisfied": "40", "solved": "30", "response": "30"}


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


def changing(scheme: ScoreScheme, **changes: Any) -> tuple[str, dict[str, Any]]:
    rows = list(scheme.weights.all())
    said = sent({one.indicator: str(one.weight) for one in rows}, year=str(scheme.year), name=scheme.name, **changes)
    said |= {"weights-INITIAL_FORMS": len(rows)}
    for number, one in enumerate(rows):
        said |= {f"weights-{number}-id": one.pk, f"weights-{number}-scheme": scheme.pk}
    return reverse("admin:dashboards_scorescheme_change", args=[scheme.pk]), said


def test_months_of_a_year_that_has_a_closed_one_keep_one_share_so_that_they_add_up() -> None:
    town = build_town()
    counted(town, "grid", OCTOBER, satisfied_yes=1, answered=1)
    close_period(town.places["district"], month_of(OCTOBER), by=town.hat("platform"), at=MONDAY)
    scheme, admin = ScoreScheme.objects.get(year=2026, subject="STREET"), administrator(Role.SYSTEM_ADMINISTRATOR)
    address, said = changing(scheme, mostly="0.2")
    refused = admin.post(address, said)
    assert "2026年10月已经封存" in refused.content.decode()
    assert 'value="0.2"' in refused.content.decode()
    assert ScoreScheme.objects.get(pk=scheme.pk).mostly == scheme.mostly
    assert admin.post(*changing(scheme, minimum="20")).status_code == 302  # what is not a share may change
    assert admin.post(ADD, sent(GOOD, mostly="0.2")).status_code == 302  # from next year
    assert ScoreScheme.objects.get(year=2027).mostly != scheme.mostly
