"""催一催: once a day, counted, told to whoever has it in hands; where it is late, to the next rung as well."""

from datetime import timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case
from cases.terms import Notice
from notifications.actions import announce
from notifications.models import Message
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, text

pytestmark = pytest.mark.django_db
BUTTON = "催一催</button>"


def urge(browser: Browser, case: Case) -> Any:
    return browser.post(f"/progress/{case.tracking_code}/urge/", follow=True)


def page_of(browser: Browser, case: Case) -> str:
    return text(browser.get(f"/progress/{case.tracking_code}/"))


def told(town: Town, name: str) -> list[str]:
    announce(at=MONDAY)
    mine = Message.objects.filter(recipient=town.people[name]).values_list("text", flat=True)
    return [said for said in mine if "催" in said]


def test_the_holder_hears_of_it_and_nothing_moves(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    assert BUTTON in page_of(browser, case)
    page = text(urge(browser, case))
    assert "催过了，已告诉镇江路街道党工委。明天还没办好，可以再催。" in page
    assert "您催办，已告诉镇江路街道党工委" in page
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.owner_level, after.handle_by) == (case.state, case.owner_level, case.handle_by)
    assert told(town, "street") == [f"居民第1次催办：{case.title}（{case.number}），最晚11月23日17:30办好。请抓紧。"]
    assert told(town, "platform") == []


def test_a_second_time_on_the_same_day_is_refused_and_says_when_again(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    urge(browser, case)
    assert BUTTON not in page_of(browser, case)
    again = urge(browser, case)
    assert again.status_code == 409
    assert "今天催过了" in text(again)
    assert "明天还没办好，可以再催" in text(again)
    assert case.events.filter(kind=Notice.URGED).count() == 1


def test_by_the_calendar_of_the_place_the_next_day_begins_at_midnight(town: Town, browser: Browser, monday) -> None:
    case = town.handled_by(3)
    monday.move_to(MONDAY.replace(hour=23, minute=59))
    urge(browser, case)
    monday.move_to(MONDAY.replace(hour=0, minute=1) + timedelta(days=1))
    assert urge(browser, case).status_code == 200
    assert "居民催办 2 次" in text(town.client("street").get(f"/desk/cases/{case.number}/"))
    assert "居民催办 2 次" in text(town.client("street").get("/desk/"))
    assert "居民催办 2 次" in text(town.client("street").get("/desk/?q=all&urged=1"))


def test_what_is_late_is_told_to_the_next_rung(town: Town, browser: Browser, monday) -> None:
    case = town.handled_by(3)
    assert case.handle_by
    monday.move_to(case.handle_by + timedelta(minutes=1))
    page = text(urge(browser, case))
    assert "已经超期，上一级也知道了。" in page
    assert "已经超期，也告诉了市北区城市综合管理指挥平台" in page
    assert told(town, "platform") == [
        f"已超期，居民又催：{case.title}（{case.number}），由镇江路街道党工委负责。请督促。"
    ]


def test_what_is_over_or_waits_for_the_resident_is_not_urged(town: Town, browser: Browser) -> None:
    done = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    asked = actions.check_pass(done, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    assert BUTTON not in page_of(browser, asked)
    refused = urge(browser, asked)
    assert refused.status_code == 409
    assert "请看最新进度" in text(refused)


def test_whoever_waits_for_a_check_is_told_to_make_it(town: Town, browser: Browser) -> None:
    done = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    urge(browser, done)
    assert told(town, "guide") == [f"居民第1次催办，请尽快核查：{done.title}（{done.number}）。"]


def test_two_taps_at_once_are_one(town: Town) -> None:
    """The second read the case before the first was written."""
    case = town.handled_by(3)
    read, by = Case.objects.with_faces().get(pk=case.pk), Hat(reporter_of=case.pk)
    actions.urge(case, by=by, at=MONDAY)
    with pytest.raises(actions.Refused):
        actions.urge(read, by=by, at=MONDAY)
    assert case.events.filter(kind=Notice.URGED).count() == 1
