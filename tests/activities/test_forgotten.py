"""Rosters that nobody closed are closed by the clock, each by itself."""

from __future__ import annotations

import logging
from datetime import timedelta

import pytest

from activities import actions
from activities.actions import closing
from activities.models import Activity, Presence
from activities.workflow import State
from tests.activities.calling import ENDS_AT, called, volunteer, was_there
from tests.factories import Town
from volunteers.models import Service

DAYS = timedelta(days=1)


def test_one_that_cannot_be_closed_holds_up_no_other_and_is_tried_again(
    town: Town, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    broken, whole = called(town), called(town, title="擦洗健身器械")
    was_there(whole, volunteer(town))
    close = closing._unrecorded

    def unrecorded(activity: Activity) -> list[Presence]:
        if activity == broken:
            raise RuntimeError("a row that cannot be read")
        return close(activity)

    with monkeypatch.context() as there, caplog.at_level(logging.ERROR):
        there.setattr(closing, "_unrecorded", unrecorded)
        assert actions.close_forgotten(at=ENDS_AT + 4 * DAYS) == 1
    assert f"activity {broken.pk} cannot be closed" in caplog.text
    assert dict(Activity.objects.values_list("pk", "state")) == {
        broken.pk: State.PUBLISHED, whole.pk: State.CLOSED
    }  # fmt: skip
    assert Service.objects.count() == 1
    assert actions.close_forgotten(at=ENDS_AT + 5 * DAYS) == 1
