"""查进度: the code in any spelling, what is shown, and what is never shown."""

from datetime import timedelta
from decimal import Decimal

import pytest

from cases import actions
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, newest, picture, send, text

pytestmark = pytest.mark.django_db


def page_of(browser: Browser, code: str) -> str:
    response = browser.get(f"/progress/{code}/")
    assert response.status_code == 200
    return text(response)


@pytest.mark.parametrize(
    "spelt", [str, str.lower, lambda code: code.replace("-", ""), lambda code: f" {code.replace('-', ' ')} "]
)
def test_the_code_may_be_typed_in_any_spelling(town: Town, browser: Browser, spelt) -> None:
    case = town.reported()
    response = browser.get("/progress/", {"code": spelt(case.tracking_code)})
    assert response.status_code == 302
    assert response.url == f"/progress/{case.tracking_code}/"


def test_full_width_signs_are_read_too(town: Town, browser: Browser) -> None:
    code = town.reported().tracking_code
    wide = "".join(chr(ord(sign) + 0xFEE0) for sign in code)
    assert browser.get("/progress/", {"code": wide}).status_code == 302


@pytest.mark.parametrize("typed", ["K7QF-2M9X-4TPD", "你好", "x" * 5000, "K7QF%00", "'; --", "☎" * 12])
def test_a_code_of_no_case_gets_the_page_again_with_what_was_typed(town: Town, browser: Browser, typed: str) -> None:
    response = browser.get("/progress/", {"code": typed})
    assert response.status_code == 404
    assert "没有这个查询码" in text(response)
    assert response.context["typed"] == typed[:100]


def test_an_address_with_a_code_of_no_case_gets_the_same_page(town: Town, browser: Browser) -> None:
    for path in ("/progress/K7QF-2M9X-4TPD/", "/report/sent/K7QF-2M9X-4TPD/", "/progress/%ED%A0%80/"):
        response = browser.get(path)
        assert response.status_code == 404
        assert "没有这个查询码" in text(response)


def test_a_case_number_is_told_apart_from_the_code(town: Town, browser: Browser) -> None:
    response = browser.get("/progress/", {"code": town.reported().number})
    assert response.status_code == 404
    assert "这是编号，查进度要用查询码" in text(response)


def test_the_box_for_the_code_takes_no_novel(town: Town, browser: Browser) -> None:
    assert 'maxlength="40"' in text(browser.get("/progress/"))


def test_no_code_at_all_is_asked_for(town: Town, browser: Browser) -> None:
    assert "请输入查询码" in text(browser.get("/progress/", {"code": " "}))


def test_it_says_who_holds_it_by_when_and_what_then(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.handled_by(3).tracking_code)
    assert "镇江路街道党工委正在办</h2>" in page
    assert '现在由<b>镇江路街道党工委</b>负责<span class="s soft">（街道党工委书记）' in page
    assert "11月23日（周一）17:30</b> 前办好。" in page
    assert "街道时限 5 个工作日：" in page
    assert "到时没办好，系统会自动报给区平台" in page
    assert '<li class="here" aria-current="step">街道</li>' in page


def test_the_host_is_named_where_it_is_another_unit(town: Town, browser: Browser) -> None:
    case = town.handled_by(4)
    case = actions.raise_top(case, reason="要协调资金", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case,
        leader="王区长",
        decision="住建局牵头修",
        money=Decimal(100),
        host=town.units["housing"],
        milestones=[("完工", (MONDAY + timedelta(days=30)).date())],
        by=town.hat("leading"),
        at=MONDAY,
    )
    page = page_of(browser, case.tracking_code)
    assert "领导小组</b>负责" in page
    assert "<b>区住建局</b>主办" in page
    assert "区领导小组已决定，由区住建局主办</b>：住建局牵头修" in page


def test_every_whistle_is_in_the_timeline_with_its_reason(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.handled_by(3).tracking_code)
    assert page.index("社区吹哨到街道") < page.index("网格吹哨到社区") < page.index("已受理，由")
    assert "本级办不了" in page


