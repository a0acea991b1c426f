"""A unit puts a task on communities: on the list at once, outside it only before the street; nobody else may."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.forms.boundfield import BoundWidget
from django.test import Client

from burden.models import Assignment, ListedMatter, Task
from partyorg.actions import appoint
from partyorg.kinds import Role
from partyorg.models import Organisation
from tests.burden.conftest import NEW, filled, give, given, history, on_the_community, page, text
from tests.factories import LONG_AGO, MONDAY, Town


def test_a_matter_on_the_list_goes_to_the_community_at_once(town: Town, matter: ListedMatter):
    assignment = on_the_community(town, matter)
    assert (assignment.state, assignment.put_on_at) == ("PUT", MONDAY)
    assert history(assignment) == [("PUT", "housing", "")]
    assert assignment.task.listed == matter


def test_a_matter_outside_the_list_waits_for_the_street(town: Town):
    assignment = given(town)
    assert (assignment.state, assignment.put_on_at) == ("ASKED", None)
    assert history(assignment) == [("ASK", "housing", "区卫健局文件，需要社区带路")]


def test_the_page_says_where_the_task_has_gone(town: Town, matter: ListedMatter):
    client = town.client("housing")
    at_once = client.post(NEW, filled(town, listed=matter.pk), follow=True)
    assert "已交办给 1 个社区。" in text(at_once)
    assert "清单以外的事项：已送街道审核，涉及 1 个社区。" in text(client.post(NEW, filled(town), follow=True))


def test_several_communities_at_once_are_one_task(town: Town, matter: ListedMatter):
    both = [town.places["community"].pk, town.places["far_community"].pk]
    assignment = on_the_community(town, matter, communities=both)
    assert list(assignment.task.assignments.order_by("id").values_list("community", flat=True)) == both
    assert "科技街社区" in text(town.client("housing").get(page(assignment)))


def test_a_street_body_puts_tasks_on_the_communities_of_its_street_alone(town: Town, matter: ListedMatter):
    assert on_the_community(town, matter, who="station").state == "PUT"
    shown = text(town.client("station").get(NEW))
    assert "太平镇社区" in shown
    assert "科技街社区" not in shown
    refused = give(town, "station", listed=matter.pk, communities=[town.places["far_community"].pk])
    assert refused.status_code == 422
    assert "请从名单里选社区。" in text(refused)


@pytest.mark.parametrize("who", ["community", "street", "platform", "secretary", "worker", "leading"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_whoever_is_no_department_and_no_street_body_may_not(town: Town, who: str, method: str):
    response = getattr(town.client(who), method)(NEW, filled(town))
    assert response.status_code == 403
    assert "只有区直部门或街道站所的经办人可以交办。" in text(response)
    assert not Task.objects.exists()


def test_the_wrong_method(town: Town):
    assert town.client("housing").put(NEW).status_code == 405


def test_nobody_gets_in_unasked(client: Client, db: None):
    assert client.get(NEW)["Location"] == f"/desk/sign-in/?next={NEW}"


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"title": " "}, "title", "请写明事项名称。"),
        ({"title": "宣" * 61}, "title", "事项名称最多 60 个字，细节请写在下面。"),
        ({"what": ""}, "what", "请写明要社区做什么。"),
        ({"what": "做" * 2001}, "what", "最多 2000 个字，请写短一些。"),
        ({"due_on": ""}, "due_on", "请写明要求办好的日期。"),
        ({"due_on": "下周"}, "due_on", "日期要写成 2026-11-30 这样。"),
        ({"due_on": "0001-01-01"}, "due_on", "请写一个真实的日期。"),
        ({"due_on": "2050-01-01"}, "due_on", "日期太远了，请选 3650 天（约十年）以内的日期。"),
        ({"due_on": "2026-11-15"}, "due_on", "要求办好的日期不能早于今天。"),
        ({"listed": ""}, "listed", "请选一项清单事项；清单里没有的，选“清单以外的事项”。"),
        ({"listed": "999"}, "listed", "请选一项清单事项；清单里没有的，选“清单以外的事项”。"),
        ({"basis": "  "}, "basis", "清单以外的事项，请写明依据和为什么要社区协助，供街道审核。"),
        ({"communities": []}, "communities", "请至少选一个社区。"),
        ({"communities": ["x"]}, "communities", "请从名单里选社区。"),
        ({"communities": ["9" * 20]}, "communities", "请从名单里选社区。"),
        ({"key": "x"}, "key", "这张表已经失效，请刷新页面重新填写。"),
    ],
)
def test_bad_input_is_told_on_top_and_at_its_field(town: Town, changes: dict[str, Any], field: str, sentence: str):
    response = give(town, **changes)
    assert response.status_code in (409, 422)
    asked = response.context["form"][field]  # one reads which field it is about, unless nobody sees it
    named = sentence if asked.is_hidden or asked.label in sentence else f"{asked.label}：{sentence}"
    assert f'<a href="#id_{field}">{named}</a>' in text(response)
    assert "<title>错误：" in text(response)
    assert not Task.objects.exists()


def test_what_was_typed_stays(town: Town):
    response = give(town, due_on="2026-11-15", title="张贴通知")
    assert 'value="张贴通知"' in text(response)
    assert [box.data["value"] for box in chosen(response)] == [town.places["community"].pk]


def chosen(response: Any) -> list[BoundWidget]:
    boxes = [box for street in response.context["form"].streets for box in street.boxes]
    return [box for box in boxes if box.data["selected"]]


def test_a_listed_matter_needs_no_basis(town: Town, matter: ListedMatter):
    assert on_the_community(town, matter, basis="").task.basis == ""


def test_a_line_that_has_ended_is_not_offered(town: Town, matter: ListedMatter):
    matter.to_date = MONDAY.date() - timedelta(days=1)
    matter.save()
    assert matter.name not in text(town.client("housing").get(NEW))
    assert give(town, listed=matter.pk).status_code == 422


def test_a_second_tap_gives_no_second_task(town: Town):
    key = str(uuid4())
    first, second = give(town, key=key), give(town, key=key)
    assert first["Location"] == second["Location"]
    assert Assignment.objects.count() == 1


def test_outside_the_list_somebody_has_to_be_there_to_judge(town: Town, matter: ListedMatter):
    Organisation.objects.filter(pk=town.units["street_unit"].pk).update(kind="PARTY_GROUP")
    response = give(town)
    assert response.status_code == 409
    assert "太平镇社区所在的街道还没有登记街道党工委" in text(response)
    assert on_the_community(town, matter).state == "PUT"


def test_a_community_without_a_committee_is_not_offered(town: Town):
    Organisation.objects.filter(pk=town.units["community_unit"].pk).update(kind="PARTY_GROUP")
    assert "太平镇社区" not in text(town.client("housing").get(NEW))


def test_a_unit_without_a_territory_is_told_whom_to_ask(town: Town):
    Organisation.objects.filter(pk=town.units["housing"].pk).update(place=None)
    assert "您的单位还没有登记管辖地域" in text(town.client("housing").get(NEW))
    assert "请从名单里选社区。" in text(give(town))


def test_who_works_for_two_units_says_for_which(town: Town):
    appoint(
        town.people["housing"], role=Role.UNIT_OFFICER, organisation=town.units["finance"], from_date=LONG_AGO,
        by=None, at=MONDAY,
    )  # fmt: skip
    assert "请选以哪个单位交办。" in text(give(town))
    assert given(town, issuer=town.units["finance"].pk).task.issuer == town.units["finance"]
    assert give(town, issuer=town.units["platform"].pk).status_code == 422


def test_each_of_ones_units_asks_within_its_own_territory(town: Town):
    appoint(
        town.people["housing"], role=Role.UNIT_OFFICER, organisation=town.units["station"], from_date=LONG_AGO,
        by=None, at=MONDAY,
    )  # fmt: skip
    response = give(town, issuer=town.units["station"].pk, communities=[town.places["far_community"].pk])
    assert response.status_code == 409
    assert "科技街社区不在镇江路街道综合执法队的管辖范围内" in text(response)
    assert not Task.objects.exists()
