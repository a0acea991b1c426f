"""The loop by hand, through the pages: each move by the person whose it is, each answered with what comes next."""

from datetime import timedelta

import pytest
from django.test import Client

from cases import actions
from cases.models import Case, Category
from cases.terms import Kind
from partyorg.models import Resource
from tests.desk.conftest import message, move, page, picture, text
from tests.factories import MONDAY, Town


def test_from_the_report_to_the_end(town: Town):
    case = town.reported()
    secretary, worker = town.client("secretary"), town.client("worker")
    leak = Category.objects.get(code="LEAK").pk
    move(secretary, case, "accept", category=leak, urgency="NORMAL")
    assert case.state == "accepted"
    move(secretary, case, "dispatch", host=town.units["branch"].pk, note="今天去看")
    assert (case.state, case.host_org) == ("dispatched", town.units["branch"])
    move(worker, case, "sign")
    assert case.state == "handling"
    move(worker, case, "finish", result="补了防水，不漏了", photos=[picture()])
    assert (case.state, case.photos.get().taken) == ("checking", "AFTER")
    move(town.client("guide"), case, "check_pass", on_site="on")
    assert case.state == "revisit"
    move(town.client("revisitor"), case, "revisit", solved="YES", satisfied="MOSTLY")
    assert case.state == "closed"


def test_accepted_and_dispatched_in_one_breath(town: Town):
    case = town.reported()
    leak = Category.objects.get(code="LEAK").pk
    fields = {"category": leak, "urgency": "NORMAL", "host": town.units["branch"].pk}
    assert move(town.client("secretary"), case, "accept", **fields).state == "dispatched"


def test_what_the_system_accepted_gets_its_category_and_grid_with_the_dispatch(town: Town):
    case = town.reported(place=town.places["community"])
    actions.sweep(at=MONDAY + timedelta(hours=3))
    case.refresh_from_db()
    community = town.client("community")
    form = text(community.get(page(case, "dispatch")))
    assert "所在网格" in form
    assert "类别" in form
    fields = {"category": Category.objects.get(code="LEAK").pk, "place": town.grid.pk}
    move(community, case, "dispatch", host=town.units["community_unit"].pk, **fields)
    assert (case.state, case.place, str(case.category)) == ("dispatched", town.grid, "房屋漏水")


def test_where_no_grid_is_known_the_intake_picks_one(town: Town):
    case = town.reported(place=town.places["community"])
    intake = town.client("intake")
    assert "所在网格" in text(intake.get(page(case, "accept")))
    fields = {"category": Category.objects.get(code="LEAK").pk, "urgency": "NORMAL"}
    assert intake.post(page(case, "accept"), fields).status_code == 422
    foreign = intake.post(page(case, "accept"), {**fields, "place": town.places["far_grid"].pk})
    assert foreign.status_code == 422
    move(intake, case, "accept", **fields, place=town.grid.pk)
    assert (case.place, case.owner_org) == (town.grid, town.units["branch"])


def test_up_the_ladder_by_hand(town: Town):
    case = town.handling()
    move(town.client("secretary"), case, "match_resource", resource="none", tried="上门看过")
    move(town.client("secretary"), case, "whistle", to=3, reason="要动管网")
    assert (case.owner_level, case.owner_org) == (3, town.units["street_unit"])
    street, platform = town.client("street"), town.client("platform")
    move(street, case, "sign")
    move(street, case, "whistle", to=4, reason="要部门", study="会商过两次")
    move(platform, case, "sign")
    move(platform, case, "raise_top", reason="要钱")
    assert (case.owner_level, case.state) == (5, "topped")
    decided = {
        "leader": "王副区长", "decision": "换管", "money": "350000", "host": town.units["housing"].pk,
        "assisting": [town.units["finance"].pk],
        "what_1": "鉴定", "due_1": "2026-11-23", "what_2": "换完", "due_2": "2026-12-31",
    }  # fmt: skip
    move(town.client("leading"), case, "top_decide", **decided)
    assert (case.host_org, case.top_decisions.get().milestones.count()) == (town.units["housing"], 2)
    move(town.client("finance"), case, "co_answer", answer="钱已拨付")
    assert case.assisting.get(organisation=town.units["finance"]).answered_at == MONDAY


