"""D12 一个社区两周承接29个部门73项事务性工作: the meter reproduces 29 and 73, and what is not on the list waits.

Each task comes through the front door, from its own department, on its own day of the fortnight.
"""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client

from accounts.models import User
from burden.models import ListedMatter
from partyorg.actions import add_organisation, appoint
from partyorg.kinds import Kind, Role
from tests.burden.conftest import METER, TASKS, given, listed, page, text, took
from tests.factories import LONG_AGO, MONDAY, Town, build_town

DEPARTMENTS, TASKS_PUT, FORTNIGHT = 29, 73, 14


@pytest.fixture
def town(db: None) -> Town:
    """With 29 departments, each with one who handles its matters."""
    town = build_town()
    district = town.places["district"]
    for number in range(DEPARTMENTS):
        unit = add_organisation(
            name=f"示例部门{number}",
            kind=Kind.DEPARTMENT,
            parent=None,
            place=district,
            by=None,
            at=MONDAY,
        )
        person = town.people[f"department{number}"] = User.objects.create_user(f"department{number}", name="经办人")
        appoint(person, role=Role.UNIT_OFFICER, organisation=unit, from_date=LONG_AGO, by=None, at=MONDAY)
    return town


def put_on(town: Town, matter: ListedMatter) -> None:
    """73 tasks, the departments in turn, spread over the fourteen days."""
    for number in range(TASKS_PUT):
        at = MONDAY + timedelta(days=number * FORTNIGHT // TASKS_PUT)
        with time_machine.travel(at, tick=False):
            given(
                town, f"department{number % DEPARTMENTS}", title=f"事项{number}", listed=matter.pk,
                due_on=(at + timedelta(days=7)).date().isoformat(),
            )  # fmt: skip


def figures(client: Client) -> tuple[int, int]:
    [load] = client.get(METER).context["loads"]
    return load.now.units, load.now.tasks


def test_two_weeks_of_29_departments_and_73_tasks(town: Town) -> None:
    matter = ListedMatter.objects.create(name="协助事务", scope="协助", basis="示例", from_date=LONG_AGO)
    put_on(town, matter)
    last_day = MONDAY + timedelta(days=FORTNIGHT - 1)
    with time_machine.travel(last_day, tick=False):
        street = town.client("street")
        assert figures(street) == (DEPARTMENTS, TASKS_PUT)
        shown = text(street.get(METER))
        assert "<b>73</b> 项" in shown
        assert "<b>29</b> 个单位" in shown
        board = street.get(f"/board/{town.places['community'].pk}/forces/")
        assert [(load.now.units, load.now.tasks) for load in board.context["forces"].loads] == [(29, 73)]
        assert "<b>73</b> 项" in text(board)
        counted = {"community": town.places["community"].pk, "from": "2026-11-16", "to": "2026-11-29"}
        assert "73 项，来自 29 个单位" in text(street.get(TASKS, counted))
        pages = [listed(street, **counted, page=number) for number in (1, 2)]
        assert {title for rows in pages for title in rows} == {f"事项{number}" for number in range(TASKS_PUT)}
    with time_machine.travel(last_day + timedelta(days=1), tick=False):
        of_the_first_day = [number for number in range(TASKS_PUT) if number * FORTNIGHT // TASKS_PUT == 0]
        assert figures(town.client("street")) == (DEPARTMENTS, TASKS_PUT - len(of_the_first_day))


def test_a_task_outside_the_list_needs_the_streets_approval(town: Town) -> None:
    with time_machine.travel(MONDAY, tick=False):
        assignment = given(town, "department0")
        assert figures(town.client("street")) == (0, 0)
        assert town.client("community").post(page(assignment, "finish"), {"note": "办好了"}).status_code == 409
        took(town, "street", assignment, "admit")
        assert figures(town.client("street")) == (1, 1)
        took(town, "street", given(town, "department1"), "bar", "不是社区的事")
        assert figures(town.client("street")) == (1, 1)
