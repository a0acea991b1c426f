"""The roster of many: found by name or number's end, its ticks kept by whatever button, on paper to sign."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions, roster
from activities.models import Activity, Presence, SignUp
from tests.activities.calling import STARTS_AT, at, called, page_of, phone_of, volunteer
from tests.factories import MONDAY, Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def leader(town: Town) -> User:
    return volunteer(town, "领队长")


@pytest.fixture
def people(town: Town) -> list[User]:
    return [volunteer(town, name) for name in ("王建国", "王建国", "李小芳")]


@pytest.fixture
def made(town: Town, leader: User, people: list[User]) -> Activity:
    made = called(town, leader=leader)
    for one in people:
        actions.sign_up(made, one, at=MONDAY)
    return made


def end_of(person: User) -> str:
    return f"尾号 {person.phone[-4:]}"


def test_two_of_one_name_are_told_apart(town: Town, made: Activity, leader: User, people: list[User]) -> None:
    with at(STARTS_AT):
        desk = text(town.client("community").get(reverse("activities:activity", args=[made.pk])))
        phone = text(phone_of(leader).get(f"{page_of(made)}lead/"))
    assert [end_of(one) in desk for one in people] == [True, True, True]
    assert [end_of(one) in phone for one in people] == [True, True, False]  # a leader reads no more than is needed


def test_somebody_is_found_and_what_was_ticked_is_kept(
    town: Town, made: Activity, leader: User, people: list[User]
) -> None:
    first = SignUp.objects.get(volunteer__person=people[0])
    desk, path = town.client("community"), reverse("activities:roll", args=[made.pk])
    with at(STARTS_AT):
        found = text(desk.post(path, {"then": "find", "find": "小芳", "came": [first.pk]}, follow=True))
        assert Presence.objects.get().sign_up == first
        assert ("李小芳" in found, "王建国" in found) == (True, False)
        by_number = text(phone_of(leader).get(f"{page_of(made)}lead/?find={people[1].phone[-4:]}"))
        assert (by_number.count("<fieldset"), end_of(people[1]) in by_number) == (1, True)
        assert "名单里没有“赵”" in text(desk.get(reverse("activities:activity", args=[made.pk]) + "?find=赵"))


def test_paging_keeps_the_ticks(town: Town, made: Activity, leader: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(roster, "ROWS", 2)
    first = SignUp.objects.order_by("pk")[0]
    with at(STARTS_AT):
        lead = f"{page_of(made)}lead/"
        phone = phone_of(leader)
        assert 'name="then" value="2"' in text(phone.get(lead))
        second = text(phone.post(lead, {"page": "1", "then": "2", "came": [first.pk]}, follow=True))
        assert ("李小芳" in second, "王建国" in second, "点到 1 人" in second) == (True, False, True)
        stays: object = phone.post(lead, {"page": "2", "came": []})["Location"]
        assert stays == f"{lead}?page=2#roster"
        desk = town.client("community")
        assert 'name="then" value="2"' in text(desk.get(reverse("activities:activity", args=[made.pk])))
    assert Presence.objects.get().sign_up == first


@pytest.mark.parametrize(("then", "where"), [("walk_up", "walk-up/"), ("in", "screen/in/"), ("close", "close/")])
def test_whatever_button_is_tapped_the_ticks_are_kept(town: Town, made: Activity, then: str, where: str) -> None:
    with at(STARTS_AT):
        sent = {"then": then, "came": [SignUp.objects.order_by("pk")[0].pk]}
        answer = town.client("community").post(reverse("activities:roll", args=[made.pk]), sent)
    assert answer["Location"] == reverse("activities:activity", args=[made.pk]) + where
    assert Presence.objects.count() == 1


def test_the_sheet_to_sign_names_whoever_has_a_place(town: Town, made: Activity, people: list[User]) -> None:
    actions.cancel_sign_up(made, people[2], at=MONDAY)
    desk, path = town.client("community"), reverse("activities:sheet", args=[made.pk])
    assert path in text(desk.get(reverse("activities:activity", args=[made.pk])))
    sheet = text(desk.get(path))
    assert sheet.count("王建国") == 2
    assert [people[0].phone[-4:] in sheet, people[1].phone[-4:] in sheet] == [True, True]
    assert "李小芳" not in sheet
    assert "css/roster.css" in sheet
