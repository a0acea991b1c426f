"""力量与覆盖: what the registers say, for whose eyes; each figure with its definition and list; in constant queries."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from dashboards.actions import catch_up
from dashboards.indicators.of_registers import REGISTERS, Amount
from partyorg.kinds import Kind
from tests.factories import MONDAY, Town, build_town
from tests.partyorg.building import add, add_community, add_estate

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def town() -> Town:
    return build_town()


def address(town: Town, place: str, code: str = "") -> str:
    return f"/board/{town.places[place].pk}/forces/" + (f"{code}/" if code else "")


def amounts(client: Client, page: str) -> dict[str, Amount]:
    forces = client.get(page).context["forces"]
    return {one.indicator.code: one for _, group in forces.groups for one in group}


def test_a_leader_reads_the_own_street_and_no_other(town: Town) -> None:
    client = town.client("street")
    assert client.get(address(town, "street")).status_code == 200
    assert client.get(address(town, "far_street")).status_code == 404
    assert client.get(address(town, "far_street", "force")).status_code == 404
    assert client.get(address(town, "district")).status_code == 404
    assert Client().get(address(town, "street")).status_code == 302
    assert client.post(address(town, "street")).status_code == 405


def test_a_department_has_no_business_with_the_registers(town: Town) -> None:
    own = f"?unit={town.units['housing'].pk}"
    assert town.client("housing").get(address(town, "district") + own).status_code == 404


def test_every_figure_has_its_definition_and_a_grid_its_line(town: Town) -> None:
    client = town.client("street")
    for code, one in REGISTERS.items():
        page = client.get(address(town, "street", code)).content.decode()
        assert one.words in page
    assert client.get(address(town, "street", "nothing")).status_code == 404
    shown = client.get(address(town, "street", "force"))
    assert [(line.name, line.state) for line in shown.context["behind"].lines][-1][0].startswith("太平镇社区")
    assert "缺 " in shown.content.decode()


def test_of_a_grid_nobody_reads_how_many_members_went_where(town: Town) -> None:
    client = town.client("street")
    assert "life" not in amounts(client, address(town, "grid"))
    assert client.get(address(town, "grid", "life")).status_code == 404
    assert "life" in amounts(client, address(town, "community"))


def test_a_street_is_not_moved_by_another_streets_register(town: Town) -> None:
    client = town.client("street")
    before = {code: (one.number, one.of) for code, one in amounts(client, address(town, "street")).items()}
    community = town.places["far_community"]
    add(Kind.ESTATE_BRANCH, "远处党支部", town.units["far_community_unit"], serves=add_estate(community, "远处小区"))
    after = {code: (one.number, one.of) for code, one in amounts(client, address(town, "street")).items()}
    assert before == after
    assert amounts(town.client("platform"), address(town, "district"))["estate_branch"].text == "100.00%"


def test_what_is_known_of_today_alone_says_so_in_a_month_that_is_over(town: Town) -> None:
    shown = amounts(town.client("street"), address(town, "street") + "?period=2026-10")
    assert {code for code, one in shown.items() if one.parts.endswith("· 现在")} == {
        "checked_in", "claimed", "volunteers", "outstanding", "waiting",
    }  # fmt: skip


def test_the_page_costs_the_same_however_much_there_is(town: Town) -> None:
    client = town.client("platform")
    client.get(address(town, "district"))
    with CaptureQueriesContext(connection) as before:
        client.get(address(town, "district"))
    for number in range(4):
        community = add_community(town, 10 + number, f"新{number}社区")
        unit = add(Kind.COMMUNITY_COMMITTEE, f"新{number}社区党委", town.units["street_unit"], place=community)
        add(Kind.ESTATE_BRANCH, f"新{number}党支部", unit, serves=add_estate(community, f"新{number}小区"))
        town.accepted(category="NEIGHBOURS")
    catch_up(at=MONDAY)
    with CaptureQueriesContext(connection) as after:
        client.get(address(town, "district"))
    assert len(after) <= len(before) <= 15, "\n".join(one["sql"][:200] for one in after)


@pytest.mark.parametrize(
    ("number", "of", "said"), [(27, 1064, "2.54%"), (940, 1064, "88.35%"), (99_999, 100_000, "99.99%"), (0, 0, "—")]
)
def test_what_is_not_all_is_never_shown_as_all(number: int, of: int, said: str) -> None:
    assert Amount(REGISTERS["grid_branch"], number, of).text == said


def test_the_trend_goes_back_to_the_same_month_of_last_year(town: Town) -> None:
    branch = town.units["branch"]
    type(branch).objects.filter(pk=branch.pk).update(founded_on=MONDAY.date() - timedelta(days=100))
    trend = dict(town.client("street").get(address(town, "street")).context["forces"].trend)
    assert list(trend)[-1] == MONDAY.date()
    assert min(trend) == date(2025, 11, 30)
    assert (trend[date(2025, 11, 30)].covered, trend[MONDAY.date()].covered) == (1, 2)