def test_no_name_of_staff_and_nothing_internal_is_shown(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.handled_by(4).tracking_code)
    names = [person.name for person in town.people.values()]
    assert not [word for word in [*names, "上门看过", "需要部门"] if word in page]


def test_the_reporters_own_name_and_phone_are_not_on_the_page(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.reported(name="王大妈", phone="13812345678").tracking_code)
    assert not [data for data in ("王大妈", "13812345678", "5678") if data in page]


def test_what_was_said_is_shown_as_text(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.reported("<script>alert(1)</script>\n漏水").tracking_code)
    assert "&lt;script&gt;" in page
    assert "<script>alert" not in page


def test_an_overdue_case_says_by_how_much_and_that_it_climbs(town: Town, browser: Browser, monday) -> None:
    case = town.handling()
    monday.move_to(MONDAY + timedelta(days=2))
    page = page_of(browser, case.tracking_code)
    assert "应在 <b" in page
    assert "系统正在自动报给社区" in page


def test_the_page_asks_the_database_as_often_for_a_long_story(
    town: Town, browser: Browser, django_assert_max_num_queries
) -> None:
    short, long = town.reported().tracking_code, town.handled_by(4).tracking_code
    for code in (short, long):
        with django_assert_max_num_queries(8):
            browser.get(f"/progress/{code}/")


def test_the_page_is_not_kept_and_not_indexed(town: Town, browser: Browser) -> None:
    response = browser.get(f"/progress/{town.reported().tracking_code}/")
    assert "no-store" in response["Cache-Control"]
    assert '<meta name="robots" content="noindex">' in text(response)


def test_somebody_elses_sign_in_opens_nothing_more(town: Town) -> None:
    """A head of the unit who shows the code sees the resident's page and may do what the resident may."""
    case = town.reported()
    page = text(town.client("secretary").get(f"/progress/{case.tracking_code}/"))
    assert "撤回" in page
    assert "受理</button>" not in page


def test_own_photos_are_shown_and_served_privately(town: Town, browser: Browser) -> None:
    code = send(browser, photos=[picture()]).url.split("/")[-2]
    address = f"/progress/{code}/photos/"
    page = page_of(browser, code)
    path = page[page.index(address) :].split('"')[0]
    response = browser.get(path)
    assert (response.status_code, response["Content-Type"]) == (200, "image/jpeg")
    assert {"private", "no-store"} <= set(response["Cache-Control"].split(", "))  # the telephone may be lent
    assert response["X-Content-Type-Options"] == "nosniff"
    assert b"".join(response).startswith(b"\xff\xd8")


def test_photos_of_another_case_are_not_served(town: Town, browser: Browser) -> None:
    send(browser, photos=[picture()])
    photo = newest().photos.get()
    other = town.reported("别的事").tracking_code
    assert browser.get(f"/progress/{other}/photos/{photo.pk}/").status_code == 404
    assert browser.get(f"/progress/{other}/photos/{10**30}/").status_code == 404


def test_the_newest_three_steps_are_seen_and_the_rest_is_behind_a_fold(town: Town, browser: Browser) -> None:
    page = page_of(browser, town.handled_by(3).tracking_code)
    seen, folded = page.split("看全部 ")
    assert seen.count('<p class="xs faint">') >= 3
    assert "已上报，太平镇社区第1网格党支部收到" in folded


def test_what_they_answered_stands_apart(town: Town, browser: Browser) -> None:
    case = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    page = page_of(browser, case.tracking_code)
    assert "镇江路街道党工委说办好了，正在派人核查</h2>" in page
    assert "镇江路街道党工委的答复" in page
    assert page.index("镇江路街道党工委的答复") < page.index("办理经过")


def test_the_duty_phone_of_whoever_has_it_can_be_tapped(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    case.owner_org.duty_phone = "0532-85891234"
    case.owner_org.save()
    assert 'href="tel:0532-85891234"' in page_of(browser, case.tracking_code)
