"""Signing up: places, jobs, the waiting list, minors, cancelling; each once, each with a plain sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from activities import actions
from activities.kinds import Minors
from activities.models import SignUp, Suggestion
from activities.rules import Refused
from activities.workflow import Standing
from tests.activities.calling import HOUR, MONDAY, STARTS_AT, at, called, phone_of, plan, volunteer
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


def standings(activity: Any) -> list[str]:
    return list(SignUp.objects.filter(activity=activity).order_by("id").values_list("standing", flat=True))


def test_a_volunteer_signs_up_and_finds_it_again(town: Town) -> None:
    made, phone = called(town, quota=3, roles=[("搬运", 3)]), phone_of(volunteer(town))
    path = f"/volunteer/activities/{made.pk}/sign-up/"
    asked = phone.post(path)
    assert asked.status_code == 422
    assert asked.context["form"].problems == [("id_role_0", "请选一个岗位。")]
    for _ in range(2):
        assert phone.post(path, {"role": made.roles.get().pk}).status_code == 302
    assert standings(made) == [Standing.SIGNED]
    assert "您已报名" in text(phone.get("/volunteer/activities/"))
    assert "搬运" in text(phone.get("/volunteer/activities/mine/"))


def test_the_page_leads_to_whom_to_ask_and_to_what_is_earned(town: Town) -> None:
    made, phone = called(town), phone_of(volunteer(town))
    said = phone.get(f"/volunteer/activities/{made.pk}/").content.decode()
    for to in (f"/community/{made.community.code}/grids/", "/volunteer/rules/"):
        assert f'href="{to}"' in said, to
        assert phone.get(to).status_code == 200


def test_one_s_own_community_comes_first(town: Town) -> None:
    called(town, title="家门口的")
    far = plan(town, community=town.places["far_community"], title="远处的", starts_at=MONDAY + HOUR)
    actions.call(far, by=town.hat("far_street"), at=MONDAY)
    near, stranger = phone_of(volunteer(town)), phone_of(volunteer(town, place="far_community"))
    first = [phone.get("/volunteer/activities/").context["page"][0].title for phone in (near, stranger)]
    assert first == ["家门口的", "远处的"]


def test_who_is_no_volunteer_is_told_to_become_one(town: Town) -> None:
    made, phone = called(town), phone_of(town.people["guide"])
    path = f"/volunteer/activities/{made.pk}/sign-up/"
    assert "先注册" in text(phone.get(path))
    answer = phone.post(path)
    assert answer.status_code == 409
    assert "请先注册成为志愿者" in text(answer)
    signed_out: Any = Client().get(path)
    assert signed_out.status_code == 302
    assert "sign-in" in signed_out["Location"]


def test_the_waiting_list_moves_up_in_order(town: Town) -> None:
    made, people = called(town, quota=1), [volunteer(town) for _ in range(3)]
    for person in people:
        actions.sign_up(made, person, at=MONDAY)
    assert standings(made) == [Standing.SIGNED, Standing.WAITING, Standing.WAITING]
    assert "前面还有 1 人" in text(phone_of(people[2]).get(f"/volunteer/activities/{made.pk}/"))
    assert phone_of(people[0]).post(f"/volunteer/activities/{made.pk}/cancel/").status_code == 302
    assert standings(made) == [Standing.CANCELLED, Standing.SIGNED, Standing.WAITING]
    actions.sign_up(made, people[0], at=MONDAY + HOUR)  # back again, at the end
    actions.cancel_sign_up(made, people[1], at=MONDAY + HOUR)
    assert standings(made) == [Standing.WAITING, Standing.CANCELLED, Standing.SIGNED]


def test_a_full_job_waits_while_another_has_places(town: Town) -> None:
    made = called(town, quota=4, roles=[("搬运", 1), ("登记", 3)])
    carrying, writing = made.roles.all()
    for role in (carrying, carrying, writing):
        actions.sign_up(made, volunteer(town), role=role, at=MONDAY)
    assert standings(made) == [Standing.SIGNED, Standing.WAITING, Standing.SIGNED]


@pytest.mark.parametrize(
    ("born", "minors", "company", "rule"),
    [
        ("2016-05-01", Minors.WITH_GUARDIAN, True, ""),
        ("2016-05-01", Minors.WITH_GUARDIAN, False, "请勾选“监护人陪我来”。"),
        ("2016-05-01", Minors.FROM_14, True, "这个活动 14 岁以上才能报名。"),
        ("2011-05-01", Minors.FROM_14, False, ""),
        ("2011-05-01", Minors.NONE, False, "这个活动只招成年人。"),
        ("1990-05-01", Minors.NONE, False, ""),
    ],
)
def test_minors_come_where_the_activity_takes_them(
    town: Town, born: str, minors: str, company: bool, rule: str
) -> None:
    made, phone = called(town, minors=minors), phone_of(volunteer(town, born=born))
    answer = phone.post(f"/volunteer/activities/{made.pk}/sign-up/", {"with_guardian": "on"} if company else {})
    assert answer.status_code == (409 if rule else 302)
    assert rule in text(answer)
    assert SignUp.objects.exists() is not bool(rule)


def test_a_seven_year_old_is_no_volunteer(town: Town) -> None:
    with pytest.raises(Exception, match="未满 8 周岁"):
        volunteer(town, born="2019-05-01")


def test_what_is_over_or_called_off_takes_nobody(town: Town) -> None:
    made, person = called(town, closes_at=MONDAY + HOUR), volunteer(town)
    with pytest.raises(Refused, match="截止"):
        actions.sign_up(made, person, at=MONDAY + 2 * HOUR)
    with at(STARTS_AT):
        assert "报名已经截止" in text(Client().get(f"/volunteer/activities/{made.pk}/"))
    actions.call_off(made, reason="下雨了", by=town.hat("community"), at=MONDAY)
    with pytest.raises(Refused, match="不能报名"):
        actions.sign_up(made, person, at=MONDAY)


def test_a_suggestion_reaches_the_organiser_three_times_at_most(town: Town) -> None:
    made, person = called(town, suggestions=True), volunteer(town)
    path, phone = f"/volunteer/activities/{made.pk}/suggest/", phone_of(person)
    assert phone.post(path, {"words": ""}).status_code == 422
    for number in range(4):
        answer = phone.post(path, {"words": f"楼下加一排长椅{number}"})
    assert answer.status_code == 409
    assert "最多提 3 条" in text(answer)
    assert Suggestion.objects.count() == 3
    assert "楼下加一排长椅2" in text(town.client("community").get(f"/desk/activities/{made.pk}/"))
    closed = called(town, title="没有开")
    assert phone.post(f"/volunteer/activities/{closed.pk}/suggest/", {"words": "加长椅"}).status_code == 409


def test_wrong_methods_are_refused(town: Town) -> None:
    made, phone = called(town), phone_of(volunteer(town))
    for page in ("sign-up", "cancel", "suggest", "code/in", "lead"):
        answer = phone.delete(f"/volunteer/activities/{made.pk}/{page}/")
        assert answer.status_code == 405, page
    for page in ("mine/", f"{made.pk}/"):
        assert phone.post(f"/volunteer/activities/{page}").status_code == 405
