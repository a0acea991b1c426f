"""The gate: what is not on the list comes to a community only when a head of its own street lets it through."""

import pytest

from burden.models import ListedMatter
from tests.burden.conftest import given, history, on_the_community, page, state, take, text, took
from tests.factories import MONDAY, Town


def test_the_street_lets_it_through(town: Town):
    assignment = given(town)
    took(town, "street", assignment, "admit", "同意")
    assignment.refresh_from_db()
    assert (assignment.state, assignment.put_on_at) == ("PUT", MONDAY)
    assert history(assignment)[1:] == [("ADMIT", "street", "同意")]


def test_it_needs_no_words_to_let_through(town: Town):
    assignment = given(town)
    took(town, "street", assignment, "admit")
    assert state(assignment) == "PUT"


def test_the_street_bars_it_with_a_reason_and_the_record_stays(town: Town):
    assignment = given(town)
    took(town, "street", assignment, "bar", "应由部门自己办")
    assert state(assignment) == "BARRED"
    for who in ("housing", "street", "community"):
        shown = text(town.client(who).get(page(assignment)))
        assert "没有到社区，不计入负担" in shown
        assert "应由部门自己办" in shown


def test_barring_without_a_reason(town: Town):
    assignment = given(town)
    response = take(town, "street", assignment, "bar", "  ")
    assert response.status_code == 422
    assert "请写明不予准入的理由，交办单位看得到。" in text(response)
    assert state(assignment) == "ASKED"


@pytest.mark.parametrize("deed", ["admit", "bar"])
@pytest.mark.parametrize("who", ["housing", "community", "platform", "leading", "revisitor"])
def test_nobody_else_who_sees_it_decides(town: Town, who: str, deed: str):
    assignment = given(town)
    for response in (town.client(who).get(page(assignment, deed)), take(town, who, assignment, deed, "不该")):
        assert response.status_code == 403
        assert "只有街道负责人可以" in text(response)
    assert state(assignment) == "ASKED"


@pytest.mark.parametrize("who", ["far_street", "far_community", "finance", "station", "secretary", "worker"])
def test_for_others_it_does_not_exist(town: Town, who: str):
    assignment = given(town)
    for address in (page(assignment), page(assignment, "admit")):
        assert town.client(who).get(address).status_code == 404
    assert take(town, who, assignment, "admit").status_code == 404


def test_each_street_decides_for_its_own_communities(town: Town):
    assignment = given(town, communities=[town.places["community"].pk, town.places["far_community"].pk])
    far = assignment.task.assignments.get(community=town.places["far_community"])
    took(town, "street", assignment, "admit")
    took(town, "far_street", far, "bar", "本街道不同意")
    assert (state(assignment), state(far)) == ("PUT", "BARRED")


def test_what_is_on_the_list_needs_no_gate(town: Town, matter: ListedMatter):
    response = take(town, "street", on_the_community(town, matter), "admit")
    assert response.status_code == 409
    assert "这件事现在是“待社区办”，不能准予交办。" in text(response)
    assert "<code>not_now</code>" in text(response)


def test_who_decided_on_an_older_page_is_told_and_loses_no_words(town: Town):
    assignment = given(town)
    response = take(town, "street", assignment, "bar", "应由部门自己办", version="7")
    assert response.status_code == 409
    assert "这件事刚刚被别人处理过" in text(response)
    assert "应由部门自己办</textarea>" in text(response)
    assert state(assignment) == "ASKED"


@pytest.mark.parametrize("deed", ["nonsense", "put", "ask", "ADMIT"])
def test_a_step_that_does_not_exist(town: Town, deed: str):
    assert town.client("street").get(page(given(town), deed)).status_code == 404


def test_the_wrong_method(town: Town):
    assignment = given(town)
    assert town.client("street").put(page(assignment, "admit")).status_code == 405
    assert town.client("street").post(page(assignment)).status_code == 405
