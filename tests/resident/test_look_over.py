"""看一看再发: who gets it and by when, what it may be about, what is reported near by; the photos wait meanwhile."""

import re
from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.storage import default_storage
from django.utils.html import escape

from cases.models import Case, Category
from cases.terms import Purpose, State
from resident import actions
from resident.models import KeptPhoto
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, filled, newest, picture, send, text

pytestmark = pytest.mark.django_db


def look_over(browser: Browser, **changes: Any) -> Any:
    return send(browser, step="check", **changes)


def carried(response: Any) -> dict[str, str]:
    """What the page would send by its last button: hidden fields and the choices that are made."""
    page = text(response)
    fields = re.findall(r'<input[^>]*type="hidden"[^>]*>', page) + re.findall(r"<input[^>]*checked[^>]*>", page)
    named = [(re.search(r'name="(\w+)"', field), re.search(r'value="([^"]*)"', field)) for field in fields]
    return {name[1]: value[1] if value else "" for name, value in named if name}


def suggested(response: Any) -> list[str]:
    return re.findall(r'name="category" value="\d+"(?: checked)?><span><b>([^<]+)</b>', text(response))


def test_it_tells_who_gets_it_by_when_and_keeps_nothing(town: Town, browser: Browser) -> None:
    page = look_over(browser)
    assert page.status_code == 200
    assert "先由<b>太平镇社区第1网格党支部</b>受理" in text(page)
    assert "最晚 <b>今天（11月16日 周一）11:00</b> 前受理" in text(page)
    assert not Case.objects.exists()


def test_what_is_looked_over_is_what_is_sent(town: Town, browser: Browser) -> None:
    said = {"name": "张三丰", "phone": "13812345678", "confidential": "on", "address": "2 单元", "purpose": "ALERT"}
    page = look_over(browser, **said)
    sent = browser.post("/report/", carried(page))
    assert sent.status_code == 302
    case = newest()
    assert (case.words, case.address, case.reporter_name) == ("地下室漏水，墙皮洇湿", "2 单元", "张三丰")
    assert (case.confidential, case.anonymous, case.purpose) == (True, False, Purpose.ALERT)
    assert case.owner_org == town.units["branch"]
    assert case.respond_by == page.context["found"].case.respond_by


def test_the_likeliest_category_is_chosen_and_says_why(town: Town, browser: Browser) -> None:
    page = look_over(browser, words="楼下烧烤店油烟太大，不敢开窗")
    assert suggested(page)[0] == "油烟异味"
    assert escape("您写了“烧烤”") in text(page) or "您写了“烧烤”" in text(page)
    browser.post("/report/", carried(page))
    assert newest().category == Category.objects.get(code="FUMES")


def test_who_chose_one_keeps_it_and_whoever_wants_none_sends_none(town: Town, browser: Browser) -> None:
    noise = Category.objects.get(code="NOISE")
    page = look_over(browser, words="楼下烧烤店油烟太大", category=noise.pk)
    assert suggested(page)[0] == "噪声扰民"
    assert carried(page)["category"] == str(noise.pk)
    browser.post("/report/", {**carried(page), "category": ""})
    assert newest().category is None


def test_words_of_an_emergency_go_straight_to_the_street_unless_one_says_no(town: Town, browser: Browser) -> None:
    page = look_over(browser, words="3号楼厨房着火了")
    assert "现在正在发生吗？" in text(page)
    assert 'href="tel:119"' in text(page)
    browser.post("/report/", carried(page))
    assert newest().emergency_direct
    again = look_over(browser, words="上周3号楼着火烧黑的墙没人管")
    browser.post("/report/", {**carried(again), "purpose": ""})
    assert not newest().emergency_direct


def test_words_of_an_emergency_sent_at_once_are_asked_about_before_they_go_to_the_grid(
    town: Town, browser: Browser
) -> None:
    page = send(browser, words="3号楼电梯困人了")
    assert page.status_code == 200
    assert "现在正在发生吗？" in text(page)
    assert not Case.objects.exists()
    assert browser.post("/report/", {**carried(page), "purpose": ""}).status_code == 302
    assert not newest().emergency_direct


def test_who_says_that_it_is_an_emergency_is_not_asked_again(town: Town, browser: Browser) -> None:
    assert send(browser, words="3号楼电梯困人了", purpose="EMERGENCY").status_code == 302
    assert newest().emergency_direct


def test_what_is_over_is_not_asked_about(town: Town, browser: Browser) -> None:
    assert send(browser, words="上个月着火的房子没清理").status_code == 302


def test_an_emergency_that_was_chosen_is_shown_with_the_street(town: Town, browser: Browser) -> None:
    page = look_over(browser, purpose="EMERGENCY")
    assert "直接交给<b>镇江路街道党工委</b>" in text(page)
    assert 'name="category"' in text(page)
    assert not suggested(page)
    browser.post("/report/", carried(page))
    assert newest().owner_org == town.units["street_unit"]


