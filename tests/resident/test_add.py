"""补充一句: what came to mind later stands in the timeline, for the unit and for the resident."""

from typing import Any

import pytest

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


def test_without_a_word_it_is_asked_for(town: Town, browser: Browser) -> None:
    response = add(browser, town.reported(), words=" ")
    assert response.status_code == 422
    assert text(response).count("请写一句要补充什么。") == 2


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
