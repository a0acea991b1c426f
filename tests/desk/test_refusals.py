"""What may not be done is refused with its rule's name: 403 for whom it is not theirs, else 409; nothing changes."""

import pytest
from django.test import Client

from cases import actions
from cases.models import Case
from tests.desk.conftest import page, rule, text
from tests.factories import MONDAY, Town


def unchanged(case: Case) -> bool:
    return Case.objects.get(pk=case.pk).version == case.version


@pytest.mark.parametrize(
    ("event", "fields", "name"),
    [
        ("return", {}, "no_return"),
        ("send_back", {"reason": "不归我管"}, "no_return"),
        ("退回", {}, "no_return"),
        ("whistle", {"to": 3, "reason": "还给街道"}, "no_return"),
        ("whistle", {"to": 5, "reason": "越过平台"}, "not_this_level"),
        ("whistle", {}, "not_this_level"),
        ("match_resource", {"resource": "none"}, "not_this_level"),
        ("auto_raise", {}, "not_yours"),
        ("withdraw", {}, "not_yours"),
        ("reject", {}, "no_return"),
        ("reopen", {}, "not_yours"),
        ("dispute", {"reason": "不归我管", "basis": "三定方案"}, "not_yours"),
        ("supervise", {}, "not_yours"),
        ("suspend", {}, "asked_for"),
        ("extend_approve", {}, "not_yours"),
        ("top_decide", {}, "not_this_level"),
        ("ruling", {"ruling": "MOVED", "reason": "给街道"}, "dispute_pending"),
        ("dispatch", {"note": "你们办"}, "not_now"),
        ("sign", {}, "not_now"),
        ("accept", {}, "not_yours"),
    ],
)
def test_at_the_platform_nothing_forced_sends_the_case_back(town: Town, event: str, fields: dict, name: str):
    case = town.handled_by(4)
    client = town.client("platform")
    response = client.post(page(case, event), fields)
    assert response.status_code == (403 if name == "not_yours" else 409)
    assert rule(response) == name
    assert client.get(page(case, event)).status_code == response.status_code
    assert unchanged(case)


@pytest.mark.parametrize(
    ("event", "sentence"),
    [("auto_raise", "只有系统可以自动提报。"), ("supervise", "只有督办员（街道及以上）可以督办。")],
)
def test_the_system_is_named_only_where_nobody_else_may(town: Town, event: str, sentence: str):
    response = town.client("platform").post(page(town.handled_by(4), event))
    assert response.status_code == 403
    assert sentence in text(response)


@pytest.mark.parametrize("host", ["street_unit", "community_unit", "branch", "station"])
def test_the_platform_cannot_make_a_lower_unit_the_host(town: Town, host: str):
    case = town.handled_by(4)
    Case.objects.filter(pk=case.pk).update(state="rework")
    response = town.client("platform").post(page(case, "dispatch"), {"host": town.units[host].pk, "note": "你们办"})
    assert response.status_code == 409
    assert rule(response) in ("host_not_below", "host_has_duty")
    assert "你们办" in text(response)
    assert unchanged(case)


def test_lower_units_are_not_even_offered(town: Town):
    case = town.handled_by(4)
    Case.objects.filter(pk=case.pk).update(state="rework")
    form = text(town.client("platform").get(page(case, "dispatch")))
    assert "区住建局" in form
    offered = form.split("<select")[1].split("</select>")[0]
    assert "街道党工委" not in offered
    assert "镇江路街道" not in offered


def test_further_down_an_unknown_move_is_none(town: Town):
    case = town.handled_by(3)
    assert rule(town.client("street").post(page(case, "return"))) == "no_such_move"


@pytest.mark.parametrize(("who", "event"), [("street", "sign"), ("worker", "whistle"), ("community", "finish")])
def test_what_is_not_theirs(town: Town, who: str, event: str):
    case = town.accepted()
    response = town.client(who).post(page(case, event), {"reason": "我来"})
    assert (response.status_code, rule(response)) == (403, "not_yours")
    assert "只有" in text(response)
    assert unchanged(case)


def test_a_case_one_may_not_see_does_not_exist_for_moves_either(town: Town):
    case = town.accepted()
    for event in ["sign", "return", "reopen"]:
        assert town.client("far_secretary").post(page(case, event)).status_code == 404


