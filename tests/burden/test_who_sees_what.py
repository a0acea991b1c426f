"""One door: list ∋ task ⇔ its page is 200, for everybody; a unit its own, a territory those of its communities."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from burden.models import ListedMatter
from tests.burden.conftest import TASKS, given, listed, on_the_community, page, text
from tests.factories import PEOPLE, Town

pytestmark = pytest.mark.enough_on("sqlite")

HERE = ["community", "intake", "second_intake", "street", "street_secretary", "director", "revisitor"]
EVERYWHERE = ["platform", "second_platform", "supervisor", "leading"]
SEEN = {
    "housing": {"住建的", "远处的"},
    "finance": {"财政的"},
    "station": {"站所的"},
    "far_street": {"远处的"},
    "far_community": {"远处的"},
    **{name: {"住建的", "财政的", "站所的"} for name in HERE},
    **{name: {"住建的", "财政的", "站所的", "远处的"} for name in EVERYWHERE},
}


@pytest.mark.parametrize("who", [*PEOPLE, "far_community"])
def test_what_is_listed_opens_and_what_is_not_does_not_exist(town: Town, matter: ListedMatter, who: str):
    there = [
        given(town, "housing", title="住建的"),
        on_the_community(town, matter, who="finance", title="财政的"),
        on_the_community(town, matter, who="station", title="站所的"),
        on_the_community(town, matter, title="远处的", communities=[town.places["far_community"].pk]),
    ]
    client = town.client(who)
    assert set(listed(client, q="open")) == SEEN.get(who, set())
    for assignment in there:
        expected = 200 if assignment.task.title in SEEN.get(who, set()) else 404
        assert client.get(page(assignment)).status_code == expected, assignment.task.title


def test_the_department_sees_the_others_of_its_task_and_a_community_none_but_its_own(town: Town, matter: ListedMatter):
    both = [town.places["community"].pk, town.places["far_community"].pk]
    assignment = on_the_community(town, matter, communities=both)
    assert "同一事项还交给" in text(town.client("housing").get(page(assignment)))
    assert "同一事项还交给" not in text(town.client("community").get(page(assignment)))


def test_each_begins_with_what_waits_for_them(town: Town, matter: ListedMatter):
    given(town, title="要审核的")
    on_the_community(town, matter, title="要办的")
    assert listed(town.client("street")) == ["要审核的"]
    assert listed(town.client("community")) == ["要办的"]
    assert sorted(listed(town.client("housing"))) == ["要办的", "要审核的"]


def test_an_empty_list_says_so(town: Town):
    assert "现在没有等您处理的协助事项。" in text(town.client("street").get(TASKS))
    assert "现在没有进行中的协助事项。" in text(town.client("housing").get(TASKS))
    assert "还没有了结的协助事项。" in text(town.client("housing").get(TASKS, {"q": "over"}))


@pytest.mark.parametrize(
    "query",
    [
        {"q": "nonsense"}, {"page": "x"}, {"page": "9" * 30}, {"community": "x"}, {"community": "²"},
    ],
)  # fmt: skip
def test_a_broken_address_still_leads_to_the_list(town: Town, query: dict[str, str]):
    assignment = given(town)
    assert town.client("street").get(TASKS, query).status_code == 200
    assert listed(town.client("housing"), q=query.get("q", "")) == [assignment.task.title]


def test_a_community_that_does_not_exist(town: Town):
    assert town.client("street").get(TASKS, {"community": "999999"}).status_code == 404


def test_a_page_of_fifty_costs_as_many_queries_as_a_page_of_one(
    town: Town, matter: ListedMatter, django_assert_max_num_queries: DjangoAssertNumQueries
):
    client = town.client("community")
    on_the_community(town, matter)
    client.get(TASKS)
    with django_assert_max_num_queries(8) as one:
        assert len(listed(client)) == 1
    for number in range(52):
        on_the_community(town, matter, title=f"第{number}项")
    with django_assert_max_num_queries(8) as fifty:
        assert len(listed(client)) == 50
    assert len(one) == len(fifty)
    assert len(listed(client, page="2")) == 3
    assert "这一页没有了。" in text(client.get(TASKS, {"page": "3"}))


def test_a_task_page_stays_within_ten_queries(
    town: Town, matter: ListedMatter, django_assert_max_num_queries: DjangoAssertNumQueries
):
    both = [town.places["community"].pk, town.places["far_community"].pk]
    assignment = on_the_community(town, matter, communities=both)
    client = town.client("platform")
    client.get(page(assignment))
    with django_assert_max_num_queries(10):
        client.get(page(assignment))


def test_the_wrong_method(town: Town):
    assert town.client("street").post(TASKS).status_code == 405


def test_nobody_gets_in_unasked(client: Client, town: Town):
    for address in (TASKS, page(given(town))):
        assert client.get(address)["Location"] == f"/desk/sign-in/?next={address}"
