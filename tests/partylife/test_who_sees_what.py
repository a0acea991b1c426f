"""Party life is read by the party's own roles within their reach; for everybody else it is not there."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partyorg.kinds import Role
from tests.factories import PEOPLE, Town
from tests.partylife.conftest import COMPLETENESS, COVERAGE, LIFE, NEW, page, recorded, text, with_post

pytestmark = pytest.mark.enough_on("sqlite")

HERE = {"secretary", "guide", "community", "street_secretary", "leading", "party_officer"}
PARTY = HERE | {"far_secretary"}


@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_for_everybody(town: Town, who: str):
    activity, client = recorded(town), town.client(who)
    for address in (LIFE, COMPLETENESS, COVERAGE):
        answer = client.get(address)
        assert answer.status_code == (200 if who in PARTY else 403), address
        if who not in PARTY:
            assert "只有党组织自己的岗位能看" in text(answer)
    assert client.get(page(activity)).status_code == (200 if who in HERE else 404 if who in PARTY else 403)
    assert ("十一月党员大会" in text(client.get(LIFE))) == (who in HERE)
    assert ("/desk/party-life/" in text(client.get("/desk/"))) == (who in PARTY)


def test_the_neighbour_s_branch_does_not_see_it(town: Town):
    activity = recorded(town)
    neighbour = with_post(town, "next_secretary", Role.BRANCH_SECRETARY, "next_branch")
    assert neighbour.get(page(activity)).status_code == 404
    for deed in ("correct", "strike"):
        assert neighbour.get(page(activity, deed)).status_code == 404


@pytest.mark.parametrize("name", ["activities", "new", "completeness", "coverage"])
def test_a_stranger_signs_in_first(client: Client, town: Town, name: str):
    address = reverse(f"partylife:{name}")
    assert client.get(address)["Location"] == f"/desk/sign-in/?next={address}"


def test_the_wrong_method(town: Town):
    client, activity = town.client("secretary"), recorded(town)
    for address in (LIFE, COMPLETENESS, COVERAGE, page(activity)):
        assert client.post(address).status_code == 405
    for address in (NEW, page(activity, "correct"), page(activity, "strike")):
        assert client.put(address).status_code == 405


def test_as_many_queries_for_fifty_as_for_one(town: Town, django_assert_max_num_queries: DjangoAssertNumQueries):
    client, first = town.client("party_officer"), recorded(town)
    client.get(LIFE)
    counts = []
    for number in range(2):
        for address in (LIFE, COMPLETENESS, COVERAGE, page(first)):
            with django_assert_max_num_queries(12) as asked:
                assert client.get(address).status_code == 200
            counts.append((address, len(asked)))
        if not number:
            for more in range(52):
                recorded(town, subject=f"第{more}次", beside=[town.units["next_branch"].pk])
    assert counts[:4] == counts[4:]
    assert len(client.get(LIFE).context["page"].object_list) == 50
    assert len(client.get(LIFE, {"page": "2"}).context["page"].object_list) == 3


def test_odd_addresses_show_what_they_can(town: Town):
    client = town.client("secretary")
    recorded(town)
    for asked in ({"period": "9999"}, {"period": "2026-13"}, {"period": "x"}, {"life": "乱"}, {"page": "x"}):
        assert "2026年第四季度" in text(client.get(LIFE, asked))
    assert "2026年11月" in text(client.get(LIFE, {"period": "2026-11"}))
    assert "十一月党员大会" in text(client.get(LIFE, {"period": "2026"}))
    assert "还没有记录" in text(client.get(LIFE, {"period": "2026Q3"}))
    assert client.get(NEW, {"unit": "9" * 40}).status_code == 200
