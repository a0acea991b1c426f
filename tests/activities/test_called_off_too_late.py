"""Once somebody has checked in an activity is not called off: their time would be nobody's."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.kinds import End
from activities.models import Activity, SignUp
from activities.workflow import State
from tests.activities.calling import ENDS_AT, MONDAY, STARTS_AT, at, called, scanned, volunteer
from tests.factories import Town
from tests.resident.conftest import text
from volunteers.models import Service

pytestmark = pytest.mark.django_db
MINUTE = timedelta(minutes=1)


@pytest.fixture
def made(town: Town) -> Activity:
    return called(town)


def test_with_somebody_there_it_is_closed_and_not_called_off(town: Town, made: Activity) -> None:
    desk, path = town.client("community"), reverse("activities:activity", args=[made.pk])
    off = reverse("activities:call_off", args=[made.pk])
    people = [volunteer(town) for _ in range(3)]
    for one in people:
        actions.sign_up(made, one, at=MONDAY)
    assert off in text(desk.get(path))
    for one in people[:2]:
        actions.come(made, one, scanned(made, End.IN, STARTS_AT), at=STARTS_AT)
    with at(STARTS_AT + 5 * MINUTE):
        page = text(desk.get(path))
        assert off not in page
        assert 'value="close"' in page
        answer: Any = desk.post(off, {"reason": "下大雨"})
        assert answer.status_code == 409
        assert "已经有 2 人签到" in text(answer)
        assert "下大雨" in text(answer)  # what was typed is not lost
    made.refresh_from_db()
    assert made.state == State.PUBLISHED
    with at(ENDS_AT):
        desk.post(reverse("activities:close", args=[made.pk]))
    assert Service.objects.count() == 2


def test_who_was_ticked_is_there_too(town: Town, made: Activity) -> None:
    desk = town.client("community")
    actions.sign_up(made, volunteer(town), at=MONDAY)
    with at(STARTS_AT - 10 * MINUTE):
        desk.post(reverse("activities:roll", args=[made.pk]), {"came": [SignUp.objects.get().pk]})
        answer: Any = desk.post(reverse("activities:call_off", args=[made.pk]), {"reason": "下大雨"})
    assert (answer.status_code, "已经有 1 人签到" in text(answer)) == (409, True)
