"""A place that was sent but proves nothing is answered with how far off it is."""

from __future__ import annotations

import pytest

from activities import actions
from activities.models import Presence
from tests.activities.calling import FAR_AWAY, MONDAY, STARTS_AT, at, called, phone_of, volunteer
from tests.factories import IN_FIRST_GRID, Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


def test_a_place_too_far_off_is_told_how_far_it_is(town: Town) -> None:
    activity, person = called(town), volunteer(town)
    actions.sign_up(activity, person, at=MONDAY)
    path, phone = f"/volunteer/activities/{activity.pk}/code/in/", phone_of(person)
    far, a_street_on = (_sent(*spot) for spot in (FAR_AWAY, (IN_FIRST_GRID[0] + 0.005, IN_FIRST_GRID[1])))
    with at(STARTS_AT):
        answers, nothing = [phone.post(path, spot) for spot in (far, a_street_on)], phone.post(path)
    for one, words in zip(answers, ("公里，超过 200 米", "约 556 米，超过 200 米"), strict=True):
        assert one.status_code == 409
        assert "您报的位置离活动地点约" in text(one)
        assert words in text(one)
        assert "或者在活动地点报一下位置" not in text(one)
    assert "或者在活动地点报一下位置" in text(nothing)
    assert not Presence.objects.exists()


def _sent(lat: float, lon: float) -> dict[str, str]:
    return {"lat": str(lat), "lon": str(lon)}
