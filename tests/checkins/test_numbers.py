"""What others read of check-ins tells nobody's number: refused at the field, and what was typed stays."""

from typing import Any

import pytest

from checkins.models import Appraisal, Wish
from tests.checkins.conftest import announced, appraised, confirmed, monday, post, published, text, town
from tests.factories import Town

__all__ = ["monday", "town"]
NUMBER = "138-1234 5678"


def refuses(answer: Any) -> None:
    assert (answer.status_code, "请不要写电话" in text(answer), NUMBER in text(answer)) == (422, True, True), text(
        answer
    )


@pytest.mark.parametrize("field", ["title", "detail"])
def test_a_wish(town: Town, field: str) -> None:
    said = {"community": town.places["community"].pk, "title": "换一盏灯", "detail": "三楼"}
    refuses(post(town, "community", "publish", **{**said, field: f"电话 {NUMBER}"}))
    assert not Wish.objects.exists()


def test_what_came_of_a_wish(town: Town) -> None:
    wish = published(town)
    confirmed(town)
    assert post(town, "serving", "take", wish.pk, "claim").status_code == 302
    refuses(post(town, "serving", "take", wish.pk, "fulfil", result=f"打 {NUMBER}"))


def test_an_appraisal_and_the_unit_s_answer(town: Town) -> None:
    check_in = confirmed(town)
    said = {"year": 2026, "grade": "GOOD", "words": f"他的号码 {NUMBER}"}
    refuses(post(town, "community", "appraise", check_in.pk, **said))
    assert not Appraisal.objects.exists()
    appraisal = appraised(town, check_in)
    assert post(town, "community", "change_appraisal", appraisal.pk, "return").status_code == 302
    refuses(post(town, "housing", "change_appraisal", appraisal.pk, "acknowledge", answer=NUMBER))


def test_the_three_lists_and_the_reasons(town: Town) -> None:
    check_in = announced(town)
    refuses(post(town, "housing", "add_items", check_in.pk, need=f"联系人 {NUMBER}"))
    refuses(post(town, "community", "decide_unit", check_in.pk, "decline", reason=NUMBER))
    assert check_in.items.count() == 4
