"""报事: what is enough, where it lands, and what the resident is told afterwards."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import Case, Category
from cases.terms import State
from grids.models import Level
from tests.factories import Town
from tests.resident.conftest import Browser, filled, newest, picture, send, text

pytestmark = pytest.mark.django_db


def test_words_and_a_place_are_enough(town: Town, browser: Browser) -> None:
    response = send(browser)
    case = newest()
    assert response.status_code == 302
    assert response.url == f"/report/sent/{case.tracking_code}/"
    assert (case.state, case.place, case.words) == (State.SUBMITTED, town.grid, "地下室漏水，墙皮洇湿")


def test_everything_that_was_filled_in_is_kept(town: Town, browser: Browser) -> None:
    send(
        browser,
        name="王大妈",
        phone="+86 138-1234-5678",
        address="南口路 68 号",
        confidential="on",
        photos=[picture(), picture()],
    )
    case = newest()
    assert (case.reporter_name, case.reporter_phone) == ("王大妈", "13812345678")
    assert (case.address, case.confidential, case.photos.count()) == ("南口路 68 号", True, 2)


def test_an_anonymous_report_keeps_neither_name_nor_phone(town: Town, browser: Browser) -> None:
    send(browser, name="王大妈", phone="13812345678", anonymous="on")
    assert (newest().reporter_name, newest().reporter_phone, newest().anonymous) == ("", "", True)


def test_emoji_and_line_breaks_stay_as_they_were_typed(town: Town, browser: Browser) -> None:
    send(browser, words="漏水了😭👨‍👩‍👧\r\n第三天了")
    assert newest().words == "漏水了😭👨‍👩‍👧\n第三天了"


def test_signs_that_nobody_can_see_are_dropped(town: Town, browser: Browser) -> None:
    send(browser, words="漏\x00水\x07了", address="南口路\x00", name="王\x00")
    assert (newest().words, newest().address, newest().reporter_name) == ("漏水了", "南口路", "王")


def test_broken_characters_do_no_harm(town: Town, browser: Browser) -> None:
    body = b"words=%ED%A0%80%FF%E6%BC%8F&lat=36.0805&lon=120.3505"
    response = browser.post("/report/", body, content_type="application/x-www-form-urlencoded")
    assert response.status_code == 302
    assert "漏" in newest().words


def test_a_double_tap_is_one_case(town: Town, browser: Browser) -> None:
    once = filled()
    first, second = browser.post("/report/", once), browser.post("/report/", once)
    assert Case.objects.count() == 1
    assert first.url == second.url


def test_another_matter_on_a_page_that_came_back_is_another_case(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    send(browser, key=key)
    send(browser, key=key, words="楼道灯不亮")
    assert set(Case.objects.values_list("words", flat=True)) == {"地下室漏水，墙皮洇湿", "楼道灯不亮"}


def test_the_confirmation_says_who_got_it_by_when_and_how_to_follow(town: Town, browser: Browser) -> None:
    page = text(browser.get(send(browser).url))
    case = newest()
    assert case.number in page
    assert case.tracking_code in page
    assert "现在由<b>太平镇社区第1网格党支部</b>负责" in page
    assert "今天（11月16日 周一）11:00</b> 前受理" in page
    assert f'href="/progress/{case.tracking_code}/"' in page


def test_an_emergency_goes_to_the_street_at_once_and_the_page_says_so(town: Town, browser: Browser) -> None:
    emergency = Category.objects.get(emergency=True)
    page = text(browser.get(send(browser, category=emergency.pk).url))
    assert newest().owner_level == 3
    assert "这是突发事件，已直接交给街道。" in page
    assert "先受理" not in page
    assert "119" in page


def test_the_confirmation_stays_true_when_it_is_opened_again_later(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    page = text(browser.get(f"/report/sent/{case.tracking_code}/"))
    assert "现在由<b>镇江路街道党工委</b>负责" in page
    assert "先受理" not in page
    case = town.reported()
    browser.post(f"/progress/{case.tracking_code}/withdraw/")
    page = text(browser.get(f"/report/sent/{case.tracking_code}/"))
    assert "负责" not in page
    assert "撤回了这件事" in page


def test_the_page_is_not_kept_by_the_browser(town: Town, browser: Browser) -> None:
    assert "no-store" in browser.get("/report/")["Cache-Control"]


def test_each_page_bears_a_key_of_its_own(town: Town, browser: Browser) -> None:
    keys = {browser.get("/report/").context["form"].filling for _ in range(2)}
    assert len(keys) == 2


def test_the_form_names_the_communities_by_street(town: Town, browser: Browser) -> None:
    page = text(browser.get("/report/"))
    assert '<optgroup label="镇江路街道">' in page
    assert '<option value="370203022001">太平镇社区</option>' in page


def test_the_form_says_whom_to_call_when_it_burns(town: Town, browser: Browser) -> None:
    assert "火灾、燃气泄漏、有人受伤，请先打" in text(browser.get("/report/"))


def test_no_number_of_communities_makes_the_form_ask_more_often(
    town: Town, browser: Browser, django_assert_num_queries
) -> None:
    with django_assert_num_queries(2):  # communities, categories
        browser.get("/report/")


def test_a_report_by_coordinates_reads_no_list_of_communities(town: Town, browser: Browser) -> None:
    with CaptureQueriesContext(connection) as asked:
        send(browser)
    lists = [query for query in asked if query["sql"].endswith('ORDER BY "grids_place"."code" ASC')]
    assert not [query for query in lists if "COMMUNITY_COMMITTEE" in query["sql"]]


def test_a_wrong_method_is_refused(town: Town, browser: Browser) -> None:
    assert browser.put("/report/").status_code == 405


def test_the_place_is_a_community_where_no_grid_is_known(town: Town, browser: Browser) -> None:
    page = text(browser.get(send(browser, lat="", lon="", community="370203022001").url))
    assert newest().place.level == Level.COMMUNITY
    assert "还定不到具体哪个网格，先交镇江路街道太平镇社区受理" in page
