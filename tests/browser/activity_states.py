"""Residents' pages of activities in every state: found, signed up for, led, checked in, too late, called off."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from accounts.models import User
from activities import actions
from activities.models import Activity
from tests.factories import IN_FIRST_GRID
from tests.resident.signing_in import PHONE
from volunteers.actions import Joining, join
from volunteers.models import Volunteer
from worktime import clock

if TYPE_CHECKING:
    from tests.browser.every_state import Visit


def found(visit: Visit) -> None:
    """One that goes on now; whoever signed in is a volunteer and leads it."""
    at, place = clock.now(), visit.town.places["community"]
    leader = User.objects.with_phone(PHONE)
    assert leader
    if not Volunteer.objects.filter(person=leader).exists():
        join(leader, Joining("林志愿", localdate(at).replace(year=1960), place), at=at)
    plan = actions.Plan(
        community=place, title="清理楼道杂物", sort="CLEANING", where="3 号楼门前", quota=5, leader=leader,
        starts_at=at - timedelta(minutes=10), ends_at=at + timedelta(hours=2), closes_at=at + timedelta(hours=2),
        theme="邻里文化节", spot=IN_FIRST_GRID, suggestions=True, roles=[("搬运", 3), ("登记", 2)],
        words="请穿旧衣服，戴手套。",
    )  # fmt: skip
    actions.call(plan, by=visit.town.hat("community"), at=at - timedelta(days=1))
    visit.to("/volunteer/activities/")


def page(path: str = "") -> Callable[[Visit], object]:
    return lambda visit: visit.to(f"/volunteer/activities/{Activity.objects.latest('pk').pk}/{path}")


def chose_nothing(visit: Visit) -> None:
    page("sign-up/")(visit)
    visit.taps("报名")


def signed_up(visit: Visit) -> None:
    visit.page.get_by_label("搬运").check()
    visit.taps("报名")


def finds_no_camera(visit: Visit) -> None:
    page("code/in/")(visit)
    visit.taps("扫一扫")
    visit.page.get_by_text("拍一张照片").wait_for()


def typed_wrong(visit: Visit) -> None:
    page("code/in/")(visit)
    visit.page.get_by_label("6 位数字").fill("1")
    visit.taps("签到")


def wrote_nothing(visit: Visit) -> None:
    page("suggest/")(visit)
    visit.taps("交给组织者")


def nobody_by_that_number(visit: Visit) -> None:
    page("lead/walk-up/")(visit)
    visit.page.get_by_label("手机号").fill("13712345678")
    visit.taps("加进名单")


def closed_early(visit: Visit) -> None:
    page("lead/close/")(visit)
    visit.taps("提前结束并送审")


def reopened(visit: Visit) -> None:
    page("lead/reopen/")(visit)
    visit.taps("撤回结束")


def called_off(visit: Visit) -> None:
    activity = Activity.objects.latest("pk")
    actions.call_off(activity, reason="大风预警，改期另行通知。", by=visit.town.hat("community"), at=clock.now())
    page()(visit)


# name and how one comes there, for whoever has signed in with PHONE
ACTIVITY_STATES: list[tuple[str, Callable[[Visit], object]]] = [
    ("activities-none", lambda visit: visit.to("/volunteer/activities/")),
    ("activities", found),
    ("activity", page()),
    ("activity-sign-up-wrong", chose_nothing),
    ("activity-signed-up", signed_up),
    ("activity-code", page("code/in/")),
    ("activity-code-no-camera", finds_no_camera),
    ("activity-code-wrong", typed_wrong),
    ("activity-suggest", wrote_nothing),
    ("activity-lead", page("lead/")),
    ("activity-lead-code", page("lead/in/")),
    ("activity-walk-up", nobody_by_that_number),
    ("activity-close", page("lead/close/")),
    ("activity-closed-early", closed_early),
    ("activity-reopen", page("lead/reopen/")),
    ("activity-reopened", reopened),
    ("activity-cancel", page("cancel/")),
    ("activities-mine", lambda visit: visit.to("/volunteer/activities/mine/")),
    ("activity-expired", lambda visit: visit.to("/volunteer/activities/scan/old/")),
    ("activity-called-off", called_off),
    ("activity-nothing-to-cancel", page("cancel/")),
]
