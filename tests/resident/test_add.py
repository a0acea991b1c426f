"""补充一句: what came to mind later stands in the timeline, for the unit and for the resident."""

from datetime import timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town
from tests.resident.conftest import Browser, picture, text

pytestmark = pytest.mark.django_db
BUTTON = "补充进去</button>"


def add(browser: Browser, case: Case, **said: Any) -> Any:
    return browser.post(f"/progress/{case.tracking_code}/add/", said, follow=True)


def test_words_and_photos_are_added(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    page = text(add(browser, case, words="今天水更大了", photos=[picture()]))
    assert "已补充，办事的人看得到。" in page
    assert "今天水更大了" in page
    assert case.photos.count() == 1
    assert "今天水更大了" in text(town.client("street").get(f"/desk/cases/{case.number}/"))


def test_nothing_moves_by_it(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    add(browser, case, words="今天水更大了")
    after = Case.objects.get(pk=case.pk)
    assert (after.state, after.owner_level, after.handle_by) == (case.state, case.owner_level, case.handle_by)


def test_what_burns_is_told_whom_to_call_at_once(town: Town, browser: Browser) -> None:
    page = text(add(browser, town.handled_by(3), words="现在着火了 快来"))
    assert "已补充" in page
    assert "马上打电话" in page
    assert all(f'href="tel:{number}"' in page for number in ("119", "110", "120"))
    assert "tel:119" not in text(add(browser, town.reported(), words="今天水更大了"))


def test_without_a_word_it_is_asked_for(town: Town, browser: Browser) -> None:
    response = add(browser, town.reported(), words=" ")
    assert response.status_code == 422
    assert text(response).count("请写一句要补充什么，或者选张照片。") == 2


def test_a_bad_photo_adds_nothing_and_keeps_the_words(town: Town, browser: Browser) -> None:
    case = town.reported()
    empty = picture("空.jpg")
    assert empty.file
    empty.file.truncate(0)
    empty.size = 0
    response = add(browser, case, words="今天水更大了", photos=[empty])
    assert response.status_code == 422
    assert "今天水更大了" in text(response)
    assert case.events.count() == 1


def test_what_is_closed_or_taken_back_takes_no_more(town: Town, browser: Browser) -> None:
    case = town.reported()
    assert BUTTON in text(browser.get(f"/progress/{case.tracking_code}/"))
    Case.objects.update(state="withdrawn", closed_at=MONDAY)
    assert BUTTON not in text(browser.get(f"/progress/{case.tracking_code}/"))
    response = add(browser, case, words="今天水更大了")
    assert response.status_code == 409
    assert "您刚才写的：今天水更大了" in text(response)


def test_a_photo_alone_is_enough(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    page = text(add(browser, case, words="", photos=[picture(), picture()]))
    assert "您补充了情况</b>：照片 2 张" in page
    assert case.photos.count() == 2


def test_a_second_tap_adds_nothing_twice(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    for _ in range(2):
        page = text(add(browser, case, words="今天水更大了", photos=[picture()]))
        assert "已补充，办事的人看得到。" in page
    assert case.events.filter(kind="added").count() == case.photos.count() == 1


def test_six_photos_may_follow_what_the_report_came_with(town: Town, browser: Browser, monday: Any) -> None:
    case = town.handled_by(3)
    monday.move_to(MONDAY + timedelta(minutes=1))
    add(browser, case, photos=[picture() for _ in range(5)])
    assert "还能补 1 张" in text(browser.get(f"/progress/{case.tracking_code}/"))
    response = add(browser, case, words="还有两张", photos=[picture(size=(50, 50)), picture(size=(60, 60))])
    assert response.status_code == 422
    assert "后来补充的照片一共最多 6 张，还能补 1 张。" in text(response)
    assert "照片没有留下，请再选一次。" in text(response)
    assert "还有两张" in text(response)
    assert case.photos.count() == 5


def test_a_flood_of_words_is_braked(town: Town, browser: Browser) -> None:
    case = town.handled_by(3)
    for nth in range(10):
        assert add(browser, case, words=f"第 {nth} 句").status_code == 200
    response = add(browser, case, words="第十一句")
    assert response.status_code == 409
    assert "请过一小时再补充" in text(response)
    assert "您刚才写的：第十一句" in text(response)


def test_the_same_words_of_somebody_else_are_not_taken_for_a_second_tap(town: Town, browser: Browser) -> None:
    case = town.reported(phone="13900000001")
    browser.post(f"/progress/{case.tracking_code}/add/", {"words": "三楼也漏了"})
    with pytest.raises(actions.Refused):
        actions.attach(case, words="三楼也漏了", by=town.hat("far_secretary"), at=MONDAY)
