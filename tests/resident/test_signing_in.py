"""用手机号登录: six digits, five minutes, five tries, once, one browser; and what it does not open."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import AuditEntry, Session, User
from notifications.channels import ChannelError
from resident.models import Consent, PhoneCode
from tests.factories import Town
from tests.resident.conftest import Browser, text
from tests.resident.signing_in import PHONE, ask, code, later, signed_in, texts, type_in, wrong

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sms_log(settings: Any, tmp_path: Path) -> None:
    settings.SMS_LOG = tmp_path / "sms.log"


def test_a_phone_and_its_code_are_enough(browser: Browser) -> None:
    page = ask(browser, "138 1234 5678")
    assert page.url == "/me/code/"
    assert "138****5678" in text(browser.get("/me/code/"))
    assert type_in(browser, code()).url == "/me/"
    assert "138****5678" in text(browser.get("/me/"))
    person = User.objects.get()
    assert (person.phone, person.has_usable_password()) == (PHONE, False)
    assert Consent.objects.get().who == Consent.Who.OF_AGE


def test_it_comes_back_to_the_page_that_asked_for_it(browser: Browser) -> None:
    asked = browser.get("/me/leave/")
    assert asked.url == "/me/sign-in/?next=%2Fme%2Fleave%2F"
    ask(browser, next="/me/leave/")
    assert type_in(browser, code()).url == "/me/leave/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "javascript:alert(1)"])
def test_it_leads_to_nobody_elses_page(browser: Browser, elsewhere: str) -> None:
    ask(browser, next=elsewhere)
    assert type_in(browser, code()).url == "/me/"


def test_a_known_phone_and_an_unknown_one_get_the_same_answer(browser: Browser) -> None:
    signed_in()
    with later(2):
        known = ask(browser)
        shown = text(browser.get("/me/code/"))
        unknown = ask(Browser(), "13900000000")
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)
    assert "138****5678" in shown
    assert re.sub(r"\d{6}", "", texts()[-1]) == re.sub(r"\d{6}", "", texts()[-2])


def test_a_wrong_code_counts_and_the_right_one_still_opens(browser: Browser) -> None:
    ask(browser)
    refused = type_in(browser, wrong(code()))
    assert refused.status_code == 422
    assert "验证码不对，还可以试 4 次。" in text(refused)
    assert type_in(browser, code()).url == "/me/"


def test_after_five_wrong_ones_the_right_one_opens_nothing(browser: Browser) -> None:
    ask(browser)
    said = [text(type_in(browser, wrong(code()))) for _ in range(5)]
    assert "已经试了 5 次" in said[-1]
    assert "不能再用" in text(type_in(browser, code()))
    assert browser.get("/me/").status_code == 302


def test_after_five_minutes_it_opens_nothing(browser: Browser) -> None:
    ask(browser)
    with later(5):
        assert "过期了" in text(type_in(browser, code()))
    assert not User.objects.exists()


def test_it_opens_once(browser: Browser) -> None:
    ask(browser)
    kept = browser.cookies["sessionid"].value
    assert type_in(browser, code()).url == "/me/"
    again = Browser()
    again.cookies["sessionid"] = kept
    assert type_in(again, code()).url == "/me/sign-in/"  # the session that asked is no more


def test_another_browser_cannot_use_it(browser: Browser) -> None:
    ask(browser)
    other = Browser()
    assert type_in(other, code()).url == "/me/sign-in/"
    with later(2):
        ask(other, "13900000000")
        assert "验证码不对" in text(type_in(other, code_of_the_first()))


def code_of_the_first() -> str:
    found = re.search(r"验证码 (\d{6})", texts()[0])
    assert found
    return found[1]


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "１２３", "12 34", "😀" * 6, "0" * 5000])
def test_what_is_no_code_costs_no_try(browser: Browser, typed: str) -> None:
    ask(browser)
    assert type_in(browser, typed).status_code == 422
    assert PhoneCode.objects.get().tries == 0


def test_a_code_in_full_width_signs_with_spaces_is_read(browser: Browser) -> None:
    ask(browser)
    digits = code()
    wide = "".join(chr(ord(digit) + 0xFEE0) for digit in digits)
    assert type_in(browser, f" {wide[:3]} {wide[3:]} ").url == "/me/"


def test_once_a_minute_five_an_hour_ten_a_day(browser: Browser) -> None:
    assert ask(browser).status_code == 302
    soon = ask(browser)
    assert (soon.status_code, "请等 1 分钟" in text(soon)) == (429, True)
    for minute in range(2, 10, 2):
        with later(minute):
            assert ask(browser).status_code == 302
    with later(12):
        assert "一小时里要了 5 次" in text(ask(browser))
    for minute in range(70, 80, 2):
        with later(minute):
            assert ask(browser).status_code == 302
    with later(200):
        assert "今天要了 10 次" in text(ask(browser))
    with later(24 * 60 + 100):
        assert ask(browser).status_code == 302


def test_one_address_cannot_text_the_whole_town(browser: Browser) -> None:
    answers = [ask(browser, f"139000000{number:02d}").status_code for number in range(31)]
    assert answers == [302] * 30 + [429]


def test_one_line_of_ipv6_is_one_address(db: None) -> None:
    asked = [(f"139000000{last:02d}", Browser(REMOTE_ADDR=f"2001:db8:1:2::{last:x}")) for last in range(31)]
    assert [ask(browser, phone).status_code for phone, browser in asked] == [302] * 30 + [429]


def test_wrong_codes_of_one_line_of_ipv6_count_together(db: None, monkeypatch: Any) -> None:
    monkeypatch.setattr("resident.actions.codes.MOST_WRONG_FROM_AN_ADDRESS", 4)
    said = ""
    for last in range(5):
        browser = Browser(REMOTE_ADDR=f"2001:db8:1:2::{last:x}")
        ask(browser, f"1390000000{last}")
        said = text(type_in(browser, wrong(code())))
    assert "这里试错的次数太多" in said


def test_a_gateway_that_is_down_says_so_and_what_was_typed_stays(browser: Browser, monkeypatch: Any) -> None:
    def down(*_args: Any, **_kwargs: Any) -> None:
        raise ChannelError("down")

    monkeypatch.setattr("notifications.channels.FileSms.send", down)
    refused = ask(browser)
    assert refused.status_code == 503
    assert "短信没有发出去" in text(refused)
    assert PHONE in text(refused)


@pytest.mark.parametrize("phone", ["", "1381234567", "+1 415 555 2671", "0532-85891234", "电话", "138" * 900, "'; --"])
def test_what_is_no_chinese_mobile_gets_no_text(browser: Browser, phone: str) -> None:
    assert ask(browser, phone).status_code == 422
    assert not texts()


def test_a_child_is_sent_to_a_guardian_whose_own_phone_is_the_consent(browser: Browser) -> None:
    refused = ask(browser, who="CHILD")
    assert (refused.status_code, "请监护人用自己的手机号登录" in text(refused)) == (422, True)
    assert not texts()
    ask(browser, who="GUARDIAN")
    type_in(browser, code())
    assert Consent.objects.get().who == Consent.Who.GUARDIAN


@pytest.mark.parametrize("who", ["", "NOBODY"])
def test_who_uses_it_has_to_be_said(browser: Browser, who: str) -> None:
    assert ask(browser, who=who).status_code == 422


def test_a_phone_opens_nothing_at_the_desk(town: Town) -> None:
    secretary = town.people["secretary"]
    secretary.phone = PHONE
    secretary.save()
    browser = signed_in()
    assert browser.get("/me/").status_code == 200
    for page in ("/desk/", "/admin/", "/accounts/", "/board/"):
        assert browser.get(page).status_code in (302, 404)
    assert User.objects.count() == len(town.people)


def test_who_used_the_browser_at_the_desk_is_signed_out_of_it(town: Town) -> None:
    browser = Browser()
    browser.force_login(town.people["secretary"])
    ask(browser)
    type_in(browser, code())
    assert browser.get("/desk/").status_code == 302


def test_a_closed_account_opens_nothing(browser: Browser) -> None:
    signed_in()
    User.objects.update(is_active=False)
    with later(2):
        ask(browser)
        assert "这个账号停用了" in text(type_in(browser, code()))


def test_sessions_are_listed_and_ended(browser: Browser) -> None:
    first = signed_in(headers={"user-agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) MicroMessenger/8"})
    with later(2):
        second = signed_in()
        page = text(second.get("/me/"))
        assert "苹果手机·微信" in page
        assert "就是这里" in page
        [other] = [one for one in Session.objects.all() if "苹果" in one.browser]
        assert second.post(f"/me/sessions/{other.handle}/end/").status_code == 302
        assert first.get("/me/").status_code == 302
        assert second.get("/me/").status_code == 200


def test_nobody_ends_anothers_session_or_this_one(town: Town) -> None:
    mine = signed_in()
    with later(2):
        signed_in("13900000000")
        theirs = Session.objects.exclude(user__phone_hash=User.objects.earliest("-pk").phone_hash)
        for one in [*theirs, *Session.objects.filter(session_key=mine.session.session_key)]:
            answer = mine.post(f"/me/sessions/{one.handle}/end/")
            assert answer.status_code == 404


def test_signing_out_ends_it(browser: Browser) -> None:
    browser = signed_in()
    assert browser.post("/me/sign-out/").url == "/"
    assert browser.get("/me/").status_code == 302


def test_the_first_time_is_in_the_trail_without_the_number(browser: Browser) -> None:
    signed_in()
    entry = AuditEntry.objects.get(action="居民首次登录")
    assert PHONE not in str(entry.__dict__)


def test_the_code_is_kept_nowhere_and_shown_on_no_page(browser: Browser) -> None:
    ask(browser)
    assert code() not in text(browser.get("/me/code/"))
    assert code() not in str(PhoneCode.objects.values().get())
    assert code() not in str(dict(browser.session))


def test_the_demo_shows_it(browser: Browser, settings: Any) -> None:
    settings.DEMO = True
    ask(browser)
    assert code() in text(browser.get("/me/code/"))


@pytest.mark.parametrize(
    ("page", "method"),
    [
        ("/me/", "post"), ("/me/sign-in/", "delete"), ("/me/code/", "put"), ("/me/sign-out/", "get"),
        ("/me/data/", "post"), ("/me/leave/", "delete"), ("/me/sessions/x/end/", "get"), ("/me/unfollow/x/", "get"),
    ],
)  # fmt: skip
def test_the_wrong_method(browser: Browser, page: str, method: str) -> None:
    client: Client = signed_in()
    assert getattr(client, method)(page).status_code == 405
