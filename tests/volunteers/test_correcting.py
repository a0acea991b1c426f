"""A birthday is put right at the desk by staff who have seen a paper, never one's own; the trail says that it was."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine

from accounts.models import AuditEntry
from tests.factories import MONDAY, Town
from tests.volunteers.pages import text
from tests.volunteers.test_family import taken_on
from volunteers.kinds import Ranked
from volunteers.models import Volunteer

PAPER = {"birthday": "19610101", "reason": "看过身份证"}


@pytest.fixture(autouse=True)
def monday() -> Iterator[None]:
    with time_machine.travel(MONDAY, tick=False):
        yield


@pytest.fixture
def one(town: Town) -> Volunteer:
    return taken_on(town, "林一", "13800000001")


def test_staff_put_it_right_and_the_trail_names_no_day(town: Town, one: Volunteer) -> None:
    page = f"/desk/volunteers/people/{one.pk}/birthday/"
    assert one.birthday not in text(town.client("community").get(page))
    assert town.client("community").post(page, PAPER).status_code == 302
    one.refresh_from_db()
    assert one.birthday == "1961-01-01"
    assert "1961" not in str(AuditEntry.objects.get(action="更正志愿者出生日期").detail)


@pytest.mark.parametrize(
    ("birthday", "said"), [("20990101", "真实的出生日期"), ("20200101", "8 周岁"), ("20110101", "监护人")]
)
def test_what_cannot_be_is_refused_at_the_field(town: Town, one: Volunteer, birthday: str, said: str) -> None:
    answer = town.client("community").post(
        f"/desk/volunteers/people/{one.pk}/birthday/", {**PAPER, "birthday": birthday}
    )
    assert (answer.status_code, said in text(answer)) == (409, True)


def test_others_and_ones_own(town: Town, one: Volunteer) -> None:
    page = f"/desk/volunteers/people/{one.pk}/birthday/"
    assert town.client("far_street").post(page, PAPER).status_code == 404
    assert town.client("worker").get(page).status_code == 403
    Volunteer.objects.filter(pk=one.pk).update(person=town.people["community"], ranked=Ranked.NAMED)
    assert town.client("community").post(page, PAPER).status_code == 403
