"""The first screen: two doors, my matters, the elder version."""

import re

import pytest

from cases import actions
from cases.models import Case, Category
from cases.terms import Urgency
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, newest, send, text
from tests.resident.signing_in import signed_in

pytestmark = pytest.mark.django_db


def test_it_has_two_doors_and_says_how_a_matter_climbs(town: Town, browser: Browser) -> None:
    page = text(browser.get("/"))
    assert 'href="/report/"' in page
    assert 'href="/progress/"' in page
    assert "到时没办好，系统会自动吹哨到上一级" in page
    assert "市北区" in page


def test_it_stands_before_anything_is_registered(db: None, browser: Browser) -> None:
    assert browser.get("/").status_code == 200
    assert browser.get("/report/").status_code == 200


def test_what_this_browser_reported_is_shown_again(town: Town, browser: Browser) -> None:
    send(browser)
    page = text(browser.get("/"))
    assert "我的事" in page
    assert f'href="/progress/{newest().tracking_code}/"' in page
    assert "受理 还剩 2 小时" in page


def test_another_browser_sees_none_of_it(town: Town, browser: Browser) -> None:
    send(browser)
    assert "我的事" not in text(Browser().get("/"))


def test_codes_that_somebody_made_up_show_nothing(town: Town, browser: Browser) -> None:
    browser.cookies["mine"] = town.reported().tracking_code
    assert "我的事" not in text(browser.get("/"))


def test_what_waits_for_an_answer_comes_first(town: Town, browser: Browser) -> None:
    send(browser, words="先报的")
    first = newest()
    send(browser, words="后报的")
    leak, secretary, branch = Category.objects.get(code="LEAK"), town.hat("secretary"), town.units["branch"]
    case = actions.accept(
        first, category=leak, urgency=Urgency.NORMAL, place=town.grid, host=branch, by=secretary, at=MONDAY
    )
    case = actions.sign(case, by=town.hat("worker"), at=MONDAY)
    case = actions.finish(case, result="修好了", by=town.hat("worker"), at=MONDAY)
    actions.check_pass(case, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    page = text(browser.get("/"))
    assert page.index("先报的") < page.index("后报的")
    assert "请您评价" in page


def test_ten_matters_ask_the_database_no_more_than_one(town: Town, browser: Browser, django_assert_num_queries) -> None:
    send(browser)
    with django_assert_num_queries(3):
        browser.get("/")
    for number in range(11):
        send(browser, words=f"第{number}件")
    with django_assert_num_queries(3):  # the district, my cases, their events
        page = text(browser.get("/"))
    assert page.count("card item") == 10
    assert Case.objects.count() == 12


def test_my_matters_can_be_cleared_from_somebody_elses_telephone(town: Town, browser: Browser) -> None:
    send(browser)
    form = re.search(r'<form class="([^"]*)" method="post" action="/forget/"', text(browser.get("/")))
    assert form
    assert "extra" not in form[1]  # 长辈版 shows it too
    home = text(browser.post("/forget/", follow=True))
    assert "已从这台手机上清掉" in home
    assert "data-draft-gone" in home
    assert "我的事" not in text(browser.get("/")).replace("把“我的事”", "")
    assert Case.objects.count() == 1


def test_the_elder_version_is_switched_on_and_off(town: Town, browser: Browser) -> None:
    assert 'class="elder"' in text(browser.post("/elder/", {"back": "/progress/"}, follow=True))
    assert 'class="elder"' in text(browser.get("/"))
    assert 'class="elder"' not in text(browser.post("/elder/", follow=True))


def test_the_switch_leads_back_but_never_away(town: Town, browser: Browser) -> None:
    assert browser.post("/elder/", {"back": "/progress/"}).url == "/progress/"
    for elsewhere in ("https://example.com/", "//example.com", "javascript:alert(1)", "\x00"):
        assert browser.post("/elder/", {"back": elsewhere}).url == "/"


def test_a_link_alone_does_not_switch(town: Town, browser: Browser) -> None:
    browser.get("/elder/")
    assert 'class="elder"' not in text(browser.get("/"))


def test_clearing_somebody_elses_telephone_signs_out_there_too(town: Town) -> None:
    browser = signed_in()
    send(browser)
    browser.post("/forget/")
    assert "card item" not in text(browser.get("/"))
    assert browser.get("/me/").status_code == 302
