"""What heads of buildings write of their visits, for their own building; read by the community's head."""

from uuid import uuid4

import pytest
from django.test import Client

from duty.models import Visit
from tests.duty.conftest import RECORD, VISITS, text, visit, visited
from tests.factories import PEOPLE, Town


@pytest.mark.parametrize("who", [*PEOPLE, "building_head", "next_building_head"])
def test_the_head_sees_their_own_and_the_community_s_head_all(town: Town, who: str):
    visited(town)
    client = town.client(who)
    has_page = who in {"community", "building_head", "next_building_head"}
    answer = client.get(VISITS)
    assert answer.status_code == (200 if has_page else 403)
    assert ("两家吵过一次" in text(answer)) == (who in {"community", "building_head"})
    assert client.get(RECORD).status_code == (200 if who.endswith("building_head") else 403)


def test_nobody_writes_about_another_building(town: Town):
    answer = visit(town, building="next_building")
    assert (answer.status_code, Visit.objects.count()) == (422, 0)
    assert "请选自己的楼栋" in text(answer)


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"household": ""}, "请写明哪一户。"),
        ({"what": "电话 13812345678"}, "请不要写电话、身份证号、银行卡号"),
        ({"household": "370203199001011234"}, "请不要写电话、身份证号、银行卡号"),
        ({"visited_at": "2026-11-16T09:01"}, "还没有走访的不能先记"),
        ({"visited_at": "昨天"}, "时间要写成"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(town: Town, wrong: dict, sentence: str):
    answer = visit(town, **{"what": "写了很多", **wrong})
    assert answer.status_code in (409, 422)
    assert sentence in text(answer)
    assert not Visit.objects.exists()


def test_a_form_sent_twice_is_one_visit(town: Town):
    key = str(uuid4())
    assert visited(town, key=key) == visited(town, key=key)


def test_the_way_there_stands_in_the_bar(town: Town):
    assert 'href="/desk/visits/"' in text(town.client("building_head").get("/desk/"))
    assert 'href="/desk/visits/"' not in text(town.client("worker").get("/desk/"))


def test_a_stranger_signs_in_and_the_wrong_method_is_none(client: Client, town: Town):
    for address in (VISITS, RECORD):
        assert client.get(address)["Location"] == f"/desk/sign-in/?next={address}"
    assert town.client("building_head").post(VISITS).status_code == 405
    assert town.client("building_head").put(RECORD).status_code == 405