def test_too_early_is_told_before_anything_is_typed(town: Town):
    case = town.handling()
    response = town.client("secretary").get(page(case, "whistle"))
    assert (response.status_code, rule(response)) == (409, "resource_matched")
    assert "<textarea" not in text(response)


def test_what_was_typed_is_kept_when_the_rules_refuse(town: Town):
    case = town.handling()
    response = town.client("secretary").post(page(case, "whistle"), {"to": 2, "reason": "本级办不了，要动管网"})
    assert (response.status_code, rule(response)) == (409, "resource_matched")
    assert "本级办不了，要动管网" in text(response)
    assert unchanged(case)


def test_the_handler_may_not_check(town: Town):
    case = actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)
    response = town.client("worker").post(page(case, "check_pass"), {"on_site": "on"})
    assert (response.status_code, rule(response)) == (409, "not_the_handler")


def test_the_assisting_unit_answers_once_and_nobody_else_does(town: Town):
    case = town.handled_by(3)
    case.assisting.create(organisation=town.units["finance"], why="NAMED", since_at=MONDAY)
    finance = town.client("finance")
    assert finance.post(page(case, "co_answer"), {"answer": "办了"}).status_code == 303
    assert rule(finance.post(page(case, "co_answer"), {"answer": "又办了"})) == "not_yours"
    assert town.client("street").get(page(case, "co_answer")).status_code == 403


def test_a_page_that_has_grown_old_is_a_conflict_and_loses_nothing(town: Town):
    case = town.handled_by(3)
    street = town.client("street")
    old = street.get(page(case, "whistle")).context["case"].version
    actions.co_answer(
        _with_assistant(case, town), answer="办了", by=town.hat("finance"), at=MONDAY
    )  # somebody else was here meanwhile
    fields = {"to": 4, "reason": "要部门", "study": "会商过两次", "version": old}
    response = street.post(page(case, "whistle"), fields)
    assert (response.status_code, rule(response)) == (409, "conflict")
    assert "会商过两次" in text(response)
    assert "吹哨到区平台</button>" in text(response)
    fresh = response.context["case"].version
    assert street.post(page(case, "whistle"), {**fields, "version": fresh}).status_code == 303


def test_an_old_page_of_a_case_that_moved_on_keeps_the_words_but_cannot_be_sent(town: Town):
    case = town.handled_by(3)
    street = town.client("street")
    actions.whistle(case, to=4, reason="先走一步", study="看过", by=town.hat("street"), at=MONDAY)
    response = street.post(page(case, "finish"), {"result": "我写了很久", "version": case.version})
    assert (response.status_code, rule(response)) == (409, "conflict")
    assert "我写了很久" in text(response)
    assert "<button" not in text(response).split("<form method")[-1]


def test_a_double_tap_does_it_once(town: Town):
    case = town.accepted()
    worker = town.client("worker")
    fields = {"version": case.version}
    statuses = [worker.post(page(case, "sign"), fields).status_code for _ in range(2)]
    assert statuses == [303, 409]
    assert case.events.filter(kind="sign").count() == 1


def test_two_at_the_same_moment_are_told_apart_by_the_database(town: Town, monkeypatch: pytest.MonkeyPatch):
    """The view read the case, then somebody else moved it: the action's compare-and-set finds out."""
    case = town.accepted()
    stale = Case.objects.with_faces().get(pk=case.pk)
    actions.sign(case, by=town.hat("worker"), at=MONDAY)
    reads = iter([stale])
    module = "cases.views.moves.case_or_404"
    monkeypatch.setattr(module, lambda number, hat: next(reads, Case.objects.with_faces().get(pk=case.pk)))
    response = town.client("worker").post(page(case, "sign"), {"version": stale.version})
    assert (response.status_code, rule(response)) == (409, "conflict")


def test_a_forged_form_is_refused_in_chinese(town: Town):
    case = town.accepted()
    client = Client(enforce_csrf_checks=True)
    client.force_login(town.people["worker"])
    response = client.post(page(case, "sign"))
    assert response.status_code == 403
    assert "请再提交一次" in text(response)


def _with_assistant(case: Case, town: Town) -> Case:
    case.assisting.create(organisation=town.units["finance"], why="COPIED", since_at=MONDAY)
    return case
