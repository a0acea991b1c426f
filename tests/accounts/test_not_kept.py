"""What somebody reads while signed in is kept by no browser; nor what a resident reads; photos say for themselves."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import Town, build_town
from tests.teams.conftest import as_resident


@pytest.fixture
def town(db: None) -> Town:
    return build_town()


@pytest.mark.parametrize(
    "where",
    ["partyorg:members", "partyorg:unit", "partylife:coverage", "checkins:list", "checkins:mine", "cases:queue"],
)
def test_a_page_of_the_desk_is_not_kept(town: Town, where: str) -> None:
    answer = town.client("party_officer").get(reverse(where))
    assert "no-store" in answer["Cache-Control"]


def test_nor_is_a_register_nor_a_refusal(town: Town) -> None:
    assert "no-store" in town.client("system_admin").get("/admin/partyorg/force/")["Cache-Control"]
    assert "no-store" in town.client("worker").get(reverse("partyorg:members"))["Cache-Control"]


@pytest.mark.parametrize(
    "where", ["/volunteer/shop/orders/", "/volunteer/helpers/", "/volunteer/patrols/", "/volunteer/activities/mine/"]
)
def test_nor_is_what_a_resident_reads_of_their_own(town: Town, where: str) -> None:
    answer = as_resident(town.people["worker"]).get(where)
    assert "no-store" in answer["Cache-Control"]


def test_what_anybody_may_read_may_be_kept(town: Town) -> None:
    answer = Client().get(reverse("public:grid", args=[town.grid.code]))
    assert (answer.status_code, answer.headers.get("Cache-Control")) == (200, None)
