"""The community does what it is asked and says so, or objects once; then its street decides."""

import pytest

from burden.models import ListedMatter
from tests.burden.conftest import given, history, objected, on_the_community, page, state, take, text, took
from tests.factories import MONDAY, Town


def test_done_with_a_sentence(town: Town, matter: ListedMatter):
    assignment = on_the_community(town, matter)
    took(town, "community", assignment, "finish", "12 个楼道都贴好了")
    assert state(assignment) == "DONE"
    assert "12 个楼道都贴好了" in text(town.client("housing").get(page(assignment)))


@pytest.mark.parametrize(
    ("deed", "sentence"), [("finish", "请用一句话写明办得怎么样。"), ("object", "请写明异议的理由，由街道裁定。")]
)
def test_without_a_word(town: Town, matter: ListedMatter, deed: str, sentence: str):
    assignment = on_the_community(town, matter)
    response = take(town, "community", assignment, deed, " ")
    assert response.status_code == 422
    assert f'<a href="#id_note">{sentence}</a>' in text(response)
    assert state(assignment) == "PUT"


@pytest.mark.parametrize("deed", ["finish", "object"])
@pytest.mark.parametrize("who", ["housing", "street", "platform", "intake"])
def test_nobody_answers_for_the_community(town: Town, matter: ListedMatter, who: str, deed: str):
    assignment = on_the_community(town, matter)
    response = take(town, who, assignment, deed, "代办")
    assert response.status_code == 403
    assert "只有社区党委书记或经办人可以" in text(response)
    assert state(assignment) == "PUT"


def test_what_has_not_come_to_it_is_not_done(town: Town):
    assert take(town, "community", given(town), "finish", "办好了").status_code == 409


def test_the_street_lifts_what_the_community_objects_to(town: Town, matter: ListedMatter):
    assignment = objected(town, matter)
    took(town, "street", assignment, "lift", "由部门自己办")
    assignment.refresh_from_db()
    assert (assignment.state, assignment.put_on_at) == ("LIFTED", MONDAY)
    assert [deed for deed, *_ in history(assignment)] == ["PUT", "OBJECT", "LIFT"]


def test_the_street_keeps_it_and_there_is_no_second_objection(town: Town, matter: ListedMatter):
    assignment = objected(town, matter)
    took(town, "street", assignment, "keep", "确需社区带路")
    assert state(assignment) == "PUT"
    assert "提出异议" not in text(town.client("community").get(page(assignment))).split("经过")[0]
    response = take(town, "community", assignment, "object", "还是不同意")
    assert response.status_code == 409
    assert "每件事只能提一次异议" in text(response)
    took(town, "community", assignment, "finish", "带路了")
    assert state(assignment) == "DONE"


def test_keeping_needs_a_reason(town: Town, matter: ListedMatter):
    assignment = objected(town, matter)
    assert take(town, "street", assignment, "keep").status_code == 422
    assert state(assignment) == "OBJECTED"


@pytest.mark.parametrize("deed", ["keep", "lift"])
@pytest.mark.parametrize("who", ["housing", "community", "platform"])
def test_only_the_street_rules(town: Town, matter: ListedMatter, who: str, deed: str):
    assignment = objected(town, matter)
    assert take(town, who, assignment, deed, "我说了算").status_code == 403
    assert state(assignment) == "OBJECTED"


def test_another_community_has_no_part_in_it(town: Town, matter: ListedMatter):
    assignment = on_the_community(town, matter)
    assert take(town, "far_community", assignment, "finish", "办好了").status_code == 404


def test_the_page_offers_what_may_be_done_now_and_nothing_else(town: Town, matter: ListedMatter):
    assignment = on_the_community(town, matter)
    offered = {
        who: [form.name for form in town.client(who).get(page(assignment)).context["forms"]]
        for who in ("community", "street", "housing")
    }
    assert offered == {"community": ["finish", "object"], "street": [], "housing": []}
