"""微心愿: published by the community, claimed by one, done with a word."""

import pytest

from checkins.workflow import WishState
from tests.checkins.conftest import confirmed, done, get, post, published, says, text
from tests.factories import Town


def test_a_wish_is_published_claimed_and_done_with_a_word(town: Town) -> None:
    confirmed(town)
    wish = published(town)
    assert wish.title in text(get(town, "serving", "mine"))
    done(town, "serving", "take", wish.pk, "claim")
    assert post(town, "serving", "take", wish.pk, "fulfil", result="").status_code == 422
    done(town, "serving", "take", wish.pk, "fulfil", result="换了声控灯")
    wish.refresh_from_db()
    assert wish.claimed_by
    assert (wish.state, wish.result, wish.claimed_by.member.name) == (WishState.DONE, "换了声控灯", "方在职")
    assert "换了声控灯" in text(get(town, "community", "wish", wish.pk))


def test_what_one_has_claimed_another_does_not_see_or_take(town: Town) -> None:
    confirmed(town)
    confirmed(town, "second_serving")
    wish = published(town)
    done(town, "serving", "take", wish.pk, "claim")
    assert post(town, "second_serving", "take", wish.pk, "claim").status_code == 404
    assert get(town, "second_serving", "wish", wish.pk).status_code == 404


def test_given_back_it_waits_again(town: Town) -> None:
    confirmed(town)
    wish = published(town)
    done(town, "serving", "take", wish.pk, "claim")
    done(town, "serving", "take", wish.pk, "give_back")
    wish.refresh_from_db()
    assert (wish.state, wish.claimed_by) == (WishState.PUBLISHED, None)
    done(town, "community", "take", wish.pk, "withdraw")
    assert post(town, "community", "take", wish.pk, "withdraw").status_code == 409


def test_only_members_who_have_checked_in_there_claim(town: Town) -> None:
    wish = published(town)
    assert get(town, "serving", "wish", wish.pk).status_code == 404
    community = post(town, "community", "take", wish.pk, "claim")
    assert (community.status_code, says(community, "not_yours", who="在这个社区报到的党员", deed="认领")) == (403, True)


@pytest.mark.parametrize("who", ["worker", "housing", "street_secretary", "far_community"])
def test_only_the_community_publishes(town: Town, who: str) -> None:
    status = 422 if who == "far_community" else 403  # of its own it may
    assert post(town, who, "publish", community=town.places["community"].pk, title="x").status_code == status


def test_the_list_counts_by_state(town: Town) -> None:
    confirmed(town)
    first, _ = published(town), published(town, "陪老人看病")
    done(town, "serving", "take", first.pk, "claim")
    page = text(get(town, "community", "list", "wishes"))
    assert "全部 2" in page
    assert "待认领 1" in page
    assert "已认领 1" in page
    only = text(get(town, "community", "list", "wishes", q="published"))
    assert ("陪老人看病" in only, first.title in only) == (True, False)
