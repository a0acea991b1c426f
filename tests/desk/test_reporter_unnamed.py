"""Whoever reports with an account stays unnamed at the desk, whatever they do with their case afterwards."""

import pytest
from django.test import Client

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from cases.terms import Urgency, Who
from tests.desk.conftest import page, text
from tests.factories import IN_FIRST_GRID, MONDAY, PASSWORD, Town

pytestmark = pytest.mark.enough_on("sqlite")

NAME = "诸葛不具名"


@pytest.fixture
def resident(town: Town) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("resident", PASSWORD, name=NAME))
    return client


def reported(resident: Client, **ticked: str) -> Case:
    said = {"words": "地下室漏水，墙皮洇湿", "lat": IN_FIRST_GRID[0], "lon": IN_FIRST_GRID[1], **ticked}
    assert resident.post("/report/", said).status_code == 302
    return Case.objects.latest("id")


def assert_unnamed(town: Town, case: Case, *events: str) -> None:
    """On the case's page, in the queue with its pane, and on the moves' pages."""
    assert [event.kind for event in case.events.filter(role=Who.REPORTER)] == list(events)
    for person in ("secretary", "guide", "street", "revisitor", "platform"):
        client = town.client(person)
        shown = [text(client.get(f"/desk/?case={case.number}")), text(client.get(page(case)))]
        shown += [text(client.get(page(case, move))) for move in ("accept", "revisit", "finish")]
        assert case.number in shown[0]
        assert not [html for html in shown if NAME in html], person


def checked(town: Town, case: Case) -> Case:
    leak = Category.objects.get(code="LEAK")
    case = actions.accept(
        case, category=leak, urgency=Urgency.NORMAL, place=town.grid, host=town.units["branch"],
        by=town.hat("secretary"), at=MONDAY,
    )  # fmt: skip
    case = actions.sign(case, by=town.hat("worker"), at=MONDAY)
    case = actions.finish(case, result="换了管子", by=town.hat("worker"), at=MONDAY)
    return actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)


HOW = pytest.mark.parametrize("ticked", [{}, {"anonymous": "on"}, {"confidential": "on"}])


@HOW
def test_who_reported_and_took_it_back(town: Town, resident: Client, ticked: dict[str, str]):
    case = reported(resident, **ticked)
    assert_unnamed(town, case, "submit")
    assert resident.post(f"/progress/{case.tracking_code}/withdraw/", {"reason": "自己修好了"}).status_code == 302
    assert_unnamed(town, case, "submit", "withdraw")


@HOW
def test_who_reported_and_answered(town: Town, resident: Client, ticked: dict[str, str]):
    case = checked(town, reported(resident, **ticked))
    answer = {"solved": "NO", "satisfied": "NO", "reason": "还在滴"}
    assert resident.post(f"/progress/{case.tracking_code}/answer/", answer).status_code == 302
    assert_unnamed(town, case, "submit", "revisit_bad")


@HOW
def test_who_reported_added_to_it_and_asked_to_open_it_again(town: Town, resident: Client, ticked: dict[str, str]):
    case = checked(town, reported(resident, **ticked))
    for deed, said in [
        ("add", {"words": "墙角也湿了"}),
        ("answer", {"solved": "YES", "satisfied": "YES"}),
        ("reopen", {"facts": "又漏了"}),
    ]:
        answer = resident.post(f"/progress/{case.tracking_code}/{deed}/", said)
        assert answer.status_code == 302, text(answer)
    assert_unnamed(town, case, "submit", "added", "revisit_ok", "ask_reopening")
