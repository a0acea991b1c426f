"""党员报到: confirmed into a grid with a duty; posts claimed; party roles, the unit and the member see it."""

import pytest

from accounts.models import User
from checkins.models import MemberCheckIn
from checkins.workflow import State
from partyorg.models import GridLink, Member
from tests.checkins.conftest import asked, confirmed, done, duty, get, member, post, says, text
from tests.factories import Town


def test_confirming_places_the_member_in_a_grid_with_the_duty(town: Town) -> None:
    check_in = asked(town)
    done(town, "community", "decide_member", check_in.pk, "confirm", grid=town.grid.pk, duty=duty("治安巡防员").pk)
    check_in.refresh_from_db()
    link = GridLink.objects.get(member=check_in.member)
    assert (check_in.state, check_in.placed) == (State.CONFIRMED, link)
    assert (link.grid, link.kind, link.duty) == (town.grid, GridLink.Kind.COME_HOME, "治安巡防员")
    assert [claim.duty.name for claim in check_in.claims.open()] == ["治安巡防员"]


def test_only_a_grid_of_the_community_will_do(town: Town) -> None:
    check_in = asked(town)
    far = post(
        town, "community", "decide_member", check_in.pk, "confirm", grid=town.places["far_grid"].pk, duty=duty().pk
    )  # fmt: skip
    assert (far.status_code, "请从名单里选一个网格" in text(far)) == (422, True)
    assert not GridLink.objects.exists()


def test_the_unit_asks_for_its_people_and_for_no_others(town: Town) -> None:
    page = get(town, "housing", "ask_in")
    assert "方在职" in text(page)
    assert "安在职" not in text(page)
    place = town.places["community"].pk
    other = post(town, "housing", "ask_in", member=member(town, "second_serving").pk, community=place)
    assert other.status_code == 422
    done(town, "housing", "ask_in", member=member(town).pk, community=place)
    check_in = MemberCheckIn.objects.get()
    assert (check_in.asked_by, check_in.state) == (town.people["housing"], State.PENDING)
    assert "方在职" not in text(get(town, "housing", "ask_in"))  # asked for already


def test_the_community_receives_who_comes_in_person_by_name_and_number(town: Town) -> None:
    known = member(town)
    said = {"name": known.name, "phone": known.phone, "grid": town.grid.pk, "duty": duty().pk}
    wrong = post(town, "community", "receive", **{**said, "name": "方在编"})
    assert (wrong.status_code, says(wrong, "not_found"), "方在编" in text(wrong)) == (422, True, True)
    done(town, "community", "receive", **said)
    assert MemberCheckIn.objects.get().state == State.CONFIRMED
    twice = post(town, "far_community", "receive", **{**said, "grid": town.places["far_grid"].pk})
    assert twice.status_code == 409
    assert says(twice, "once_open", member="方在职", community="太平镇社区", state="已报到")
    assert GridLink.objects.count() == 1  # the other community placed nobody


def test_without_a_work_unit_nobody_is_serving(town: Town) -> None:
    Member.objects.filter(pk=member(town).pk).update(works_at=None)
    refused = post(town, "serving", "ask_in", community=town.places["community"].pk)
    assert (refused.status_code, says(refused, "serving", member="方在职")) == (409, True)


def test_declined_for_a_reason_one_may_go_elsewhere(town: Town) -> None:
    check_in = asked(town)
    done(town, "party_officer", "decide_member", check_in.pk, "decline", reason="住址不在本社区")
    assert "住址不在本社区" in text(get(town, "serving", "mine"))
    assert asked(town, community="far_community").state == State.PENDING


def test_ending_ends_the_posts_and_the_place_in_the_grid(town: Town) -> None:
    check_in = confirmed(town)
    done(town, "community", "decide_member", check_in.pk, "end", reason="搬走了")
    check_in.refresh_from_db()
    assert (check_in.state, check_in.claims.open().count()) == (State.ENDED, 0)
    assert GridLink.objects.get().until is not None
    late = post(town, "serving", "claim", check_in.pk, duty=duty("物业监督员").pk)
    assert (late.status_code, says(late, "not_now", state="已结束", deed="认领岗位")) == (409, True)


