"""Birthday and name are put right at the desk by staff who have seen a paper, never one's own; the trail says so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine

from accounts.models import AuditEntry
from notifications.actions import write_letters
from notifications.models import Letter
from tests.factories import MONDAY, Town
from tests.volunteers.pages import text
from tests.volunteers.people import served
from tests.volunteers.test_family import taken_on
from volunteers.actions import Proven, approve, ask_proof, forget
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


NAMED = {"name": "王大志", "reason": "看过身份证"}


def name_page(one: Volunteer) -> str:
    return f"/desk/volunteers/people/{one.pk}/name/"


def test_a_name_is_put_right_the_trail_names_nobody_and_the_volunteer_hears_of_it(town: Town, one: Volunteer) -> None:
    write_letters(at=MONDAY - timedelta(hours=1))
    assert town.client("community").post(name_page(one), NAMED).status_code == 302
    one.refresh_from_db()
    assert (one.name, one.name_corrected_at) == ("王大志", MONDAY)
    trail = AuditEntry.objects.get(action="更正志愿者姓名")
    assert (trail.detail, trail.by, trail.reason) == (
        {"was": "林*", "is": "王*"},
        town.people["community"],
        "看过身份证",
    )
    assert [write_letters(at=MONDAY), write_letters(at=MONDAY)] == [1, 0]
    letter = Letter.objects.get()
    assert (letter.person, "2026-11-16 由太平镇社区更正了" in letter.text) == (one.person, True)
    assert "2026年11月16日更正过" in text(town.client("community").get(f"/desk/volunteers/people/{one.pk}/"))


def test_whoever_issues_a_proof_reads_that_the_name_was_corrected(town: Town, one: Volunteer) -> None:
    approve(served(town, one.person), by=town.hat("community"), at=MONDAY)
    said = Proven(town.places["community"], MONDAY.date() - timedelta(days=9), MONDAY.date())
    proof = ask_proof(one.person, said, key=None, at=MONDAY)
    pages = [f"/desk/volunteers/proofs/{proof.pk}/", f"/desk/volunteers/proofs/{proof.pk}/issue/"]
    client = town.client("community")
    assert ["更正过" in text(client.get(page)) for page in pages] == [False, False]
    client.post(name_page(one), NAMED)
    assert ["更正过" in text(client.get(page)) for page in pages] == [True, True]
    assert client.post(pages[1]).status_code == 302
    proof.refresh_from_db()
    assert proof.name == "王大志"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"name": "林 一"}, "登记的就是这个姓名"),
        ({"name": ""}, "请写证件上的姓名"),
        ({"reason": ""}, "请写看的什么证件"),
    ],
)
def test_a_name_that_is_none_or_the_same_is_said_at_the_field(
    town: Town, one: Volunteer, changes: dict[str, str], said: str
) -> None:
    answer = town.client("community").post(name_page(one), {**NAMED, **changes})
    assert (answer.status_code in (409, 422), said in text(answer)) == (True, True)
    one.refresh_from_db()
    assert (one.name, one.name_corrected_at) == ("林一", None)


def test_others_and_ones_own_name(town: Town, one: Volunteer) -> None:
    assert town.client("far_street").post(name_page(one), NAMED).status_code == 404
    assert town.client("worker").get(name_page(one)).status_code == 403
    Volunteer.objects.filter(pk=one.pk).update(person=town.people["community"])
    answer = town.client("community").post(name_page(one), NAMED)
    assert (answer.status_code, "不能更正自己的姓名" in text(answer)) == (403, True)


def test_who_closed_the_account_has_no_name_to_correct(town: Town, one: Volunteer) -> None:
    forget(one.person, at=MONDAY)
    answer = town.client("community").post(name_page(one), NAMED)
    assert (answer.status_code, "已经注销账号" in text(answer)) == (409, True)
