"""E17 五类上报: 突发事件直报 skips the grid's queue, and the street's command centre is alerted at once."""

from datetime import datetime

import pytest
import time_machine
from django.urls import reverse

from cases.models import Case
from cases.terms import Purpose
from notifications import actions as notifications
from notifications.models import Message
from tests.front_door import FrontDoor, day

NIGHT = day(15, 23)  # a Sunday: nobody works, an emergency does not wait for Monday


def taken_down(door: FrontDoor, purpose: str, at: datetime) -> Case:
    said = {"channel": "PATROL", "words": "煤气味很重，有人晕倒", "purpose": purpose}
    with time_machine.travel(at, tick=False):
        answer = door.town.client("worker").post(reverse("cases:report"), said, follow=True)
    assert answer.status_code == 200
    case = Case.objects.with_faces().get()
    door.number, door.code = case.number, case.tracking_code
    return case


def told(door: FrontDoor, who: str) -> list[str]:
    messages = Message.objects.filter(recipient=door.town.people[who]).order_by("id")
    return list(messages.values_list("text", flat=True))


def test_an_emergency_is_the_streets_from_its_first_second(door: FrontDoor) -> None:
    case = taken_down(door, Purpose.EMERGENCY, NIGHT)
    street = door.town.units["street_unit"]
    assert (case.purpose, case.urgency, case.emergency_direct) == ("EMERGENCY", "CRITICAL", True)
    assert (case.state, case.owner_level, case.owner_org, case.host_org) == ("dispatched", 3, street, street)
    assert case.first_receiver == door.town.units["branch"]
    assert door.kinds() == ["submit", "emergency_direct"]


def test_it_stands_in_no_queue_of_the_grid_and_in_that_of_the_command_centre(door: FrontDoor) -> None:
    case = taken_down(door, Purpose.EMERGENCY, NIGHT)
    for who in ("worker", "guide", "secretary", "intake", "community"):
        assert case not in door.queue(who, "all", NIGHT), who
        assert case not in door.queue(who, "submitted", NIGHT), who
    assert case in door.queue("street", "dispatched", NIGHT)


def test_the_command_centre_is_alerted_with_the_next_telling_at_night_too(door: FrontDoor) -> None:
    case = taken_down(door, Purpose.EMERGENCY, NIGHT)
    notifications.announce(at=NIGHT)
    for who in ("street", "street_secretary", "director"):
        [alert] = [text for text in told(door, who) if text.startswith("突发事件直报：")]
        assert case.number in alert
    assert case.respond_by is not None
    assert (case.respond_by - NIGHT).total_seconds() <= 2 * 3600


def test_a_resident_reports_an_emergency_just_so(door: FrontDoor) -> None:
    door.report(NIGHT, words="楼道着火了", purpose="EMERGENCY")
    assert door.kinds() == ["submit", "emergency_direct"]
    assert door.now.owner_level == 3
    assert door.now not in door.queue("worker", "all", NIGHT)


@pytest.mark.parametrize("purpose", [Purpose.ALERT, Purpose.UNCIVIL, Purpose.OPINION, Purpose.POLICY])
def test_the_other_four_purposes_are_kept_and_begin_in_the_grid(door: FrontDoor, purpose: Purpose) -> None:
    case = taken_down(door, purpose, day(16, 9))
    assert (case.purpose, case.state, case.owner_level) == (purpose, "submitted", 1)
    assert case in door.queue("worker", "submitted", day(16, 9))
    notifications.announce(at=day(16, 9))
    assert told(door, "street") == []
