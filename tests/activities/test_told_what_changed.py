"""Whoever signed up is told what of the activity changed, and nothing where it does not concern them."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.models import Activity
from notifications.actions import write_letters
from notifications.models import Letter
from tests.activities.calling import (
    HOUR,
    MONDAY,
    STARTS_AT,
    at,
    called,
    filled,
    page_of,
    phone_of,
    volunteer,
    was_there,
)
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(town: Town) -> Activity:
    return called(town)


@pytest.fixture
def person(town: Town, made: Activity) -> User:
    one = volunteer(town)
    actions.sign_up(made, one, at=MONDAY)
    write_letters(at=MONDAY)
    return one


def saves(town: Town, made: Activity, moment: Any, **changes: Any) -> None:
    with at(moment):
        path = reverse("activities:edit", args=[made.pk])
        assert town.client("community").post(path, filled(town, **changes)).status_code == 302


def told(moment: Any) -> list[str]:
    write_letters(at=moment)
    return list(Letter.objects.order_by("id").values_list("text", flat=True))


def reads(person: User, made: Activity) -> str:
    return text(phone_of(person).get(page_of(made))).partition("<main")[2]


def test_more_places_concern_nobody(town: Town, made: Activity, person: User) -> None:
    saves(town, made, MONDAY + HOUR, quota="20", closes_at="2026-11-16T11:00", theme="邻里文化节")
    assert told(MONDAY + HOUR) == []
    with at(MONDAY + HOUR):
        assert "您报名以后" not in reads(person, made)


def test_what_changed_is_named(town: Town, made: Activity, person: User) -> None:
    saves(town, made, MONDAY + HOUR, ends_at="2026-11-16T15:00", where="5 号楼")
    assert told(MONDAY + HOUR) == ["“清理楼道杂物”改了时间、地点：11月16日 12:00—15:00，5 号楼。"]
    saves(town, made, MONDAY + 2 * HOUR, ends_at="2026-11-16T15:00", where="5 号楼", words="带雨衣。")
    assert told(MONDAY + 2 * HOUR)[1:] == ["“清理楼道杂物”改了说明：11月16日 12:00—15:00，5 号楼。"]
    assert len(told(MONDAY + 3 * HOUR)) == 2
    with at(MONDAY + 2 * HOUR):
        assert "您报名以后，活动改了时间、地点、说明，请再看一眼。" in reads(person, made)


def test_whoever_signed_up_between_two_changes_hears_of_the_second(town: Town, made: Activity, person: User) -> None:
    between = volunteer(town)
    saves(town, made, MONDAY + HOUR, where="5 号楼")
    actions.sign_up(made, between, at=MONDAY + 1.5 * HOUR)  # read of the first when signing up
    saves(town, made, MONDAY + 2 * HOUR, where="5 号楼", ends_at="2026-11-16T15:00")
    write_letters(at=MONDAY + 2 * HOUR)
    letters = [(one.person_id, one.text[8:].partition("：")[0]) for one in Letter.objects.all()]
    assert sorted(letters) == [(person.pk, "改了地点"), (person.pk, "改了时间"), (between.pk, "改了时间")]
    with at(MONDAY + 2 * HOUR):
        assert "活动改了时间，请" in reads(between, made)


def test_whoever_has_left_hears_nothing_of_a_later_end(town: Town, made: Activity) -> None:
    gone, there = volunteer(town), volunteer(town)
    was_there(made, gone, hours=0.5)
    actions.sign_up(made, there, at=MONDAY)
    write_letters(at=STARTS_AT + HOUR / 2)
    before = Letter.objects.count()
    saves(town, made, STARTS_AT + HOUR, ends_at="2026-11-16T15:00")
    write_letters(at=STARTS_AT + HOUR)
    assert list(Letter.objects.order_by("id").values_list("person", flat=True))[before:] == [there.pk]
    with at(STARTS_AT + HOUR):
        assert "您报名以后" not in reads(gone, made)