def test_the_message_says_what_was_done_and_by_when_the_next_step(town: Town):
    case = town.handling()
    actions.match_resource(case, resource=None, tried="看过", by=town.hat("secretary"), at=MONDAY)
    case.refresh_from_db()
    client = town.client("secretary")
    move(client, case, "whistle", to=3, reason="要动管网")
    assert message(client).startswith("已吹哨到街道。最晚 明天（11月17日 周二）17:30 前签收。")


def test_a_resource_that_fits_is_named(town: Town):
    plumber = Resource.objects.create(place=town.grid, kind="CRAFTSMAN", name="刘师傅", skills="水暖")
    case = town.handling()
    client = town.client("secretary")
    move(client, case, "match_resource", resource=plumber.pk, tried="")
    assert case.events.get(kind=Kind.MATCH_RESOURCE).data["resource"] == "刘师傅"
    assert message(client).startswith("已记下：匹配到刘师傅。")


def test_a_failed_check_and_a_bad_answer_go_back_to_work_on_the_same_rung(town: Town):
    case = town.handling()
    move(town.client("secretary"), case, "finish", result="修好了")
    move(town.client("guide"), case, "check_fail", reason="还在漏")
    assert (case.state, case.owner_level) == ("rework", 1)
    move(town.client("worker"), case, "rework_start")
    move(town.client("worker"), case, "finish", result="又修了")
    move(town.client("guide"), case, "check_pass", on_site="on")
    move(town.client("revisitor"), case, "revisit", solved="PARTLY", satisfied="YES", reason="天花板还湿")
    assert (case.state, case.owner_level, case.rework_count) == ("rework", 1, 2)


def test_nobody_can_ask_an_anonymous_reporter(town: Town):
    case = town.handling(anonymous=True)
    move(town.client("secretary"), case, "finish", result="修好了")
    move(town.client("guide"), case, "check_pass", on_site="on")
    revisitor = town.client("revisitor")
    assert "匿名件无法回访" in text(revisitor.get(page(case, "revisit")))
    assert move(revisitor, case, "revisit").state == "closed"


def test_the_street_takes_an_emergency_at_once(town: Town):
    case = town.reported()
    move(town.client("street"), case, "emergency_direct")
    assert (case.owner_level, case.state, case.urgency) == (3, "dispatched", "CRITICAL")


def test_who_loses_sight_of_the_case_comes_back_to_the_queue(town: Town):
    """A department that was host answers for nothing more once the case is someone else's."""
    case = town.handled_by(3)
    Case.objects.filter(pk=case.pk).update(host_org=town.units["housing"], state="rework", respond_by=None)
    case.refresh_from_db()
    response = town.client("street").post(page(case, "dispatch"), {"host": town.units["station"].pk})
    assert response["Location"] == page(case)
    assert town.client("housing").get(page(case)).status_code == 404


@pytest.mark.parametrize("event", ["sign", "finish", "whistle", "return"])
def test_a_move_is_asked_for_and_sent_by_nothing_but_get_and_post(town: Town, event: str):
    case = town.accepted()
    assert town.client("worker").put(page(case, event)).status_code == 405
    assert town.client("worker").delete(page(case, event)).status_code == 405


def test_anonymous_visitors_are_sent_to_the_sign_in_even_when_they_post(town: Town):
    case = town.accepted()
    response = Client().post(page(case, "sign"))
    assert response["Location"] == f"/desk/sign-in/?next={page(case, 'sign')}"
    case.refresh_from_db()
    assert case.state == "dispatched"


def test_a_milestone_of_yesterday_is_none(town: Town):
    case = actions.raise_top(town.handled_by(4), reason="要钱", by=town.hat("platform"), at=MONDAY)
    fields = {"leader": "王", "decision": "换管", "money": "0", "host": town.units["housing"].pk, "what_1": "鉴定"}
    yesterday = (MONDAY - timedelta(days=1)).date().isoformat()
    response = town.client("leading").post(page(case, "top_decide"), {**fields, "due_1": yesterday})
    assert response.status_code == 422
    assert "第 1 步的期限已经过去了" in text(response)