def test_what_is_alike_near_by_is_told_without_a_word_of_it(town: Town, browser: Browser) -> None:
    town.reported("2号楼地下室一直漏水，墙都湿了，我是王建国", lat=36.0805, lon=120.3505, name="王建国")
    page = look_over(browser)
    assert "附近有人报过相像的事" in text(page)
    assert "离您约 10 米" in text(page)
    assert "王建国" not in text(page)
    assert "一直漏水" not in text(page)


@pytest.mark.parametrize("hidden", ["confidential", "sensitive"])
def test_what_nobody_may_know_of_is_not_told(town: Town, browser: Browser, hidden: str) -> None:
    about = {"confidential": True} if hidden == "confidential" else {"category": Category.objects.get(sensitive=True)}
    town.reported("2号楼地下室一直漏水，墙都湿了", lat=36.0805, lon=120.3505, **about)
    assert "附近有人报过" not in text(look_over(browser))


def test_whoever_goes_back_finds_all_they_wrote(town: Town, browser: Browser) -> None:
    page = look_over(browser, photos=[picture()], address="2 单元", name="张三丰")
    back = browser.post("/report/", {**carried(page), "step": "edit"})
    assert back.status_code == 200
    assert "地下室漏水，墙皮洇湿" in text(back)
    assert 'value="2 单元"' in text(back)
    assert 'alt="第 1 张照片"' in text(back)
    assert not Case.objects.exists()


def test_photos_go_with_the_report_and_nothing_of_them_stays(town: Town, browser: Browser) -> None:
    page = look_over(browser, photos=[picture(), picture("二.jpg")])
    [first, second] = KeptPhoto.objects.all()
    shown = browser.get(f"/report/photos/{first.filling}/{first.pk}/")
    assert shown.status_code == 200
    assert shown["Content-Type"] == "image/jpeg"
    browser.post("/report/", carried(page))
    assert newest().photos.count() == 2
    assert not KeptPhoto.objects.exists()
    assert not default_storage.exists(str(first.file))
    assert not default_storage.exists(str(second.file))


def test_photos_stay_when_a_word_was_missing_and_can_be_left_out(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    missing = send(browser, words="", photos=[picture(), picture("二.jpg")], key=key)
    assert missing.status_code == 422
    assert "照片也在" in text(missing)
    dropped = KeptPhoto.objects.first()
    assert dropped
    page = look_over(browser, key=key, drop=[dropped.pk], photos=[picture("三.jpg")])
    assert KeptPhoto.objects.filter(filling=UUID(key)).count() == 2
    browser.post("/report/", carried(page))
    assert newest().photos.count() == 2


def test_more_than_six_over_two_rounds_are_refused_with_both_numbers(town: Town, browser: Browser) -> None:
    key = str(uuid4())
    look_over(browser, key=key, photos=[picture() for _ in range(4)])
    refused = look_over(browser, key=key, photos=[picture() for _ in range(3)])
    assert refused.status_code == 422
    assert "已经有 4 张，再加就是 7 张" in text(refused)
    assert KeptPhoto.objects.count() == 4


def test_nobody_else_sees_or_drops_them(town: Town, browser: Browser) -> None:
    look_over(browser, photos=[picture()])
    [kept] = KeptPhoto.objects.all()
    assert browser.get(f"/report/photos/{uuid4()}/{kept.pk}/").status_code == 404
    look_over(browser, drop=[kept.pk])  # on a page of another key
    assert KeptPhoto.objects.count() == 1
    assert browser.post(f"/report/photos/{kept.filling}/{kept.pk}/").status_code == 405


@pytest.mark.parametrize("nonsense", ["", "0", "-1", "x", "9" * 40, "１"])
def test_a_photo_that_is_none_is_dropped_by_nobody(town: Town, browser: Browser, nonsense: str) -> None:
    assert look_over(browser, photos=[picture()], drop=[nonsense]).status_code == 200
    assert KeptPhoto.objects.count() == 1


def test_what_is_never_sent_is_gone_after_a_day(town: Town, browser: Browser) -> None:
    look_over(browser, photos=[picture()])
    [kept] = KeptPhoto.objects.all()
    assert actions.drop_what_was_never_sent(MONDAY + timedelta(hours=23)) == 0
    assert actions.drop_what_was_never_sent(MONDAY + timedelta(hours=25)) == 1
    assert not default_storage.exists(str(kept.file))


def test_two_taps_are_one_case(town: Town, browser: Browser) -> None:
    page = carried(look_over(browser, photos=[picture()]))
    first, second = (browser.post("/report/", page) for _ in range(2))
    assert first.url == second.url
    assert Case.objects.count() == 1
    assert newest().photos.count() == 1


def test_markup_is_words_and_stays_words(town: Town, browser: Browser) -> None:
    evil = '<script>alert(1)</script>"><img src=x>漏水'
    page = look_over(browser, words=evil, address='"><b>', name="<i>张</i>")
    assert "<script>alert" not in text(page)
    assert "<img src=x>" not in text(page)
    assert newest_after(browser, page).state == State.SUBMITTED


def newest_after(browser: Browser, page: Any) -> Case:
    """`carried` reads markup as it stands in the page; a browser reads it as it was meant."""
    form = page.context["form"]
    browser.post("/report/", {**filled(), **{name: form[name].value() or "" for name in ("words", "address", "name")}})
    return newest()
