"""What could not be ended as somebody left is told in the log, once, and hinders nobody."""

from __future__ import annotations

import pytest

from tests.factories import Town
from tests.volunteers.test_family import taken_on
from volunteers.departures import end_each
from volunteers.models import Volunteer
from volunteers.rules import Refused

pytestmark = pytest.mark.django_db


def test_what_still_stands_after_the_last_look_is_logged(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    taken_on(town, "林一", "13800000001")
    stays = taken_on(town, "林二", "13800000002")

    def end(one: Volunteer) -> None:
        if one == stays:
            raise Refused("not_yours")
        Volunteer.objects.filter(pk=one.pk).update(left_on="2026-11-16")

    end_each(Volunteer.objects.active(), end)
    assert list(Volunteer.objects.active()) == [stays]
    assert [one.getMessage() for one in caplog.records] == [f"volunteers.Volunteer {stays.pk} still stands: not_yours"]


def test_what_is_ended_meanwhile_is_not_told(town: Town, caplog: pytest.LogCaptureFixture) -> None:
    one = taken_on(town, "林一", "13800000001")

    def end(_: Volunteer) -> None:
        Volunteer.objects.filter(pk=one.pk).update(left_on="2026-11-16")  # by somebody quicker
        raise Refused("not_yours")

    end_each(Volunteer.objects.active(), end)
    assert caplog.records == []
