"""What is written of party life and of meetings tells nobody's number."""

from typing import Any

import pytest

from partylife.models import Activity, Decision, Meeting
from tests.factories import Town
from tests.partylife.conftest import (
    CONVENE,
    NEW,
    at_meeting,
    called,
    convened,
    filled,
    moment,
    monday,
    page,
    recorded,
    text,
    town,
)

__all__ = ["monday", "town"]
NUMBER = "370203 19900307 4510"


def refuses(answer: Any) -> None:
    assert (answer.status_code, "请不要写电话" in text(answer), NUMBER in text(answer)) == (422, True, True), text(
        answer
    )


@pytest.mark.parametrize("field", ["subject", "place", "minutes"])
def test_a_record(town: Town, field: str) -> None:
    refuses(town.client("secretary").post(NEW, filled(town, **{field: NUMBER})))
    assert not Activity.objects.exists()


def test_why_it_is_struck(town: Town) -> None:
    activity = recorded(town)
    refuses(town.client("secretary").post(page(activity, "strike"), {"because": NUMBER}))


@pytest.mark.parametrize("field", ["title", "place", "agenda"])
def test_a_meeting(town: Town, field: str) -> None:
    refuses(town.client("community").post(CONVENE, called(town, **{field: NUMBER})))
    assert not Meeting.objects.exists()


def test_what_it_decided_and_what_came_of_it(town: Town, monday: Any) -> None:
    meeting, client = convened(town), town.client("community")
    monday.move_to(moment(26))
    refuses(client.post(at_meeting(meeting, "minutes"), {"minutes": NUMBER}))
    said = {"what": "加装电梯", "unit": town.units["property"].pk, "due_on": "2026-12-01"}
    refuses(client.post(at_meeting(meeting, "decide"), {**said, "what": NUMBER}))
    assert not Decision.objects.exists()
