"""岗位: which has places is said before somebody chooses, and who waits is told of rivals for the same role alone."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from activities import actions
from activities.models import Activity, Role
from activities.workflow import Standing
from tests.activities.calling import MONDAY, STARTS_AT, at, called, filled, page_of, phone_of, volunteer
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(town: Town) -> Activity:
    """Two carry, one writes; one carries already."""
    made = called(town, quota=2, roles=[("搬运", 1), ("登记", 1)])
    actions.sign_up(made, volunteer(town), role=made.roles.get(name="搬运"), at=MONDAY)
    return made


def role(made: Activity, name: str) -> Role:
    return made.roles.get(name=name)


def main_of(answer: Any) -> str:
    return text(answer).partition("<main")[2]


def test_a_full_role_is_said_where_one_chooses(town: Town, made: Activity) -> None:
    phone = phone_of(volunteer(town))
    page, asked = main_of(phone.get(page_of(made))), main_of(phone.get(f"{page_of(made)}sign-up/"))
    assert "要 2 人，还差 1 人" in page
    assert "搬运 1 人，满了；登记 1 人，还差 1 人" in page
    assert "我要报名" in page
    for words in ("搬运（满了，排队候补）", "登记（还差 1 人）", "有的岗位满了", "报名</button>"):
        assert words in asked, words
    actions.sign_up(made, volunteer(town), role=role(made, "登记"), at=MONDAY)
    page, asked = main_of(phone.get(page_of(made))), main_of(phone.get(f"{page_of(made)}sign-up/"))
    assert "已经满了" in page
    assert "排队候补</a>" in page
    assert "排队候补</button>" in asked
    assert "登记（满了，排队候补）" in asked


def test_who_waits_counts_rivals_for_the_same_role(town: Town, made: Activity) -> None:
    writer = volunteer(town)
    actions.sign_up(made, writer, role=role(made, "登记"), at=MONDAY)
    for name in ("搬运", "搬运", "登记"):
        actions.sign_up(made, volunteer(town), role=role(made, name), at=MONDAY)
    person = volunteer(town)
    phone_of(person).post(f"{page_of(made)}sign-up/", {"role": role(made, "登记").pk})
    assert "您在候补，前面还有 1 人" in text(phone_of(person).get(page_of(made)))
    for _ in range(2):
        phone_of(writer).post(f"{page_of(made)}cancel/")
        writer = made.sign_ups.signed().filter(role__name="登记").get().volunteer.person
    assert made.sign_ups.get(volunteer__person=person).standing == Standing.SIGNED


def test_a_walk_up_takes_a_place_that_no_role_offers_any_more(town: Town, made: Activity) -> None:
    with at(STARTS_AT):
        desk = town.client("community")
        desk.post(reverse("activities:walk_up", args=[made.pk]), {"phone": volunteer(town).phone})
    asked = main_of(phone_of(volunteer(town)).get(f"{page_of(made)}sign-up/"))
    assert "登记（满了，排队候补）" in asked
    assert "排队候补</button>" in asked


def test_called_before_that_rule_only_other_places_are_asked_about(town: Town, made: Activity) -> None:
    Activity.objects.filter(pk=made.pk).update(quota=10)  # as one could once publish it
    phone = phone_of(volunteer(town))
    assert "要 10 人，还差 1 人" in text(phone.get(page_of(made)))
    desk, path = town.client("community"), reverse("activities:edit", args=[made.pk])
    said = filled(town, quota="10", roles="搬运 1\n登记 1", where="5 号楼")
    assert desk.post(path, said).status_code == 302
    answer: Any = desk.post(path, {**said, "quota": "11"})
    assert answer.status_code == 409
    assert "请把名额改成 2，或者给岗位加人" in str(answer.context["form"].errors["roles"])
    assert desk.post(path, {**said, "quota": "2"}).status_code == 302
