"""组织 at the desk: coverage and findings of one's own territory, for those who look after it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from partyorg.findings import ABOUT
from partyorg.kinds import Kind
from tests.factories import Town
from tests.partyorg.building import add, add_members

PAGE = reverse("partyorg:organisations")
QUERIES = 12


def text(client: Client, **asked: str) -> str:
    answer = client.get(PAGE, asked)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


@pytest.mark.parametrize("who", ["community", "street", "platform", "leading", "supervisor"])
def test_who_looks_after_a_community_or_more_has_the_page_and_a_link_to_it(town: Town, who: str) -> None:
    client = town.client(who)
    assert f'href="{PAGE}"' in client.get("/desk/").content.decode()
    assert "查漏补缺" in text(client)


@pytest.mark.parametrize("who", ["secretary", "worker", "housing", "intake"])
def test_others_read_whose_it_is(town: Town, who: str) -> None:
    client = town.client(who)
    answer = client.get(PAGE)
    assert (answer.status_code, "由社区、街道、区平台、区领导小组的负责人看" in answer.content.decode()) == (403, True)
    assert f'href="{PAGE}"' not in client.get("/desk/").content.decode()


def test_a_stranger_signs_in_and_it_is_only_read(town: Town) -> None:
    assert Client().get(PAGE).status_code == 302
    assert town.client("street").post(PAGE).status_code == 405


def test_one_sees_ones_own_territory_and_goes_down_in_it(town: Town) -> None:
    client = town.client("street")
    assert "镇江路街道的组织" in text(client)
    assert "科技街社区" not in text(client)
    assert "太平镇社区的组织" in text(client, place=town.places["community"].code)
    for elsewhere in [town.places["far_community"].code, town.places["district"].code, "1", "x" * 400]:
        assert client.get(PAGE, {"place": elsewhere}).status_code == 404


def test_the_groups_count_what_they_list(town: Town) -> None:
    client = town.client("platform")
    for name, count in client.get(PAGE).context["groups"]:
        page = client.get(PAGE, {"about": name}).context["page"]
        assert page.paginator.count == count
        assert {one.about for one in page} <= {name}
    assert client.get(PAGE, {"about": "乱写"}).context["page"].paginator.count == client.get(PAGE).context["number"]
    assert "第" in text(client, page="99999")


def test_the_shares_stand_with_their_parts(town: Town) -> None:
    page = text(town.client("platform"))
    grids = '<td data-label="有党支部">3</td><td data-label="总数">3</td><td data-label="覆盖率">100.00%</td>'
    assert grids in page  # three grids, each with its branch
    assert "还没有登记小区" in page


def test_as_many_queries_for_a_district_as_for_a_community(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    groups = [add(Kind.PARTY_GROUP, f"{number}组", town.units["branch"]) for number in range(20)]
    for group in groups:
        add_members(group, 3)
    client = town.client("platform")
    with django_assert_max_num_queries(QUERIES):
        answer = client.get(PAGE)
    assert {one.about for one in answer.context["page"]} <= set(ABOUT)
