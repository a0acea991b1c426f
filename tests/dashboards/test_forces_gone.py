"""力量与覆盖 of days in which a community was closed: what was done in its grids until then was done."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from cases.models import Category
from cases.models.panels import SAFETY
from dashboards.actions import catch_up
from dashboards.indicators.of_registers import Amount
from grids.actions.place import close_place
from partyorg.models import Post
from patrols.models import Patrol, PatrolPlan
from tests.factories import LONG_AGO, MONDAY, Town, build_town

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
DAY = datetime(2026, 11, 3, 10, tzinfo=MONDAY.tzinfo)
MONTH, AFTER = {"period": "month"}, {"period": "days", "from": "2026-11-10", "to": "2026-11-16"}


@pytest.fixture
def town() -> Town:
    """On the 3rd a case of 平安法治 came in the first grid, and a round was made there. Its street has two grids."""
    town = build_town()
    town.accepted(at=DAY, category=Category.objects.filter(panel__code=SAFETY).order_by("pk")[0].code)
    plan = PatrolPlan.objects.create(
        grid=town.grid, community=town.places["community"], post=Post.objects.get(person=town.people["worker"]),
        patroller=town.people["worker"], weekdays="1234567", since=LONG_AGO,
    )  # fmt: skip
    Patrol.objects.create(plan=plan, started_at=DAY, ended_at=DAY)
    catch_up(at=MONDAY)
    return town


def closed(town: Town) -> None:
    for key in ("grid", "next_grid", "community"):
        close_place(town.places[key], on=date(2026, 11, 10), by=None, at=MONDAY)


def shares(town: Town, where: str, days: dict[str, str]) -> dict[str, str]:
    answer = town.client("leading").get(f"/board/{town.places[where].pk}/forces/", days)
    found: list[Amount] = [one for _, group in answer.context["forces"].groups for one in group]
    return {one.indicator.code: one.parts for one in found if one.indicator.code in ("patrol", "quiet", "force")}


@pytest.mark.parametrize("where", ["street", "community"])
def test_a_grid_closed_in_the_days_counts_in_them(town: Town, where: str) -> None:
    before = shares(town, where, MONTH)
    assert (before["quiet"], before["patrol"], before["force"]) == ("1 / 2", "1 / 2", "0 / 2")
    closed(town)
    after = shares(town, where, MONTH)
    assert (after["quiet"], after["patrol"], after["force"]) == ("1 / 2", "1 / 2", "0 / 0")


def test_a_grid_closed_before_the_days_does_not(town: Town) -> None:
    assert shares(town, "street", AFTER)["quiet"] == "2 / 2"
    closed(town)
    assert shares(town, "street", AFTER)["quiet"] == "0 / 0"


def test_the_rows_below_and_the_list_behind_add_up_to_it(town: Town) -> None:
    closed(town)
    client, street = town.client("leading"), f"/board/{town.places['street'].pk}/forces/"
    [row] = client.get(street, MONTH).context["forces"].rows
    assert row.name == "太平镇社区（已撤销）"
    assert {name: amount.parts for name, amount in row.amounts}["零发案"] == "1 / 2"
    lines = client.get(f"{street}quiet/", MONTH).context["behind"].lines
    assert [(line.name.endswith("（已撤销）"), line.has) for line in lines] == [(True, False), (True, True)]
    assert client.get(f"{street}force/", MONTH).context["behind"].lines == []
