"""骑手和四员 at the desk: who holds what, what their reports speak for, who covers which grid."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from partyorg.actions import appoint
from partyorg.kinds import Role
from teams.fourposts import FourPost, suggested
from teams.models import CourierPost
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
