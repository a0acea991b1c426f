"""督办员 sees what is late and what is pressed in the whole territory; the work itself is others'."""

from datetime import timedelta

import pytest
from django.test import Client

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town


def counts(client: Client) -> dict[str, int]:
    return {queue.name: count for queue, count in client.get("/desk/").context.get("queues", [])}


@pytest.fixture
def late(town: Town) -> Case:
    """Of a category that stays where it is: the grid's, and past its time."""
    case = town.handling(category="LIGHTING")
    Case.objects.filter(pk=case.pk).update(overdue=True, handle_by=MONDAY - timedelta(hours=1))
    return case


def test_what_is_late_anywhere_below_stands_on_the_desk(town: Town, late: Case) -> None:
    town.handling()  # in time: nobody's business but the grid's
    desk = counts(town.client("supervisor"))
    assert (desk["all"], desk["late"], desk["supervised"]) == (1, 1, 0)
    assert desk["handling"] == 0  # it is not the supervisor who handles it


def test_what_is_pressed_stays_there_until_it_is_closed(town: Town) -> None:
    due, by = MONDAY.date() + timedelta(days=2), town.hat("supervisor")
    actions.supervise(town.handled_by(3), kind="LISTED", reason="群里都在说", due_on=due, by=by, at=MONDAY)
    assert counts(town.client("supervisor"))["supervised"] == 1
    assert counts(town.client("street"))["supervised"] == 1  # whose it is sees it as well
    Case.objects.update(state="closed", closed_at=MONDAY)
    assert counts(town.client("supervisor"))["supervised"] == 0


def test_nobody_else_has_the_queue_while_nothing_is_pressed(town: Town, late: Case) -> None:
    assert [who for who in town.people if "supervised" in counts(town.client(who))] == ["supervisor"]
