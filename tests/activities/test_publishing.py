"""An activity is published, changed, called off; what cannot be is said at its field, and nothing typed is lost."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from activities import actions
from activities.models import Activity
from activities.rules import Refused
from activities.workflow import Standing, State
from tests.activities.calling import HOUR, MONDAY, STARTS_AT, at, called, filled, page_of, phone_of, plan, volunteer
from tests.factories import Town
from tests.resident.conftest import text

pytestmark = pytest.mark.django_db


def publish(town: Town, who: str = "community", **changes: Any) -> Any:
    return town.client(who).post(reverse("activities:new"), filled(town, **changes))


def test_an_organiser_publishes_and_residents_see_it(town: Town) -> None:
    answer = publish(town, theme="邻里文化节", quota="5", roles="搬运 3\n登记 2", spot="36.0805, 120.3505")
    made = Activity.objects.get()
    assert answer["Location"] == reverse("activities:activity", args=[made.pk])
    assert (made.state, made.spot, made.closes_at) == (State.PUBLISHED, (36.0805, 120.3505), made.starts_at)
    assert [(role.name, role.quota) for role in made.roles.all()] == [("搬运", 3), ("登记", 2)]
    page = text(Client().get("/volunteer/activities/"))
    assert "清理楼道杂物" in page
    assert "还差 5 人" in page
    assert "清理楼道杂物" in text(Client().get("/volunteer/activities/?theme=邻里文化节"))
    assert "清理楼道杂物" not in text(Client().get("/volunteer/activities/?theme=重阳节"))


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"ends_at": "2026-11-16T11:00"}, "ends_at", "结束时间要晚于开始时间"),
        ({"ends_at": "2027-12-16T11:00"}, "ends_at", "最长一年"),
        ({"starts_at": "2026-11-16T08:00"}, "starts_at", "开始时间要晚于现在"),
        ({"closes_at": "2026-11-17T08:00"}, "closes_at", "报名截止"),
        ({"sort": "CARE"}, "help", "七助"),
        ({"sort": "RESCUE", "minors": "FROM_14"}, "minors", "不招未成年人"),
        ({"quota": "2", "roles": "搬运 3"}, "roles", "超过了总名额"),
        ({"quota": "10", "roles": "搬运 1\n登记 1"}, "roles", "各岗位一共 2 人，总名额是 10"),
        ({"quota": "0"}, "quota", "至少是 1"),
        ({"spot": "这里"}, "spot", "位置要写成"),
        ({"roles": "搬运"}, "roles", "每行写岗位名称和人数"),
        ({"words": "打 13812345678"}, "words", "请不要写电话"),
        ({"leader_phone": "13900001111"}, "leader_phone", "还没有注册志愿者"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(town: Town, changes: dict, field: str, sentence: str) -> None:
    answer: Any = publish(town, **changes)
    assert answer.status_code in (409, 422)
    assert sentence in str(answer.context["form"].errors[field])
    assert "3 号楼门前" in text(answer)
    assert not Activity.objects.exists()


def test_sent_twice_it_is_one_and_a_draft_waits(town: Town) -> None:
    key = "6f1c7a8e-6f63-4a5b-9a8b-0c1d2e3f4a5b"
    first, second = (publish(town, key=key, draft="on") for _ in range(2))
    assert first["Location"] == second["Location"]
    made = Activity.objects.get()
    assert made.state == State.DRAFT
    assert Client().get(f"/volunteer/activities/{made.pk}/").status_code == 404
    town.client("community").post(reverse("activities:publish", args=[made.pk]))
    assert Client().get(f"/volunteer/activities/{made.pk}/").status_code == 200


def test_a_quota_is_not_lowered_under_the_sign_ups(town: Town) -> None:
    made = called(town)
    for _ in range(2):
        actions.sign_up(made, volunteer(town), at=MONDAY)
    path = reverse("activities:edit", args=[made.pk])
    answer: Any = town.client("community").post(path, filled(town, quota="1"))
    assert answer.status_code == 409
    assert "已经有 2 人报名" in str(answer.context["form"].errors["quota"])
    assert town.client("community").post(path, filled(town, quota="2", title="改了名")).status_code == 302
    made.refresh_from_db()
    assert (made.quota, made.title) == (2, "改了名")


def test_a_role_that_is_taken_stays_and_more_places_move_the_list_up(town: Town) -> None:
    made = called(town, quota=1, roles=[("搬运", 1)])
    role, people = made.roles.get(), [volunteer(town) for _ in range(2)]
    for person in people:
        actions.sign_up(made, person, role=role, at=MONDAY)
    with pytest.raises(Refused, match="搬运"):
        actions.edit(made, plan(town, quota=5), by=town.hat("community"), at=MONDAY)
    actions.edit(made, plan(town, quota=2, roles=[("搬运", 2)]), by=town.hat("community"), at=MONDAY)
    assert set(made.sign_ups.values_list("standing", flat=True)) == {Standing.SIGNED}


def test_called_off_the_people_read_why(town: Town) -> None:
    made, person = called(town), volunteer(town)
    actions.sign_up(made, person, at=MONDAY)
    path = reverse("activities:call_off", args=[made.pk])
    assert town.client("community").post(path, {"reason": ""}).status_code == 422
    assert town.client("community").post(path, {"reason": "大风预警"}).status_code == 302
    for page in ("mine/", f"{made.pk}/"):
        assert "大风预警" in text(phone_of(person).get(f"/volunteer/activities/{page}"))
    assert "清理楼道杂物" not in text(Client().get("/volunteer/activities/"))
    again = town.client("community").post(path, {"reason": "再取消"})
    assert again.status_code == 409


def test_only_those_of_the_place_organise(town: Town) -> None:
    made = called(town)
    for page in ("activity", "edit", "call_off", "walk_up", "close"):
        path = reverse(f"activities:{page}", args=[made.pk])
        assert town.client("worker").get(path).status_code == 200
        assert town.client("far_secretary").get(path).status_code == 404
        assert Client().get(path).status_code == 302
    assert town.client("housing").get(reverse("activities:list")).status_code == 403
    assert publish(town, "far_secretary").status_code == 422
    assert Activity.objects.count() == 1


def test_wrong_methods_are_refused(town: Town) -> None:
    made, desk = called(town), town.client("community")
    for page in ("publish", "roll"):
        assert desk.get(reverse(f"activities:{page}", args=[made.pk])).status_code == 405
    assert desk.post(reverse("activities:activity", args=[made.pk])).status_code == 405
    assert Client().post("/volunteer/activities/").status_code == 405


def test_the_lists_ask_no_more_for_more(town: Town, django_assert_max_num_queries: Any) -> None:
    for number in range(12):
        made = called(town, title=f"活动{number}")
        actions.sign_up(made, volunteer(town), at=MONDAY)
    desk = town.client("community")
    desk.get(reverse("activities:list"))
    with django_assert_max_num_queries(14):
        desk.get(reverse("activities:list"))
    with django_assert_max_num_queries(4):
        Client().get("/volunteer/activities/")


def test_a_deadline_that_nobody_set_follows_the_start(town: Town) -> None:
    made, desk = called(town), town.client("community")
    path = reverse("activities:edit", args=[made.pk])
    page: Any = desk.get(path)
    assert page.context["form"]["closes_at"].value() is None
    moved = {"starts_at": "2026-11-23T12:00", "ends_at": "2026-11-23T14:00"}
    assert desk.post(path, filled(town, **moved, seen=page.context["form"]["seen"].value())).status_code == 302
    made.refresh_from_db()
    assert made.closes_at == made.starts_at == STARTS_AT + timedelta(days=7)
    with at(STARTS_AT + timedelta(days=6)):
        assert phone_of(volunteer(town)).post(f"{page_of(made)}sign-up/").status_code == 302


def test_a_deadline_that_somebody_set_stays_and_is_not_after_the_end(town: Town) -> None:
    made, desk = called(town, closes_at=STARTS_AT - HOUR), town.client("community")
    path = reverse("activities:edit", args=[made.pk])
    form: Any = desk.get(path).context["form"]
    closes_at = form.fields["closes_at"].widget.format_value(form["closes_at"].value())
    said = filled(town, closes_at=closes_at, seen=form["seen"].value())
    assert desk.post(path, {**said, "starts_at": "2026-11-16T12:30"}).status_code == 302
    made.refresh_from_db()
    assert made.closes_at == STARTS_AT - HOUR
    said["seen"] = desk.get(path).context["form"]["seen"].value()
    for ends_at, sentence in [("10:00", "报名截止不能晚于活动结束"), ("12:00", "原来的报名截止就晚于开始了")]:
        answer: Any = desk.post(path, {**said, "starts_at": "2026-11-16T09:30", "ends_at": f"2026-11-16T{ends_at}"})
        assert answer.status_code == 409
        assert sentence in str(answer.context["form"].errors["closes_at"])
