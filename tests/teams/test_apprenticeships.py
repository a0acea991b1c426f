"""拜师: for the party's own roles and the two themselves; a letter, goals, reviews."""

from typing import Any

import pytest

from partyorg.models import Member
from teams.models import Apprenticeship
from tests.desk.conftest import picture
from tests.factories import LONG_AGO, Town
from tests.teams.conftest import TODAY, get, post, text


@pytest.fixture(autouse=True)
def media(settings: Any, tmp_path: Any) -> None:
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def members(town: Town) -> Town:
    """An old secretary, who has an account, and two who could learn from them."""
    for name, account in (("乔老书记", town.people["secretary"]), ("卜小徒", None), ("左小徒", None)):
        Member.objects.create(name=name, organisation=town.units["branch"], since=LONG_AGO, account=account)
    return town


def bound(town: Town, who: str = "party_officer", **changes: Any) -> Any:
    said = {
        "community": town.places["community"].pk, "apprentice": "卜小徒", "mentor": "乔老书记", "goals": "入户怎样开口",
        "since": TODAY.isoformat(), "letter": [picture("拜师帖.jpg")], **changes,
    }  # fmt: skip
    return post(town, who, "new_bond", **said)


def test_the_mentor_writes_reviews_and_others_do_not(members: Town) -> None:
    assert bound(members).status_code == 302
    bond = Apprenticeship.objects.get()
    assert post(members, "secretary", "review_bond", bond.pk, words="跟着走访了三户").status_code == 302
    assert post(members, "street_secretary", "review_bond", bond.pk, words="我也写一句").status_code == 403
    assert "跟着走访了三户" in text(get(members, "street_secretary", "bond", bond.pk))


@pytest.mark.parametrize("who", ["worker", "intake", "street"])
def test_who_is_a_member_is_not_for_everybody(members: Town, who: str) -> None:
    bound(members)
    bond = Apprenticeship.objects.get()
    assert get(members, who, "bonds").status_code == 403
    assert get(members, who, "bond", bond.pk).status_code == 404
    assert get(members, who, "letter", bond.pk).status_code == 404
    assert bound(members, who, apprentice="左小徒").status_code == 403


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"letter": []}, "请附照片"),
        ({"goals": ""}, "请写明跟师父学什么"),
        ({"mentor": "卜小徒"}, "不能拜自己为师"),
        ({"since": "2026-12-30"}, "拜师日期还没有到"),
        ({"since": "2019-12-31"}, "拜师日期不能比这更早"),
        ({"since": "2099-07-01"}, "拜师日期还没有到"),
        ({"mentor": "没有这人"}, "没有找到党员"),
    ],
)
def test_what_cannot_be_is_said(members: Town, changes: dict[str, Any], sentence: str) -> None:
    answer = bound(members, **changes)
    assert answer.status_code in (409, 422)
    assert sentence in text(answer)
    assert "since" not in changes or answer.context["form"].errors["since"]
    assert not Apprenticeship.objects.exists()


def test_two_are_not_each_others_mentor(members: Town) -> None:
    assert bound(members).status_code == 302
    back = bound(members, apprentice="乔老书记", mentor="卜小徒")
    assert (back.status_code, "不能反过来再拜师" in text(back)) == (409, True)
    assert Apprenticeship.objects.count() == 1


def test_sent_twice_it_is_one(members: Town) -> None:
    key = "6f0d7f9e-6c38-4a3c-9a25-0f1f9f3f5a14"
    assert [bound(members, key=key).status_code for _ in range(2)] == [302, 302]
    bond = Apprenticeship.objects.get()
    for _ in range(2):
        post(members, "community", "review_bond", bond.pk, words="会写民情日记了", key=key)
    assert bond.reviews.count() == 1
