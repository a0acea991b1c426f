"""The case page: what was said, what I may do now, what happened; nothing that is not mine to see."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from cases import actions
from cases.models import Case
from partyorg.models import Resource
from tests.desk.conftest import clean_picture, page, text
from tests.factories import MONDAY, Town


def buttons(client: Client, case: Case) -> list[str]:
    """Those that stand in sight, in their order."""
    return [button.label for button in client.get(page(case)).context["offer"].main]


def behind(client: Client, case: Case) -> list[str]:
    """Those behind 更多."""
    return [button.label for button in client.get(page(case)).context["offer"].rest]


def test_it_tells_what_was_said_and_by_when(town: Town):
    case = town.handling(words="地下室漏水，老人不敢下楼。", households=12, address="南口路 68 号")
    shown = text(town.client("secretary").get(page(case)))
    for words in [
        "老人不敢下楼",
        "影响 12 户",
        "南口路 68 号",
        case.number,
        "房屋漏水",
        "已受理，由太平镇社区",
        "王书记",
    ]:
        assert words in shown
    assert "最晚明天（11月17日 周二）17:30 前办好" in shown


def test_a_neighbours_case_does_not_exist(town: Town):
    case = town.reported()
    for who in ["far_secretary", "far_street", "housing", "next_worker"]:
        assert town.client(who).get(page(case)).status_code == 404


def test_a_number_that_does_not_exist(town: Town):
    assert town.client("platform").get("/desk/cases/370203-20261116-999999/").status_code == 404


def test_anonymous_visitors_are_sent_to_the_sign_in(town: Town):
    case = town.reported()
    assert Client().get(page(case))["Location"] == f"/desk/sign-in/?next={page(case)}"


def test_the_wrong_method(town: Town):
    assert town.client("secretary").post(page(town.reported())).status_code == 405


@pytest.mark.parametrize(
    ("said", "seen", "hidden"),
    [
        ({}, "张* 138****1234", "13800001234"),
        ({"confidential": True}, "保密", "138****1234"),
        ({"anonymous": True}, "匿名", "138****1234"),
    ],
)
def test_the_reporter_is_masked(town: Town, said: dict[str, Any], seen: str, hidden: str):
    case = town.reported(name="张三", phone="13800001234", **said)
    shown = text(town.client("secretary").get(page(case)))
    assert seen in shown
    assert hidden not in shown
    assert "张三" not in shown


def test_each_sees_the_moves_that_are_theirs(town: Town):
    case = town.accepted()
    assert buttons(town.client("worker"), case) == ["签收", "申请延期"]
    assert buttons(town.client("street"), case) == ["并案", "补充情况"]
    assert buttons(town.client("platform"), case) == []
    for who in ["street", "platform"]:
        assert "现在等太平镇社区第1网格党支部签收，没有要您办的。" in text(town.client(who).get(page(case)))
    assert "没有要您办的" not in text(town.client("worker").get(page(case)))


def test_whoever_has_nothing_to_do_is_told_whom_a_finished_case_waits_for(town: Town):
    case = actions.finish(town.handled_by(3), result="换了管子", by=town.hat("street"), at=MONDAY)
    assert "现在等网格员或引导员核查，没有要您办的。" in text(town.client("street").get(page(case)))
    case = actions.check_pass(case, on_site=True, by=town.hat("next_worker"), at=MONDAY)
    assert "现在等诉求人评价或回访员回访，没有要您办的。" in text(town.client("street").get(page(case)))


def test_the_whistle_waits_for_the_match_and_the_page_says_so(town: Town):
    case = town.handling()
    client = town.client("secretary")
    assert buttons(client, case) == ["办结，送核查", "匹配资源"]
    assert behind(client, case) == ["申请延期", "申请挂账", "并案"]
    assert "网格要先匹配资源" in text(client.get(page(case)))
    actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=MONDAY)
    assert buttons(client, case) == ["办结，送核查", "匹配资源", "吹哨"]
    assert "网格要先匹配资源" not in text(client.get(page(case)))


def test_the_whistle_is_red_and_the_finish_blue(town: Town):
    case = town.handled_by(3)
    shown = text(town.client("street").get(page(case)))
    assert f'class="btn whistle" href="{page(case, "whistle")}" data-key="w">吹哨到区平台</a>' in shown
    assert f'class="btn act" href="{page(case, "finish")}" data-key="f">办结，送核查</a>' in shown


@pytest.mark.parametrize(("level", "who"), [(4, "platform"), (5, "leading")])
def test_high_up_the_page_says_why_nothing_can_be_sent_back(town: Town, level: int, who: str):
    case = town.handled_by(4)
    if level == 5:
        case = actions.raise_top(case, reason="要钱", by=town.hat("platform"), at=MONDAY)
    client = town.client(who)
    assert "这里没有“退回”" in text(client.get(page(case)))
    assert not {"退回", "打回"} & {*buttons(client, case), *behind(client, case)}


def test_further_down_nothing_is_said_about_sending_back(town: Town):
    assert "这里没有“退回”" not in text(town.client("street").get(page(town.handled_by(3))))


def test_the_grid_sees_the_resources_that_fit_its_own_first(town: Town):
    case = town.handling(words="地下室漏水")
    for name, place, skills, is_active in [
        ("乙物业", "next_grid", "防水 保洁", True),
        ("甲师傅", "grid", "水暖 开锁", True),
        ("丙电工", "grid", "电工", True),
        ("丁师傅", "far_grid", "防水", True),
        ("戊师傅", "grid", "防水", False),
    ]:
        Resource.objects.create(
            place=town.places[place], kind="CRAFTSMAN", name=name, skills=skills, is_active=is_active,
            contact="13900005678",
        )  # fmt: skip
    response = town.client("secretary").get(page(case))
    matches = [(match.resource.name, match.shared, match.same_grid) for match in response.context["resources"]]
    assert matches == [("甲师傅", ("水暖",), True), ("乙物业", ("防水",), False)]
    assert text(response).index("<blockquote") < text(response).index("能工巧匠")  # what was said comes first
    assert "139****5678" in text(response)
    assert "13900005678" not in text(response)


def test_a_word_of_the_resident_finds_a_resource_too(town: Town):
    case = town.handling(words="门锁坏了，想找人开锁")
    Resource.objects.create(place=town.grid, kind="CRAFTSMAN", name="甲师傅", skills="开锁")
    assert [m.shared for m in town.client("secretary").get(page(case)).context["resources"]] == [("开锁",)]


def test_above_the_grid_no_resources_are_looked_for(town: Town):
    assert town.client("community").get(page(town.handled_by(2))).context["resources"] is None


def test_the_decision_of_the_top_stands_on_the_page(town: Town):
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    case = actions.top_decide(
        case, leader="王副区长", decision="换电梯", money=Decimal(350000), host=town.units["housing"],
        assisting=[town.units["finance"]], milestones=[("鉴定", (MONDAY + timedelta(days=7)).date())],
        by=town.hat("leading"), at=MONDAY,
    )  # fmt: skip
    shown = text(town.client("housing").get(page(case)))
    for words in ["王副区长", "换电梯", "350,000 元", "2026年11月23日", "鉴定", "区财政局 · 指定协办", "未答复"]:
        assert words in shown


def test_photos_are_for_those_who_may_see_the_case(town: Town):
    case = town.reported(photos=[clean_picture()])
    address = f"/desk/photos/{case.photos.get().pk}/"
    response: Any = town.client("secretary").get(address)
    assert b"".join(response.streaming_content).startswith(b"\xff\xd8")
    assert response["Content-Type"] == "image/jpeg"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "private" in response["Cache-Control"]
    assert address in text(town.client("secretary").get(page(case)))
    assert town.client("far_street").get(address).status_code == 404
    assert Client().get(address).status_code == 302
    assert town.client("secretary").get("/desk/photos/999999/").status_code == 404
    assert town.client("secretary").post(address).status_code == 405


def test_a_long_history_costs_no_more_queries_than_a_short_one(
    town: Town, django_assert_max_num_queries: DjangoAssertNumQueries
):
    short, long = town.accepted(), town.handled_by(3)
    client = town.client("leading")  # to whom none of the two is to do
    client.get(page(short))
    with django_assert_max_num_queries(10) as few:
        client.get(page(short))
    with django_assert_max_num_queries(10) as most:
        client.get(page(long))
    assert len(most) == len(few)
