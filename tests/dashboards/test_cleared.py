"""挂账清零率: closed before the review date came, or not closed when it came; a database that was counted before."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from importlib import import_module

import pytest
import time_machine
from django.apps import apps
from django.db import connection
from django.urls import reverse

from cases import actions
from cases.deadlines import review_begins
from cases.models import Case
from cases.terms import State
from dashboards.actions import catch_up
from dashboards.actions.recounting import sum_anew
from dashboards.checking import faults
from dashboards.models import Above, Fact, Projected
from dashboards.periods import Period
from dashboards.tallies.reading import of_place
from dashboards.terms import What
from partyorg.hats import Hat
from tests.dashboards.second.comparing import figures_are_those_of_the_histories
from tests.factories import MONDAY, Town, build_town

pytestmark = pytest.mark.django_db
A_DAY = timedelta(days=1)
REVIEW = MONDAY.date() + 10 * A_DAY
COMES = review_begins(REVIEW)
YEAR = Period("days", date(2026, 1, 1), date(2027, 12, 31))
ITS = [What.CLEARED, What.NOT_CLEARED]
Deed = Callable[[Town, Case, datetime], Case]


@pytest.fixture
def town() -> Town:
    return build_town()


def put_aside(town: Town, case: Case | None = None, *, review_on: date = REVIEW, at: datetime = MONDAY) -> Case:
    case = actions.ask_suspension(
        case or town.handled_by(4), cause="资金尚未落实", statement="年底才有钱", plan="列入预算", review_on=review_on,
        by=town.hat("platform", at), at=at,
    )  # fmt: skip
    return actions.suspend(case, by=town.hat("leading", at), at=at)


def resumed(town: Town, case: Case, at: datetime) -> Case:
    return actions.resume(case, reason="钱到了", by=town.hat("platform", at), at=at)


def done(town: Town, case: Case, at: datetime) -> Case:
    case = actions.finish(case, result="修好了", by=town.hat("platform", at), at=at)
    return actions.check_pass(case, on_site=True, by=town.hat("guide", at), at=at)


def closed(town: Town, case: Case, at: datetime) -> Case:
    case = done(town, case, at)
    return actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=at)


def withdrawn(town: Town, case: Case, at: datetime) -> Case:
    return actions.withdraw(resumed(town, case, at), by=Hat(reporter_of=case.pk), at=at)


def urged(town: Town, case: Case, at: datetime) -> Case:
    return actions.urge(case, by=Hat(reporter_of=case.pk), at=at)


def found(at: datetime) -> list[tuple[str, datetime]]:
    catch_up(at=at)
    assert not list(faults(at=at))
    figures_are_those_of_the_histories(YEAR)
    return list(Fact.objects.filter(what__in=ITS).order_by("at", "pk").values_list("what", "at"))


@pytest.mark.parametrize(
    ("at", "said"),
    [
        (COMES - timedelta(seconds=1), [(What.CLEARED, COMES - timedelta(seconds=1))]),
        (COMES, [(What.CLEARED, COMES)]),
        (COMES + timedelta(seconds=1), [(What.NOT_CLEARED, COMES)]),
    ],
)
def test_it_is_cleared_by_being_closed_before_its_date_comes(
    town: Town, at: datetime, said: list[tuple[str, datetime]]
) -> None:
    case = done(town, put_aside(town), MONDAY + A_DAY)
    actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=at)
    assert found(at) == said


def test_what_is_still_put_aside_counts_nowhere_until_its_date_and_then_on_it(town: Town) -> None:
    put_aside(town)
    assert found(COMES - A_DAY) == []
    late = COMES + 3 * A_DAY
    actions.sweep(at=late)  # the system was down
    assert found(late) == [(What.NOT_CLEARED, COMES)]
    assert Fact.objects.get(what=What.NOT_CLEARED).unit == town.units["platform"]


def test_done_is_not_closed(town: Town) -> None:
    done(town, put_aside(town), COMES - A_DAY)
    assert found(COMES - A_DAY) == []


def test_taken_up_before_its_date_it_is_still_owed(town: Town) -> None:
    case = resumed(town, put_aside(town), MONDAY + A_DAY)
    assert found(MONDAY + A_DAY) == []
    closed(town, case, MONDAY + 2 * A_DAY)
    assert found(MONDAY + 2 * A_DAY) == [(What.CLEARED, MONDAY + 2 * A_DAY)]
    urged(town, resumed(town, put_aside(town), MONDAY + A_DAY), COMES + A_DAY)
    assert found(COMES + A_DAY) == [(What.CLEARED, MONDAY + 2 * A_DAY), (What.NOT_CLEARED, COMES)]


def test_put_aside_anew_the_new_date_counts_and_one_that_has_come_stays(town: Town) -> None:
    case = resumed(town, put_aside(town), MONDAY + A_DAY)
    again = COMES + 5 * A_DAY
    put_aside(town, case, review_on=again.date(), at=MONDAY + 2 * A_DAY)
    actions.sweep(at=COMES + A_DAY)
    assert found(COMES + A_DAY) == []
    actions.sweep(at=again)
    assert found(again) == [(What.NOT_CLEARED, again)]
    case = put_aside(town, Case.objects.get(), review_on=again.date() + 9 * A_DAY, at=again + A_DAY)
    closed(town, case, again + 2 * A_DAY)
    assert found(again + 2 * A_DAY) == [(What.NOT_CLEARED, again), (What.CLEARED, again + 2 * A_DAY)]


def test_withdrawn_before_its_date_nothing_is_owed_and_after_it_it_was(town: Town) -> None:
    withdrawn(town, put_aside(town), MONDAY + A_DAY)
    assert found(MONDAY + A_DAY) == []
    withdrawn(town, put_aside(town), COMES + timedelta(hours=9))
    assert found(COMES + timedelta(hours=9)) == [(What.NOT_CLEARED, COMES)]


def test_opened_again_it_was_cleared(town: Town) -> None:
    case = closed(town, put_aside(town), MONDAY + A_DAY)
    at = MONDAY + 2 * A_DAY
    case = actions.ask_reopening(case, facts="又漏了", by=Hat(reporter_of=case.pk), at=at)
    case = actions.reopen(case, facts="又漏了", by=town.hat("intake", at), at=at)
    assert case.state == State.ACCEPTED
    assert found(at) == [(What.CLEARED, MONDAY + A_DAY)]


def test_its_page_lists_both_and_says_which_was_cleared(town: Town) -> None:
    cleared, other = closed(town, put_aside(town), MONDAY + A_DAY), put_aside(town)
    actions.sweep(at=COMES)
    catch_up(at=COMES)
    with time_machine.travel(COMES + timedelta(hours=9), tick=False):
        address = reverse("dashboards:indicator", args=[town.places["street"].pk, "cleared"])
        page = town.client("street").get(f"{address}?period=year").content.decode()
    rows = re.findall(r"<tr>.*?</tr>", page[page.index('id="list"') :], re.DOTALL)[1:]
    assert [(cleared.number in row, other.number in row, "在分子里" in row) for row in rows] == [
        (False, True, False), (True, False, True),
    ]  # fmt: skip
    assert "1 / 2" in page


def test_a_database_that_was_counted_before_counts_them_too(town: Town) -> None:
    """Only what was ever put aside is counted anew."""
    closed(town, put_aside(town), MONDAY + A_DAY)
    town.accepted()
    assert found(COMES) == [(What.CLEARED, MONDAY + A_DAY)]
    Fact.objects.filter(what__in=ITS).delete()  # as it was counted before
    sum_anew(set(Above.objects.values_list("above", flat=True)))
    assert catch_up(at=COMES) == 0
    before = Projected.objects.get().revision
    migration = import_module("dashboards.migrations.0006_suspensions_cleared")
    migration.count_anew(apps, connection.schema_editor())
    assert Projected.objects.get().revision == before + 1
    assert catch_up(at=COMES) == 1
    assert found(COMES) == [(What.CLEARED, MONDAY + A_DAY)]
    assert of_place(town.places["district"], YEAR)["cleared"] == 1
