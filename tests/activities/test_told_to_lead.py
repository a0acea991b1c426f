"""Who is named 活动负责人 by somebody else is told, once for each naming."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from accounts.models import User
from activities import actions
from activities.models import Activity
from notifications.actions import write_letters
from notifications.models import Letter
from tests.activities.calling import at, called, filled, phone_of, plan, volunteer
from tests.activities.test_leader_leaves import as_it_stands, leaves
from tests.activities.test_recurring import said
from tests.factories import MONDAY, Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db
LATER = MONDAY + timedelta(minutes=20)


@pytest.fixture
def leader(town: Town) -> User:
    return volunteer(town, "领队长")


def told(person: User, moment: datetime = MONDAY) -> list[str]:
    write_letters(at=moment)
    return list(Letter.objects.filter(person=person, key__startswith="leads:").values_list("text", flat=True))


def test_by_the_desks_form_and_in_their_own_pages(town: Town, leader: User) -> None:
    desk = town.client("community")
    assert desk.post(reverse("activities:new"), filled(town, leader_phone=leader.phone)).status_code == 302
    assert told(leader) == told(leader)
    assert told(leader)[0].startswith("“清理楼道杂物”由您负责：11月16日 12:00—14:00，3 号楼门前。当天在“身边的活动”里")
    letter = Letter.objects.get(person=leader, key__startswith="leads:")
    assert (letter.link, letter.next_try_at is None) == ("", False)
    assert "由您负责" in text(phone_of(leader).get("/me/"))


def test_named_later_the_new_one_is_told_and_the_one_before_not_again(town: Town, leader: User) -> None:
    made, other = called(town, leader=leader), volunteer(town, "新队长")
    assert (len(told(leader)), told(other)) == (1, [])
    desk, path = town.client("community"), reverse("activities:edit", args=[made.pk])
    with at(LATER):
        sent = {**as_it_stands(desk.get(path)), "words": "戴手套"}
        assert desk.post(path, sent).status_code == 302
        sent = {**as_it_stands(desk.get(path)), "leader_phone": other.phone}
        assert desk.post(path, sent).status_code == 302
    assert (len(told(leader, LATER)), len(told(other, LATER))) == (1, 1)


def test_of_a_draft_only_once_it_is_published(town: Town, leader: User) -> None:
    by = town.hat("community")
    made = actions.call(plan(town, leader=leader), draft=True, by=by, at=MONDAY)
    assert told(leader) == []
    actions.publish(made, by=by, at=LATER)
    assert len(told(leader, LATER)) == 1


def test_whoever_names_themselves_is_told_nothing(town: Town) -> None:
    called(town)
    assert told(town.people["community"]) == []


def test_who_works_here_and_is_no_volunteer_reads_it_at_the_desk(town: Town) -> None:
    worker = town.people["worker"]
    made = called(town, leader=worker)
    assert len(told(worker)) == 1
    assert Letter.objects.get(person=worker).link == reverse("activities:activity", args=[made.pk])


def test_of_what_recurs_they_are_told_of_each_without_a_text(town: Town, leader: User) -> None:
    town.client("community").post(reverse("activities:new_template"), said(town, leader_phone=leader.phone))
    assert len(told(leader)) == Activity.objects.count() == 2
    assert not Letter.objects.filter(person=leader, next_try_at__isnull=False).exists()


def test_who_has_left_meanwhile_leads_nothing_and_is_told_nothing(town: Town, leader: User) -> None:
    called(town, leader=leader)
    leaves(leader)
    assert told(leader) == []
