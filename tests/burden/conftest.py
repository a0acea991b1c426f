"""Tasks on a working Monday morning, in the small district of tests/factories.py; all of it by HTTP."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from burden.models import Assignment, ListedMatter, Step, Task
from partyorg.actions import appoint
from partyorg.kinds import Role
from tests.factories import LONG_AGO, MONDAY, Town, build_town

NEW, TASKS, METER, LISTED = (reverse(f"burden:{name}") for name in ("new", "tasks", "meter", "listed"))
OUTSIDE = "outside"


@pytest.fixture(autouse=True)
def monday() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MONDAY, tick=False) as traveller:
        yield traveller


@pytest.fixture
def town(db: None) -> Town:
    """With a secretary for the far community, too."""
    town = build_town()
    person = town.people["far_community"] = User.objects.create_user("far_community", name="杨远社")
    unit = town.units["far_community_unit"]
    appoint(person, role=Role.COMMUNITY_SECRETARY, organisation=unit, from_date=LONG_AGO, by=None, at=MONDAY)
    return town


@pytest.fixture
def matter(db: None) -> ListedMatter:
    return ListedMatter.objects.create(
        name="协助公共卫生工作",
        scope="入户宣传、发放通知。",
        basis="《城市居民委员会组织法》第三条",
        from_date=LONG_AGO,
    )


def filled(town: Town, **changes: Any) -> dict[str, Any]:
    """The form as a department fills it in; outside the list unless `listed` says which line."""
    return {
        "title": "秋季流感疫苗宣传", "what": "协助在楼道张贴通知", "due_on": "2026-11-30", "listed": OUTSIDE,
        "basis": "区卫健局文件，需要社区带路", "communities": [town.places["community"].pk], **changes,
    }  # fmt: skip


def give(town: Town, who: str = "housing", **changes: Any) -> Any:
    return town.client(who).post(NEW, filled(town, **changes))


def given(town: Town, who: str = "housing", **changes: Any) -> Assignment:
    """The first assignment of a task that was let in."""
    response = give(town, who, **changes)
    assert response.status_code == 302, text(response)
    return Assignment.objects.filter(task=Task.objects.latest("id")).earliest("id")


def on_the_community(town: Town, matter: ListedMatter, **changes: Any) -> Assignment:
    return given(town, listed=matter.pk, **changes)


def objected(town: Town, matter: ListedMatter) -> Assignment:
    assignment = on_the_community(town, matter)
    took(town, "community", assignment, "object", "不属于社区职责")
    return assignment


def page(assignment: Assignment, deed: str = "") -> str:
    return reverse("burden:step", args=[assignment.pk, deed]) if deed else reverse("burden:task", args=[assignment.pk])


def take(town: Town, who: str, assignment: Assignment, deed: str, note: str = "", **more: Any) -> Any:
    return town.client(who).post(page(assignment, deed), {"note": note, **more})


def took(town: Town, who: str, assignment: Assignment, deed: str, note: str = "") -> None:
    response = take(town, who, assignment, deed, note)
    assert response.status_code == 302, text(response)


def state(assignment: Assignment) -> str:
    return Assignment.objects.get(pk=assignment.pk).state


def history(assignment: Assignment) -> list[tuple[str, str, str]]:
    """(deed, by whom, note) from the first step on."""
    steps = Step.objects.filter(assignment=assignment).order_by("seq")
    return [(step.deed, step.by.username, step.note) for step in steps]


def listed(client: Client, address: str = TASKS, **query: Any) -> list[str]:
    response = client.get(address, query)
    assert response.status_code == 200
    return [row.task.title for row in response.context["rows"]]


def text(response: Any) -> str:
    return response.content.decode()


def day(number: int) -> date:
    return date(2026, 11, number)
