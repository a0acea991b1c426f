"""志愿服务 in every state, by whoever has just signed in (tests/browser/every_state.py)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from accounts.models import User
from tests.cases.reaching import LATER
from tests.volunteers.people import served
from volunteers.actions import Source, approve, hold, reject

COMMUNITY = "/volunteer/join/?community=370203022001"


def joins_with_nothing(visit: Any) -> None:
    visit.to(COMMUNITY)
    visit.page.get_by_label("姓名", exact=True).fill("")
    visit.taps("注册")


def joins(visit: Any) -> None:
    visit.to(COMMUNITY)
    visit.page.get_by_label("姓名", exact=True).fill("林志愿")
    visit.page.get_by_label("出生日期").fill("19550307")
    visit.taps("注册")


def earns(visit: Any) -> None:
    """Something approved, something ordered, a no that may be appealed."""
    person, keeper = _me(), visit.town.hat("community", LATER)
    done = served(visit.town, person, hours=3, at=LATER - timedelta(hours=5))
    approve(done, by=keeper, at=LATER)
    hold(person, amount=1, source=Source("browser:1", "tests 1", note="肥皂 × 1"), by=person, at=LATER)
    no = served(visit.town, person, title="扫雪", at=LATER - timedelta(hours=1))
    reject(no, reason="签退表上没有名字", by=keeper, at=LATER)
    visit.to("/volunteer/mine/")


def appeals_with_nothing(visit: Any) -> None:
    visit.to("/volunteer/mine/?show=records")
    visit.page.get_by_role("link", name="申诉").first.click()
    visit.taps("申诉")


def _me() -> User:
    return User.objects.filter(services=None, volunteer__isnull=False).latest("pk")


WAYS = [
    ("volunteer-new", lambda visit: visit.to("/volunteer/")),
    ("volunteer-communities", lambda visit: visit.to("/volunteer/join/community/")),
    ("volunteer-join", lambda visit: visit.to(COMMUNITY)),
    ("volunteer-join-wrong", joins_with_nothing),
    ("volunteer-hub", joins),
    ("volunteer-mine-empty", lambda visit: visit.to("/volunteer/mine/")),
    ("volunteer-mine", earns),
    ("volunteer-hours", lambda visit: visit.to("/volunteer/mine/?show=hours")),
    ("volunteer-records", lambda visit: visit.to("/volunteer/mine/?show=records")),
    ("volunteer-appeal-wrong", appeals_with_nothing),
    ("volunteer-ranked", lambda visit: visit.to("/volunteer/ranked/")),
    ("volunteer-leave", lambda visit: visit.to("/volunteer/leave/")),
]
