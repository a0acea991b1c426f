"""Where more came than there are places, everything else can still be changed; only fewer places are refused."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.models import Activity
from tests.activities.calling import HOUR, MONDAY, STARTS_AT, at, called, filled, volunteer
from tests.factories import Town

pytestmark = pytest.mark.django_db


def walk_ups(town: Town, made: Activity, number: int) -> None:
    desk = town.client("community")
    with at(STARTS_AT):
        for _ in range(number):
            desk.post(reverse("activities:walk_up", args=[made.pk]), {"phone": volunteer(town).phone})


def edit(town: Town, made: Activity, **changes: Any) -> Any:
    with at(STARTS_AT + HOUR):
        path = reverse("activities:edit", args=[made.pk])
        return town.client("community").post(path, filled(town, **changes))


def test_after_walk_ups_the_end_can_be_moved_and_places_added(town: Town) -> None:
    made = called(town, quota=2)
    actions.sign_up(made, volunteer(town), at=MONDAY)
    walk_ups(town, made, 3)
    assert edit(town, made, quota="2", ends_at="2026-11-16T15:00").status_code == 302
    made.refresh_from_db()
    assert (made.quota, made.ends_at) == (2, STARTS_AT + 3 * HOUR)
    assert edit(town, made, quota="3", ends_at="2026-11-16T15:00").status_code == 302
    answer = edit(town, made, quota="2", ends_at="2026-11-16T15:00")
    assert answer.status_code == 409
    # three is what stands: nobody is told to find a fourth place first
    assert "已经有 4 人报名，名额不能少于 3。" in str(answer.context["form"].errors["quota"])


def test_a_role_with_more_people_than_places_stays_as_it_is(town: Town) -> None:
    made = called(town, quota=1, roles=[("搬运", 1)])
    role, first, second = made.roles.get(), volunteer(town), volunteer(town)
    for person in (first, second):
        actions.sign_up(made, person, role=role, at=MONDAY)
    waits = made.sign_ups.get(volunteer__person=second)
    with at(STARTS_AT):
        town.client("community").post(reverse("activities:roll", args=[made.pk]), {"came": waits.pk})
    assert edit(town, made, quota="1", roles="搬运 1", where="5 号楼").status_code == 302
    assert edit(town, made, quota="3", roles="搬运 3", where="5 号楼").status_code == 302
    answer = edit(town, made, quota="1", roles="搬运 1", where="5 号楼")
    assert answer.status_code == 409
    assert "已经有 2 人报名，名额不能少于 2" in str(answer.context["form"].errors["quota"])
    answer = edit(town, made, quota="3", roles="搬运 1\n登记 2", where="5 号楼")
    assert "“搬运”已经有 2 人报名，名额不能少于 2" in str(answer.context["form"].errors["roles"])
    assert "也不能去掉" in str(edit(town, made, quota="3").context["form"].errors["roles"])
