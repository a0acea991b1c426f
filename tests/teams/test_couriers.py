"""骑手和四员 at the desk: who holds what, what their reports speak for, who covers which grid."""

from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.models import AuditEntry
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Post
from teams.actions import end_post, join, leave
from teams.fourposts import FourPost, suggested
from teams.models import CourierPost, Team
from teams.tasks import end_courier_posts
from tests.factories import LONG_AGO, MONDAY, Town
from tests.teams.conftest import as_resident, couriers, get, post, team, text
from volunteers.models import Volunteer


@pytest.fixture
def town(town: Town) -> Town:
    couriers(town)
    return town


def given(town: Town, kind: str, who: str = "community") -> int:
    said = {"community": town.places["community"].pk, "person": "田理发", "kind": kind}
    return int(post(town, who, "give_post", **said).status_code)


def test_a_post_is_given_once_and_ended(town: Town) -> None:
    assert [given(town, "SAFETY"), given(town, "SAFETY")] == [302, 302]
    held = CourierPost.objects.get()
    assert post(town, "far_street", "end_post", held.pk).status_code == 404
    assert post(town, "worker", "end_post", held.pk).status_code == 302
    assert given(town, "SAFETY") == 302
    assert CourierPost.objects.count() == 2


def test_it_is_for_grown_ups(town: Town) -> None:
    Volunteer.objects.filter(person=town.people["barber"]).update(birthday="2011-05-01")
    said = {"community": town.places["community"].pk, "person": "田理发", "kind": "SAFETY"}
    answer = post(town, "community", "give_post", **said)
    assert (answer.status_code, "还没满 18 岁，不能担任平安巡查员" in text(answer)) == (409, True)
    assert not CourierPost.objects.exists()


def test_it_is_one_of_four_and_for_somebody_of_here(town: Town) -> None:
    assert given(town, "LEADER") == 422
    said = {"community": town.places["community"].pk, "person": "韩远街", "kind": "SAFETY"}
    assert "没有找到人" in text(post(town, "community", "give_post", **said))
    assert given(town, "SAFETY", "far_street") == 422  # not one of theirs
    assert get(town, "housing", "couriers").status_code == 403


def test_the_table_of_what_speaks_for_which() -> None:
    assert suggested(purpose="UNCIVIL", category="HAZARD") == FourPost.CIVILITY  # what was said goes first
    assert suggested(purpose="", category="CLUTTER", above="PASSAGE") == FourPost.CIVILITY
    assert suggested(purpose="", category="OTHER") is None


def test_a_courier_costs_the_list_no_query_of_its_own(town: Town) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert get(town, "community", "couriers").status_code == 200
            assert get(town, "community", "coverage").status_code == 200
        return len(asked)

    given(town, "SAFETY")
    one = cost()
    for name in ("electrician", "resident", "neighbour"):
        appoint(
            town.people[name], role=Role.DYNAMIC_WORKER, place=town.grid, from_date=LONG_AGO, by=None, at=MONDAY
        )  # fmt: skip
    assert cost() <= one + 2  # the posts and their rounds, once


def test_who_is_no_courier_is_given_none(town: Town) -> None:
    said = {"community": town.places["community"].pk, "person": "雷电工", "kind": "SAFETY"}
    answer = post(town, "community", "give_post", **said)
    assert (answer.status_code, "平安巡查员由骑手和快递员担任" in text(answer)) == (409, True)
    assert answer.context["form"].errors["person"]
    assert not CourierPost.objects.exists()
    appoint(
        town.people["electrician"], role=Role.DYNAMIC_WORKER, place=town.grid, from_date=LONG_AGO, by=None, at=MONDAY
    )  # fmt: skip
    assert post(town, "community", "give_post", **said).status_code == 302


def test_one_reads_ones_posts_and_teams_on_the_hub(town: Town) -> None:
    given(town, "SAFETY")
    made = team(town)
    made.lead = town.people["electrician"]
    made.save()
    hub = text(as_resident(town.people["barber"]).get("/volunteer/"))
    for line in (
        "您是太平镇社区的平安巡查员。", "您是“骑手先锋队”（太平镇社区）的队长。",
        "您是“便民帮办队”（太平镇社区）的队员。",
    ):  # fmt: skip
        assert line in hub, line
    assert "您是" not in text(as_resident(town.people["resident"]).get("/volunteer/"))
    post(town, "worker", "end_post", CourierPost.objects.get().pk)
    assert "平安巡查员" not in text(as_resident(town.people["barber"]).get("/volunteer/"))


@pytest.mark.parametrize("how", ["leaves", "disbanded", "other kind"])
def test_a_post_ends_with_what_it_stood_on(town: Town, how: str) -> None:
    """Out of the couriers' team, and no dynamic grid worker: courier no more."""
    given(town, "SAFETY")
    riders, held = Team.objects.get(), CourierPost.objects.get()
    if how == "leaves":
        post(town, "community", "change", riders.pk, "lead", person="雷电工")
        post(town, "community", "change_member", riders.members.get(person=held.person).pk, "leave")
    elif how == "disbanded":
        post(town, "community", "change", riders.pk, "disband", reason="并入别队")
    else:
        post(town, "community", "change", riders.pk, "describe", name=riders.name, kind="CARE", about="陪护")
    held.refresh_from_db()
    assert held.until == MONDAY.date()
    assert AuditEntry.objects.filter(action="免去四员", object_id=str(held.pk)).count() == 1


def test_who_walks_the_grids_keeps_it_until_that_post_is_over(town: Town) -> None:
    walks = appoint(
        town.people["barber"], role=Role.DYNAMIC_WORKER, place=town.grid, from_date=LONG_AGO, by=None, at=MONDAY
    )  # fmt: skip
    given(town, "SAFETY")
    post(town, "community", "change", Team.objects.get().pk, "disband", reason="并入别队")
    assert (end_courier_posts(), CourierPost.objects.get().until) == (0, None)
    Post.objects.filter(pk=walks.pk).update(to_date=MONDAY.date())
    assert end_courier_posts() == 0  # the last day is one of it
    with time_machine.travel(MONDAY + timedelta(days=1), tick=False):
        assert [end_courier_posts(), end_courier_posts()] == [1, 0]


def test_a_second_tap_writes_no_second_line(town: Town) -> None:
    given(town, "SAFETY")
    held = CourierPost.objects.select_related("community", "person").get()
    member = join(Team.objects.get(), town.people["electrician"], by=town.hat("community"), at=MONDAY)
    for _ in range(2):
        end_post(held, by=town.hat("community"), at=MONDAY)
        leave(member, by=town.hat("community"), at=MONDAY)
    lines = AuditEntry.objects.filter(action__in=["免去四员", "退出志愿队伍"])
    assert sorted(line.action for line in lines) == ["免去四员", "退出志愿队伍"]
