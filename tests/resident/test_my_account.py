"""我的: what one reported and follows; a copy of all that is kept; leaving."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from accounts.personal import lookup_hash
from cases import actions
from cases.models import Case, Category, Follower
from cases.terms import State, Urgency
from notifications.actions import announce, deliver
from notifications.models import Message
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, filled, newest, text
from tests.resident.signing_in import PHONE, later, signed_in, texts
from tests.resident.test_look_over import look_over

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


def follow_link(page: Any) -> str:
    found = re.search(r'href="(/follow/[^"]+)"', text(page))
    assert found
    return found[1]


def neighbours_case(town: Town) -> Case:
    return town.reported("2号楼地下室一直漏水，我是王建国", lat=36.0805, lon=120.3505, name="王建国")


def test_what_was_reported_with_the_phone_before_is_found(town: Town) -> None:
    case = town.reported("楼道灯不亮", phone=PHONE)
    town.reported("别人报的事", phone="13900000000")
    page = text(signed_in().get("/me/"))
    assert "楼道灯不亮" in page
    assert "别人报的事" not in page
    assert f"/progress/{case.tracking_code}/" in page


def test_what_is_reported_signed_in_belongs_to_the_account(town: Town) -> None:
    browser = signed_in()
    browser.post("/report/", filled())
    assert newest().reporter == User.objects.get(phone_hash=newest().reporter.phone_hash)  # type: ignore[union-attr]
    assert "地下室漏水" in text(browser.get("/me/"))


def test_an_anonymous_report_is_nobodys_also_signed_in(town: Town) -> None:
    browser = signed_in()
    browser.post("/report/", filled(anonymous="on"))
    assert newest().reporter is None
    assert "地下室漏水" not in text(browser.get("/me/"))


def test_the_first_screen_shows_them_on_a_new_telephone(town: Town) -> None:
    town.reported("楼道灯不亮", phone=PHONE)
    assert "楼道灯不亮" in text(signed_in().get("/"))


def test_a_list_of_many_asks_no_more_often(town: Town) -> None:
    browser = signed_in()
    town.reported("第 0 件", phone=PHONE)
    browser.get("/me/")
    with CaptureQueriesContext(connection) as few:
        browser.get("/me/")
    for number in range(1, 6):
        town.reported(f"第 {number} 件路灯", phone=PHONE, anonymous=False, place=town.places["next_grid"])
    with CaptureQueriesContext(connection) as many:
        browser.get("/me/")
    assert len(many) == len(few) <= 12


def test_something_alike_is_followed_instead_and_told_when_it_is_done(town: Town) -> None:
    case = neighbours_case(town)
    browser = signed_in("13900000000")
    link = follow_link(look_over(browser))
    assert "王建国" not in text(browser.get(link))
    assert browser.post(link).url == "/me/"
    assert browser.post(link).url == "/me/"  # a second tap
    assert Follower.objects.filter(case=case).count() == 1
    page = text(browser.get("/me/"))
    assert "我关注的事" in page
    assert "王建国" not in page
    case = actions.accept(
        case, category=Category.objects.get(code="LEAK"), urgency=Urgency.NORMAL, place=town.grid, checked=True,
        host=town.units["branch"], by=town.hat("secretary"), at=MONDAY,
    )  # fmt: skip
    finished(town, case)
    announce(at=MONDAY)
    deliver(at=MONDAY)
    mine = [said for said in texts() if "您关注的" in said]
    assert mine
    assert "房屋漏水" in mine[-1]
    assert "王建国" not in "".join(mine)


@pytest.mark.parametrize("hidden", ["sensitive", "confidential"])
def test_what_has_become_nobodys_business_is_followed_in_silence(town: Town, hidden: str) -> None:
    case = neighbours_case(town)
    browser = signed_in("13900000000")
    link = follow_link(look_over(browser))
    browser.post(link)
    sensitive = Category.objects.filter(sensitive=True).first()
    changed = {"category": sensitive} if hidden == "sensitive" else {"confidential": True}
    Case.objects.filter(pk=case.pk).update(**changed)
    assert case.number not in text(browser.get("/me/"))
    assert "我关注的事" not in text(browser.get("/me/"))
    assert (browser.get(link).status_code, browser.post(link).status_code) == (404, 404)
    assert json.loads(browser.get("/me/data/").content)["我关注的事"] == []
    case.refresh_from_db()
    actions.withdraw(case, by=_reporter(case), at=MONDAY)
    announce(at=MONDAY)
    deliver(at=MONDAY)
    assert not [said for said in texts() if "您关注的" in said]


def _reporter(case: Case) -> Hat:
    return Hat(reporter_of=case.pk)


def finished(town: Town, case: Case) -> None:
    signed = actions.sign(case, by=town.hat("worker"), at=MONDAY)
    done = actions.finish(signed, result="已修好", by=town.hat("worker"), at=MONDAY)
    checked = actions.check_pass(done, on_site=True, by=town.hat("guide"), at=MONDAY)
    actions.revisit(checked, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)


def test_whoever_is_not_signed_in_comes_back_to_it(town: Town, browser: Browser) -> None:
    neighbours_case(town)
    link = follow_link(look_over(browser))
    assert browser.get(link).url.startswith("/me/sign-in/?next=%2Ffollow%2F")


def test_it_can_be_followed_no_more(town: Town) -> None:
    case = neighbours_case(town)
    browser = signed_in("13900000000")
    browser.post(follow_link(look_over(browser)))
    assert browser.post(f"/me/unfollow/{case.number}/").url == "/me/"
    assert not Follower.objects.exists()
    for number in (case.number, "0000"):  # nobody learns by it which numbers there are
        assert browser.post(f"/me/unfollow/{number}/").url == "/me/"
        assert "不再关注" in text(browser.get("/me/"))


@pytest.mark.parametrize("token", ["1", "x:y:z", "a" * 2000])
def test_a_sign_that_was_never_shown_leads_nowhere(town: Town, token: str) -> None:
    neighbours_case(town)
    assert signed_in().post(f"/follow/{token}/").status_code == 404
    assert not Follower.objects.exists()


def test_a_sign_holds_for_a_day(town: Town) -> None:
    neighbours_case(town)
    browser = signed_in()
    link = follow_link(look_over(browser))
    with later(24 * 60 + 1):
        assert browser.post(link).status_code == 404


def test_what_is_over_is_followed_by_nobody(town: Town) -> None:
    case = neighbours_case(town)
    browser = signed_in("13900000000")
    link = follow_link(look_over(browser))
    actions.withdraw(case, by=_reporter(case), at=MONDAY)
    refused = browser.post(link)
    assert (refused.status_code, "不能关注" in text(refused)) == (409, True)


def test_leaving_takes_name_and_phone_out_and_the_case_goes_on(town: Town) -> None:
    case = town.reported("楼道灯不亮", phone=PHONE, name="张三丰")
    browser = signed_in()
    assert "您还有 1 件事在办" in text(browser.get("/me/leave/"))
    assert browser.post("/me/leave/", {"sure": "on"}).url == "/"
    case.refresh_from_db()
    assert (case.reporter_name, case.reporter_phone, case.reporter_phone_hash) == ("", "", "")
    assert (case.reporter, case.anonymous, case.state) == (None, True, State.SUBMITTED)
    gone = User.objects.get(username__startswith="gone-")
    assert (gone.phone, gone.phone_hash, gone.is_active) == ("", None, False)
    assert browser.get("/me/").status_code == 302


def test_leaving_takes_the_phone_out_of_what_was_texted(town: Town) -> None:
    case = town.reported("楼道灯不亮", phone=PHONE, name="张三丰")
    browser = signed_in()
    case = actions.accept(
        case, category=Category.objects.get(code="LEAK"), urgency=Urgency.NORMAL, place=town.grid, checked=True,
        host=town.units["branch"], by=town.hat("secretary"), at=MONDAY,
    )  # fmt: skip
    announce(at=MONDAY)
    deliver(at=MONDAY)
    finished(town, case)
    announce(at=MONDAY)
    phones = Message.objects.filter(phone_hash=lookup_hash(PHONE))
    told = phones.exclude(state=Message.State.PENDING).count()
    assert told
    assert "作为办理记录保留" in text(browser.get("/me/leave/"))
    browser.post("/me/leave/", {"sure": "on"})
    assert not phones.exists()
    assert Message.objects.filter(phone_hash__startswith="gone-", phone="").count() == told


def test_who_comes_again_is_somebody_new(town: Town) -> None:
    town.reported("楼道灯不亮", phone=PHONE)
    signed_in().post("/me/leave/", {"sure": "on"})
    with later(2):
        assert "楼道灯不亮" not in text(signed_in().get("/me/"))


@pytest.mark.parametrize("way", ["/me/sign-out/", "/me/leave/"])
def test_nothing_of_mine_stays_on_the_telephone(town: Town, way: str) -> None:
    browser = signed_in()
    browser.post("/report/", filled())
    assert "地下室漏水" in text(browser.get("/"))
    home = text(browser.post(way, {"sure": "on"}, follow=True))
    assert "地下室漏水" not in home
    assert "data-draft-gone" in home


def test_leaving_has_to_be_meant(town: Town) -> None:
    browser = signed_in()
    refused = browser.post("/me/leave/", {})
    assert (refused.status_code, "请先打上这个勾" in text(refused)) == (422, True)
    assert browser.get("/me/").status_code == 200


def test_an_account_that_works_here_does_not_leave_by_this_door(town: Town) -> None:
    worker = town.people["worker"]
    worker.phone = PHONE
    worker.save()
    refused = signed_in().post("/me/leave/", {"sure": "on"})
    assert (refused.status_code, "工作账号" in text(refused)) == (422, True)
    worker.refresh_from_db()
    assert worker.is_active


def test_what_somebody_was_told_of_their_matters_stands_on_their_page(town: Town) -> None:
    browser = signed_in()
    browser.post("/report/", filled())
    case = newest()
    actions.accept(
        case, category=Category.objects.get(code="LEAK"), urgency=Urgency.NORMAL, place=town.grid, checked=True,
        by=town.hat("secretary"), at=MONDAY,
    )  # fmt: skip
    announce(at=MONDAY)
    page = text(browser.get("/me/"))
    assert "给您的消息" in page
    assert "已受理，太平镇社区第1网格党支部负责" in page


def test_the_desks_messages_are_not_read_behind_a_code_to_a_phone(town: Town) -> None:
    person = town.people["secretary"]
    person.phone = PHONE
    person.save()
    town.reported("楼道灯不亮", by=Hat(person=person))
    announce(at=MONDAY)
    page = text(signed_in().get("/me/"))
    assert "楼道灯不亮" in page
    assert "给您的消息" not in page


def test_the_code_comes_by_text_once_it_is_accepted_and_the_pages_say_so(town: Town, browser: Browser) -> None:
    browser.post("/report/", filled(phone=PHONE))
    announce(at=MONDAY)
    deliver(at=MONDAY)
    assert not [said for said in texts() if newest().tracking_code in said]  # the number is only typed as yet
    leak = Category.objects.get(code="LEAK")
    actions.accept(
        newest(), category=leak, urgency=Urgency.NORMAL, place=town.grid, by=town.hat("secretary"), at=MONDAY
    )
    announce(at=MONDAY)
    deliver(at=MONDAY)
    assert newest().tracking_code in texts()[-1]
    assert "受理以后发的短信里也有" in text(browser.get("/progress/"))
