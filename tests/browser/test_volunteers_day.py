"""A volunteer's day: signs up, checks in and out by the code on the organiser's screen, is approved, has the points."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import segno
from django.urls import reverse
from playwright.sync_api import Page, expect

from accounts.models import User
from activities import codes
from activities.kinds import End
from activities.models import Activity
from tests.activities.calling import called, volunteer
from tests.browser.measures import whole
from tests.factories import IN_FIRST_GRID, MONDAY, PASSWORD, Town, build_town
from tests.resident.signing_in import code
from tests.volunteers.ledger import balance
from volunteers.kinds import Currency
from worktime import clock as shown_clock

pytestmark = pytest.mark.enough_on("sqlite")
NOON = MONDAY + timedelta(hours=3)


class Clock:
    now = NOON - timedelta(hours=1)


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    shown = Clock()
    monkeypatch.setattr("worktime.clock.now", lambda: shown.now)
    return shown


@pytest.fixture
def town(transactional_db: None, settings: Any, tmp_path: Path) -> Town:
    settings.SMS_LOG = tmp_path / "sms.log"
    return build_town()


def test_from_signing_up_to_the_points(town: Town, live_server: Any, phone: Page, desk: Page, clock: Clock) -> None:
    person, activity = volunteer(town), called(town)
    url = live_server.url
    signs_up(phone, url, person)
    signs_in_at_the_desk(desk, url)
    for end, moment, said in [
        (End.IN, NOON, "签到好了"),
        (End.OUT, NOON + timedelta(minutes=90), "已经送去审核"),
    ]:
        clock.now = moment
        scans(phone, url, desk, activity, end)
        expect(phone.get_by_text(said)).to_be_visible()
    approves(desk, url)
    assert balance(person, Currency.HOURS) == 90
    assert balance(person) == 2


def signs_up(phone: Page, url: str, person: User) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"latitude": IN_FIRST_GRID[0], "longitude": IN_FIRST_GRID[1]})
    phone.goto(f"{url}/volunteer/activities/")
    phone.get_by_role("link", name=re.compile("清理楼道杂物")).click()
    phone.get_by_role("link", name="我要报名").click()
    phone.get_by_role("textbox", name="手机号").fill(person.phone)
    phone.locator("input[name=who]").first.check()
    phone.get_by_role("button", name="发验证码").click()
    phone.get_by_label("验证码").fill(code())
    phone.get_by_role("button", name="登录").click()
    phone.get_by_role("button", name="报名").click()
    expect(phone.get_by_text("已报名")).to_be_visible()


def signs_in_at_the_desk(desk: Page, url: str) -> None:
    desk.goto(f"{url}/desk/activities/")
    desk.get_by_label("登录名或手机号").fill("community")
    desk.get_by_label("密码").fill(PASSWORD)
    desk.get_by_role("button", name="登录").click()
    desk.get_by_role("link", name="清理楼道杂物").click()


def scans(phone: Page, url: str, desk: Page, activity: Activity, end: End) -> None:
    """The organiser lights the code up, the telephone opens the link that is drawn in it, and one taps."""
    desk.goto(url + reverse("activities:activity", args=[activity.pk]))
    desk.get_by_role("button", name=f"亮{end.label}码").click()
    whole(desk)
    drawn = desk.locator(".qr svg path").last.get_attribute("d")
    shown = codes.token(activity.pk, end, shown_clock.now(), by_leader=True)  # who sits at this desk leads it
    link = url + reverse("activities_resident:scan", args=[shown])
    phone.goto(link)
    assert drawn
    assert drawn in segno.make(link, error="m", micro=False).svg_inline(border=2, omitsize=True, light="#fff")
    phone.get_by_role("button", name="报一下我的位置").click()
    expect(phone.get_by_text("位置已填好")).to_be_visible()
    phone.get_by_role("button", name=end.label).click()


def approves(desk: Page, url: str) -> None:
    desk.goto(f"{url}/desk/volunteers/")
    desk.get_by_label("勾上：清理楼道杂物").check()
    desk.get_by_role("button", name="通过勾上的").click()
    expect(desk.get_by_text("都审完了")).to_be_visible()
