"""The burden meter: what came to a community in rolling fortnights, from how many units; a figure is its tasks."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from burden.models import ListedMatter
from grids.actions.place import add_place
from grids.workflow import Level
from tests.burden.conftest import METER, given, listed, objected, on_the_community, text, took
from tests.factories import MONDAY, Town

DAY = timedelta(days=1)


def figures(client: Client) -> dict[str, tuple[int, int]]:
    """community → (tasks, units) of the last fourteen days, in the order of the table."""
    return {str(load.community): (load.now.tasks, load.now.units) for load in client.get(METER).context["loads"]}


def trend(client: Client) -> list[int]:
    return [count.tasks for count in client.get(METER).context["loads"][0].trend]


def test_tasks_and_units_are_counted_for_each_community(town: Town, matter: ListedMatter):
    for who in ("housing", "housing", "finance"):
        on_the_community(town, matter, who=who)
    on_the_community(town, matter, communities=[town.places["far_community"].pk])
    assert figures(town.client("platform")) == {"太平镇社区": (3, 2), "科技街社区": (1, 1)}
    assert figures(town.client("street")) == {"太平镇社区": (3, 2)}
    assert figures(town.client("community")) == {"太平镇社区": (3, 2)}


def test_a_community_to_which_nothing_came_stands_with_zero(town: Town):
    assert figures(town.client("leading")) == {"科技街社区": (0, 0), "太平镇社区": (0, 0)}


def test_what_waits_for_the_gate_or_was_barred_does_not_count(town: Town):
    given(town)
    took(town, "street", given(town), "bar", "不归社区")
    assert figures(town.client("street")) == {"太平镇社区": (0, 0)}
    took(town, "street", given(town), "admit")
    assert figures(town.client("street")) == {"太平镇社区": (1, 1)}


def test_it_counts_on_the_day_it_came_to_the_community(town: Town, monday: time_machine.Traveller):
    assignment = given(town)
    monday.shift(3 * DAY)
    took(town, "street", assignment, "admit")
    monday.shift(13 * DAY)
    assert trend(town.client("street")) == [0, 0, 0, 1]
    monday.shift(DAY)
    assert trend(town.client("street")) == [0, 0, 1, 0]


def test_what_was_lifted_or_done_had_come_all_the_same(town: Town, matter: ListedMatter):
    took(town, "street", objected(town, matter), "lift")
    took(town, "community", on_the_community(town, matter), "finish", "贴好了")
    assert figures(town.client("street")) == {"太平镇社区": (2, 1)}


def test_four_fortnights_roll_from_day_to_day(town: Town, matter: ListedMatter, monday: time_machine.Traveller):
    on_the_community(town, matter)
    seen = []
    for _ in range(5):
        seen.append(trend(town.client("street")))
        monday.shift(14 * DAY)
    assert seen == [[0, 0, 0, 1], [0, 0, 1, 0], [0, 1, 0, 0], [1, 0, 0, 0], [0, 0, 0, 0]]


def test_a_day_ends_at_its_local_midnight(town: Town, matter: ListedMatter, monday: time_machine.Traveller):
    monday.move_to(MONDAY.replace(hour=23, minute=59))
    on_the_community(town, matter)
    monday.move_to(MONDAY.replace(hour=0, minute=0) + 14 * DAY)
    assert trend(town.client("street")) == [0, 0, 1, 0]


def test_a_row_leads_to_the_tasks_it_counts(town: Town, matter: ListedMatter, monday: time_machine.Traveller):
    on_the_community(town, matter, title="早先的")
    monday.shift(14 * DAY)
    on_the_community(town, matter, title="现在的")
    given(town, title="没准入的")
    place = town.places["community"].pk
    link = f"?community={place}&amp;from=2026-11-17&amp;to=2026-11-30"
    assert link in text(town.client("street").get(METER))
    query = {"community": place, "from": "2026-11-17", "to": "2026-11-30"}
    assert listed(town.client("street"), **query) == ["现在的"]
    assert listed(town.client("street"), community=place) == ["现在的", "早先的"]
    assert listed(town.client("far_street"), **query) == []


@pytest.mark.parametrize("bad", [{"from": "0001-01-01", "to": "0001-01-02"}, {"from": "x"}, {"to": "9999-12-31"}])
def test_days_that_are_none_are_left_out(town: Town, matter: ListedMatter, bad: dict[str, str]):
    title = on_the_community(town, matter).task.title
    assert listed(town.client("street"), community=town.places["community"].pk, **bad) == [title]


def test_the_change_against_the_fortnight_before_is_said(
    town: Town, matter: ListedMatter, monday: time_machine.Traveller
):
    on_the_community(town, matter)
    assert "比前 14 天 +1" in text(town.client("street").get(METER))
    monday.shift(14 * DAY)
    assert "比前 14 天 −1" in text(town.client("street").get(METER))
    monday.shift(14 * DAY)
    assert "与前 14 天持平" in text(town.client("street").get(METER))


@pytest.mark.parametrize("who", ["housing", "station", "secretary", "worker"])
def test_who_watches_no_community_sees_none(town: Town, matter: ListedMatter, who: str):
    on_the_community(town, matter)
    assert figures(town.client(who)) == {}
    assert "您的岗位没有管辖的社区" in text(town.client(who).get(METER))


def test_one_query_for_the_table_however_many_communities(
    town: Town, matter: ListedMatter, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = town.client("platform")
    client.get(METER)
    with django_assert_max_num_queries(6) as few:
        assert len(figures(client)) == 2
    for number in range(2, 30):
        add_place(
            code=f"3702030220{number:02}", name=f"第{number}社区", level=Level.COMMUNITY, parent=town.places["street"],
            by=None, at=MONDAY,
        )  # fmt: skip
    with django_assert_max_num_queries(6) as many:
        assert len(figures(client)) == 30
    assert len(few) == len(many)


def test_the_wrong_method(town: Town):
    assert town.client("street").post(METER).status_code == 405


def test_nobody_gets_in_unasked(client: Client, db: None):
    assert client.get(METER)["Location"] == f"/desk/sign-in/?next={METER}"
