"""Found by number, place, words or the whole phone number; never beyond what the hat may see."""

from typing import Any, cast

import pytest

from cases.models import Case
from tests.desk.conftest import listed, text
from tests.factories import Town


def search(town: Town, who: str, words: str) -> list[str]:
    return listed(town.client(who).get("/desk/", {"words": words}))


@pytest.mark.parametrize("words", ["漏水", " 漏水 ", "南口路 68", "太平镇社区第1", "13800001234"])
def test_by_what_one_knows(town: Town, words: str):
    town.reported("地下室漏水", address="南口路 68 号", phone="13800001234")
    town.reported("路灯不亮", place=town.places["next_grid"])
    assert search(town, "community", words) == ["地下室漏水"]


@pytest.mark.parametrize("typed", ["0532-8589 1234", "053285891234", "+86 138 0000 1234"])
def test_a_telephone_number_however_it_is_spaced(town: Town, typed: str):
    town.reported("地下室漏水", phone="13800001234" if "138" in typed else "053285891234")
    assert search(town, "street", typed) == ["地下室漏水"]


def test_by_number(town: Town):
    case = town.reported()
    assert search(town, "street", case.number[-6:]) == [case.title]


def test_part_of_a_phone_number_finds_nothing(town: Town):
    town.reported(phone="13800001234")
    assert search(town, "street", "1380000") == []


@pytest.mark.parametrize("kept", ["anonymous", "confidential"])
def test_a_hidden_reporter_is_not_found_by_phone(town: Town, kept: str):
    town.reported(phone="13800001234", **cast(Any, {kept: True}))
    assert search(town, "street", "13800001234") == []


def test_a_closed_case_is_found_too(town: Town):
    case = town.handling()
    Case.objects.filter(pk=case.pk).update(state="closed", closed_at=case.submitted_at)
    assert search(town, "street", "漏水") == [case.title]


def test_another_streets_case_is_not_found(town: Town):
    town.reported("地下室漏水")
    assert search(town, "far_street", "漏水") == []


def test_nothing_found_says_how_to_go_on_and_keeps_the_word(town: Town):
    page = text(town.client("street").get("/desk/", {"words": "<b>石头"}))
    assert "没有找到" in page
    assert 'value="&lt;b&gt;石头"' in page
