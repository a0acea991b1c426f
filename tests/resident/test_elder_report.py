"""长辈版 of the report: what may be left out is folded away, unless something stands in it or is wrong with it."""

import re

import pytest

from tests.factories import Town
from tests.resident.conftest import Browser, send, text

pytestmark = pytest.mark.django_db

WHO, WHERE = "您是谁，要不要匿名（可不填）", "写详细地点（可不写）"


def folded(page: str) -> dict[str, bool]:
    """Each thing that can be folded, by its words: whether it is."""
    found = re.findall(r"<details class=\"more\"( open)?>\s*<summary>([^<]+)</summary>", page)
    return {words: not is_open for is_open, words in found}


def test_what_may_be_left_out_is_folded_away(town: Town, browser: Browser) -> None:
    assert {WHO, WHERE}.isdisjoint(folded(text(browser.get("/report/"))))
    browser.post("/elder/")
    assert folded(text(browser.get("/report/"))).items() >= {WHO: True, WHERE: True}.items()


@pytest.mark.parametrize("said", [{"name": "张三丰"}, {"phone": "138"}, {"anonymous": "on"}])
def test_what_stands_in_it_or_is_wrong_is_seen(town: Town, browser: Browser, said: dict[str, str]) -> None:
    browser.post("/elder/")
    page = folded(text(send(browser, words="", address="2 单元", **said)))
    assert page[WHO] is False
    assert WHERE not in page