def test_a_place_in_the_grid_that_was_theirs_before_stays(town: Town) -> None:
    before = GridLink.objects.create(
        member=member(town), grid=town.grid, kind=GridLink.Kind.SENT_DOWN, duty="联络", since="2024-01-01"
    )  # fmt: skip
    check_in = confirmed(town)
    assert check_in.placed == before
    done(town, "community", "decide_member", check_in.pk, "end", reason="搬走了")
    before.refresh_from_db()
    assert (before.until, before.duty) == (None, "联络")


def test_posts_are_claimed_up_to_three_and_given_up(town: Town) -> None:
    check_in = confirmed(town)  # 政策宣传员
    done(town, "serving", "claim", check_in.pk, duty=duty("治安巡防员").pk)
    done(town, "community", "claim", check_in.pk, duty=duty("矛盾调解员").pk)
    assert GridLink.objects.get().duty == "政策宣传员、治安巡防员、矛盾调解员"
    fourth = post(town, "serving", "claim", check_in.pk, duty=duty("物业监督员").pk)
    assert (fourth.status_code, says(fourth, "most_claims", most=3)) == (409, True)
    first = check_in.claims.open().earliest("pk")
    done(town, "serving", "give_up", first.pk)
    assert says(post(town, "serving", "claim", check_in.pk, duty=duty("治安巡防员").pk), "claimed_once")
    done(town, "serving", "claim", check_in.pk, duty=duty("物业监督员").pk)
    assert GridLink.objects.get().duty == "治安巡防员、矛盾调解员、物业监督员"
    assert says(post(town, "serving", "give_up", first.pk), "conflict")


def test_eight_posts_are_there_to_claim(town: Town) -> None:
    check_in = confirmed(town)
    offered = get(town, "serving", "claim", check_in.pk).context["form"].fields["duty"].queryset
    assert offered.count() == 8
    duty_out = duty("文明劝导员")
    duty_out.is_active = False
    duty_out.save()
    assert post(town, "serving", "claim", check_in.pk, duty=duty_out.pk).status_code == 422


@pytest.mark.parametrize("who", ["community", "party_officer", "street_secretary", "leading", "secretary", "serving"])
def test_party_roles_of_the_place_and_the_member_see_it(town: Town, who: str) -> None:
    assert get(town, who, "member", confirmed(town).pk).status_code == 200


@pytest.mark.parametrize("who", ["worker", "intake", "street", "platform", "finance", "far_community", "next_worker"])
def test_nobody_else_does(town: Town, who: str) -> None:
    check_in = confirmed(town)
    for name, args in [("member", ()), ("decide_member", ("end",)), ("claim", ()), ("appraise", ())]:
        assert get(town, who, name, check_in.pk, *args).status_code == 404, name


def test_the_unit_sees_its_own_and_does_not_decide(town: Town) -> None:
    check_in = confirmed(town)
    assert "结束报到" not in text(get(town, "housing", "member", check_in.pk))
    assert post(town, "housing", "decide_member", check_in.pk, "end", reason="x").status_code == 403
    assert post(town, "housing", "claim", check_in.pk, duty=duty().pk).status_code == 403
    assert post(town, "housing", "appraise", check_in.pk).status_code == 403


def test_who_is_no_member_reads_so_on_their_own_page(town: Town) -> None:
    town.people["resident"] = User.objects.create_user("resident", name="居民")
    page = get(town, "resident", "mine")
    assert (page.status_code, "没有对上党员登记" in text(page)) == (200, True)
    assert "处置台" not in text(page)  # nothing that would be refused
    assert get(town, "resident", "ask_in").status_code == 403
    assert post(town, "serving", "mine").status_code == 405


def test_a_member_without_a_post_does_it_all_from_their_own_page(town: Town) -> None:
    assert "申请报到" in text(get(town, "serving", "mine"))
    confirmed(town)
    page = text(get(town, "serving", "mine"))
    for words in ("镇江路街道 · 太平镇社区", "太平镇社区第1网格", "政策宣传员", "现在没有等人认领的心愿"):
        assert words in page
