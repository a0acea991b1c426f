"""Whoever leaves the roll has checked in nowhere; whoever leaves the grid waits for the community; nobody twice."""

from datetime import date
from typing import Any

from django.urls import reverse

from checkins.models import Claim, MemberCheckIn, Wish
from checkins.workflow import State, WishState
from partyorg.models import GridLink, Member
from tests.checkins.conftest import asked, confirmed, done, duty, get, member, monday, post, published, says, text, town
from tests.factories import LONG_AGO, Town

__all__ = ["monday", "town"]


def roll(town: Town, deed: str, who: str = "serving", **typed: Any) -> None:
    """What the keepers of the roll write of a member."""
    where = reverse("partyorg:member-deed", args=[member(town, who).pk, deed])
    answer = town.client("party_officer").post(where, typed)
    assert answer.status_code == 302, text(answer)


def test_dismissed_members_have_checked_in_nowhere(town: Town) -> None:
    check_in, wish = confirmed(town), published(town)
    done(town, "serving", "take", wish.pk, "claim")
    roll(town, "dismiss", on="2026-11-16", reason="转往外省")
    check_in.refresh_from_db()
    assert (check_in.state, check_in.ended_on, check_in.reason) == (State.ENDED, date(2026, 11, 16), "党员已经转出")
    assert not Claim.objects.open().exists()
    assert not GridLink.objects.filter(until=None).exists()
    assert (Wish.objects.get().state, Wish.objects.get().claimed_by) == (WishState.PUBLISHED, None)
    shown = text(get(town, "community", "member", check_in.pk))
    assert "党员已经转出" in shown
    assert "结束报到</a>" not in shown


def test_what_was_only_asked_for_is_declined(town: Town) -> None:
    check_in = asked(town)
    roll(town, "dismiss", on="2026-11-15", reason="出党")
    check_in.refresh_from_db()
    assert (check_in.state, check_in.decided_by) == (State.DECLINED, town.people["party_officer"])
    refused = post(town, "serving", "ask_in", community=town.places["community"].pk)
    assert refused.status_code == 409
    assert says(refused, "belongs", member="方在职")


def test_who_has_left_the_grid_waits_for_the_community(town: Town) -> None:
    check_in = confirmed(town)
    roll(town, "leave-grid", link=check_in.placed_id, on="2026-11-16")
    listed = text(get(town, "community", "list", "members", q="astray"))
    assert "方在职" in listed
    assert "待社区处理 1" in listed
    assert "等太平镇社区重新编格或者结束报到" in text(get(town, "serving", "member", check_in.pk))
    anew = {"grid": town.places["next_grid"].pk, "duty": duty("治安巡防员").pk}
    done(town, "community", "place_anew", check_in.pk, **anew)
    check_in.refresh_from_db()
    assert check_in.placed
    assert (check_in.placed.grid, check_in.placed.until) == (town.places["next_grid"], None)
    assert [one.duty.name for one in check_in.claims.open()] == ["政策宣传员", "治安巡防员"]
    assert check_in.placed.duty == "政策宣传员、治安巡防员"
    again = post(town, "community", "place_anew", check_in.pk, **anew)
    assert (again.status_code, says(again, "still_placed")) == (409, True)


def test_only_the_community_places_anew_and_in_its_own_grids(town: Town) -> None:
    check_in = confirmed(town)
    roll(town, "leave-grid", link=check_in.placed_id, on="2026-11-16")
    for who, status in [("far_community", 404), ("housing", 403), ("serving", 403), ("street_secretary", 403)]:
        assert get(town, who, "place_anew", check_in.pk).status_code == status, who
    far = post(
        town, "community", "place_anew", check_in.pk, grid=town.places["far_grid"].pk, duty=duty().pk
    )  # fmt: skip
    assert far.status_code == 422
    done(town, "community", "decide_member", check_in.pk, "end", reason="搬走了")
    assert not MemberCheckIn.objects.astray().exists()


def test_one_person_by_two_rows_of_the_roll_checks_in_once(town: Town) -> None:
    confirmed(town)
    known = member(town)
    Member.objects.filter(pk=known.pk).update(account=None, until=LONG_AGO)  # past the page, as an import may
    Member.objects.create(
        name=known.name, phone=known.phone, organisation=town.units["far_branch"], works_at=town.units["housing"],
        account=town.people["serving"], since=LONG_AGO,
    )  # fmt: skip
    refused = post(town, "serving", "ask_in", community=town.places["far_community"].pk)
    assert refused.status_code == 409
    assert says(refused, "once_open", member="方在职", community="太平镇社区", state="已报到")
    assert MemberCheckIn.objects.open().count() == 1
