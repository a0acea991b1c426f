"""隐患整改率: of what patrols found and is settled, how much was stopped on the spot or closed in time."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client

from cases import actions
from cases.models import Case
from cases.terms import Matter
from dashboards.actions import catch_up
from dashboards.forces import Behind
from dashboards.indicators.of_registers import Amount
from partyorg.hats import Hat
from partyorg.models import Post
from patrols.kinds import Outcome
from patrols.models import CheckItem, Finding, Patrol, PatrolPlan
from tests.desk.questions import asked, closed
from tests.factories import LONG_AGO, MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONTHS_LATER = MONDAY + timedelta(days=60)


@pytest.fixture
def town() -> Town:
    return build_town()


def found(town: Town, case: Case | None = None, *, grid: str = "grid", at: datetime = MONDAY) -> Finding:
    """On a round of the grid's worker: this case came of it, else it was stopped on the spot."""
    worker, item = town.people["worker"], CheckItem.objects.order_by("pk")[0]
    plan = PatrolPlan.objects.create(
        community=town.places[grid].parent, grid=town.places[grid], patroller=worker,
        post=Post.objects.get(person=worker), weekdays="1234567", since=LONG_AGO,
    )  # fmt: skip
    patrol = Patrol.objects.create(plan=plan, started_at=at, ended_at=at)
    said = {"outcome": Outcome.CASE, "case": case} if case else {"outcome": Outcome.STOPPED, "photo": "one.jpg"}
    return Finding.objects.create(patrol=patrol, item=item, found_at=at, **said)


def seen(client: Client, town: Town, where: str, query: str = "") -> Behind:
    catch_up(at=MONTHS_LATER)
    answer = client.get(f"/board/{town.places[where].pk}/forces/rectified/{query}")
    assert answer.status_code == 200
    behind: Behind = answer.context["behind"]
    return behind


def share(amount: Amount) -> tuple[object, int | None]:
    return amount.number, amount.of


def late(town: Town) -> Case:
    case = town.handling()
    actions.sweep(at=case.handle_by or MONDAY)
    case.refresh_from_db()
    return case


def closed_late(town: Town) -> Case:
    case, at = late(town), MONDAY + timedelta(days=3)
    case = actions.sign(case, by=town.hat("community", at), at=at)
    case = actions.finish(case, result="拆了", by=town.hat("community", at), at=at)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide", at), at=at)
    return actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=at)


def explained(town: Town) -> Case:
    case = asked(town, Matter.EXPLANATION)
    return actions.close_explained(case, answer="同意", by=town.hat("platform"), at=MONDAY)


def withdrawn(town: Town) -> Case:
    case = late(town)
    return actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY + timedelta(days=3))


@pytest.mark.parametrize(
    ("case", "rectified", "words"),
    [
        (closed, 1, "按时结案"),
        (closed_late, 0, "超过时限才结案"),
        (late, 0, "超过时限，还没结案"),
        (explained, 0, "解释结案"),
    ],
)
def test_what_is_settled_counts(town: Town, case: Callable[[Town], Case], rectified: int, words: str) -> None:
    found(town, case(town))
    behind = seen(town.client("community"), town, "community")
    assert share(behind.amount) == (rectified, 1)
    [line] = behind.lines
    assert (line.second, line.state) == (town.grid.name, f"{MONDAY:%Y-%m-%d} 发现，{words}")


@pytest.mark.parametrize("case", [Town.handling, Town.reported, withdrawn])
def test_within_its_limit_or_withdrawn_it_counts_nowhere(town: Town, case: Callable[[Town], Case]) -> None:
    found(town, case(town))
    found(town)
    assert share(seen(town.client("street"), town, "street").amount) == (1, 1)


def test_each_place_has_what_was_found_in_it_in_the_period(town: Town) -> None:
    found(town)
    found(town, late(town))
    found(town, grid="next_grid")
    found(town, at=MONDAY - timedelta(days=40))
    client = town.client("platform")
    for where, has in [("district", (2, 3)), ("street", (2, 3)), ("community", (2, 3)), ("grid", (1, 2)),
                       ("next_grid", (1, 1)), ("far_street", (0, 0))]:  # fmt: skip
        assert share(seen(client, town, where, "?period=month").amount) == has, where
    streets = {line.name: line.state for line in seen(client, town, "district", "?period=month").lines}
    assert streets["镇江路街道"] == "2 / 3，66.67%"
    assert share(seen(client, town, "street", "?period=year").amount) == (3, 4)


def test_a_case_is_opened_by_those_alone_who_may(town: Town) -> None:
    case = closed(town)
    found(town, case)
    [line] = seen(town.client("community"), town, "community").lines
    assert line.to.endswith(f"/{case.number}/")
    assert town.client("community").get(line.to).status_code == 200
    catch_up(at=MONTHS_LATER)
    Case.objects.filter(pk=case.pk).update(place=town.places["far_grid"])  # corrected since
    [moved] = seen(town.client("community"), town, "community").lines
    assert (moved.to, moved.state) == ("", line.state)
    assert town.client("community").get(line.to).status_code == 404
