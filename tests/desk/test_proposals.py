"""提请 at the desk: one asks, another sees the question on the case and says yes or no."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine

from cases import actions
from cases.models import Case
from cases.terms import Notice
from partyorg.hats import Hat
from tests.desk.conftest import message, move, page, rule, text
from tests.factories import MONDAY, Town

REFUSAL = {"cause": "属于信访事项", "channel": "", "reason": "已在信访程序里"}
SUSPENSION = {
    "cause": "资金尚未落实",
    "statement": "换管要 35 万元，年内没有预算。",
    "plan": "报明年预算，先装临时泵。",
    "review_on": "2027-01-15",
}


def housing_hosts(town: Town, **said: Any) -> Case:
    """Owned by the platform, hosted by the housing department, not signed."""
    case = town.handled_by(4, **said)
    Case.objects.filter(pk=case.pk).update(state="rework")
    case.refresh_from_db()
    return actions.dispatch(case, host=town.units["housing"], by=town.hat("platform"), at=MONDAY)


def test_a_refusal_takes_two_officers(town: Town):
    case = town.reported("邻居欠我钱")
    first, second = town.client("intake"), town.client("second_intake")
    move(first, case, "ask_refusal", **REFUSAL)
    assert (case.proposed, case.state) == ("REFUSAL", "submitted")
    assert "等另一名受理员确认" in message(first)
    assert rule(first.post(page(case, "refuse"))) == "second_officer"
    shown = text(second.get(page(case, "refuse")))
    for words in ["属于信访事项", "信访部门", "已在信访程序里", "吴受理"]:
        assert words in shown
    move(second, case, "refuse")
    assert (case.state, case.proposed) == ("refused", "")


def test_the_channel_of_the_list_may_be_written_anew(town: Town):
    case = town.reported("邻居欠我钱")
    move(town.client("intake"), case, "ask_refusal", **{**REFUSAL, "channel": "区信访局 12345"})
    assert case.proposals.get().detail == {"cause": "属于信访事项", "channel": "区信访局 12345"}


def test_where_the_list_knows_no_channel_one_has_to_be_named(town: Town):
    case = town.reported("邻居欠我钱")
    cause = {"cause": "超出政府职责范围", "reason": "要看这一句还在"}
    response = town.client("intake").post(page(case, "ask_refusal"), cause)
    assert response.status_code == 422
    assert 'id="id_channel_error">请写明诉求人该找哪里' in text(response)
    assert "要看这一句还在</textarea>" in text(response)


def test_an_extension_says_until_when_before_it_is_asked_for_and_granted(town: Town):
    case = town.handled_by(3)
    street, platform = town.client("street"), town.client("platform")
    form = text(street.get(page(case, "extend_request")))
    assert "5 个工作日：到 11月30日（周一）17:30" in form
    assert "6 个工作日" not in form
    move(street, case, "extend_request", amount=5, reason="等配件")
    assert case.handle_by is not None
    before = case.handle_by
    granting = text(platform.get(page(case, "extend_approve")))
    assert "延长 5 个工作日" in granting
    assert "11月30日（周一）17:30" in granting
    move(platform, case, "extend_approve", answer="抓紧")
    assert case.handle_by == before + timedelta(days=7)


def test_a_suspension_is_asked_for_approved_and_taken_off_again(town: Town):
    case = town.handled_by(4)
    platform, second = town.client("platform"), town.client("second_platform")
    move(platform, case, "ask_suspension", **SUSPENSION)
    shown = text(second.get(page(case, "suspend")))
    for words in ["资金尚未落实", "年内没有预算", "先装临时泵", "2027年1月15日"]:
        assert words in shown
    move(second, case, "suspend")
    assert (case.state, str(case.review_on)) == ("suspended", "2027-01-15")
    assert "剩下的" in text(platform.get(page(case, "resume")))
    move(platform, case, "resume", reason="钱到了")
    assert case.state == "handling"


def test_an_explanation_is_approved_by_a_second_person(town: Town):
    case = town.handled_by(3)
    move(town.client("street"), case, "finish", result="答复了")
    move(town.client("guide"), case, "check_pass", on_site="on")
    move(town.client("street"), case, "ask_explanation", reason="要求占用绿地，条例第二十七条不许")
    move(town.client("director"), case, "close_explained")
    assert (case.state, case.explained, case.satisfied) == ("closed", True, "NO")


def test_what_a_department_did_the_leading_group_approves_as_explained(town: Town):
    """The platform called it: above the department is the platform, but above the platform that explains is another."""
    case = housing_hosts(town)
    move(town.client("housing"), case, "sign")
    move(town.client("housing"), case, "finish", result="答复了")
    move(town.client("guide"), case, "check_pass", on_site="on")
    move(town.client("platform"), case, "ask_explanation", reason="要求占用绿地，条例不许")
    answer = town.client("platform").post(page(case, "close_explained"))
    assert (answer.status_code, rule(answer)) == (409, "second_officer")
    assert "close_explained" in text(town.client("leading").get(page(case)))
    move(town.client("leading"), case, "close_explained")
    assert (case.state, case.explained) == ("closed", True)


def test_a_dispute_is_ruled_on_and_the_ruling_may_name_another_host(town: Town):
    case = housing_hosts(town)
    handle_by = case.handle_by
    move(town.client("housing"), case, "dispute", reason="是水务的管", basis="三定方案第三条")
    platform = town.client("platform")
    assert "维持派单，由区住建局办" in text(platform.get(page(case, "ruling")))
    move(platform, case, "ruling", ruling="MOVED", host=town.units["finance"].pk, reason="确属财政")
    assert (case.host_org, case.state, case.handle_by) == (town.units["finance"], "dispatched", handle_by)
    assert "已裁定：改派给区财政局" in message(platform)


def test_upheld_the_host_stays_and_may_not_dispute_again(town: Town):
    case = housing_hosts(town)
    move(town.client("housing"), case, "dispute", reason="是水务的管", basis="三定方案第三条")
    move(town.client("platform"), case, "ruling", ruling="UPHELD", reason="就是住建的")
    assert case.host_org == town.units["housing"]
    again = town.client("housing").post(page(case, "dispute"), {"reason": "还是不归我", "basis": "同上"})
    assert (again.status_code, rule(again)) == (409, "disputed_once")
    assert "还是不归我" in text(again)


def test_a_ruling_that_contradicts_itself_is_sent_back_to_its_fields(town: Town):
    case = housing_hosts(town)
    move(town.client("housing"), case, "dispute", reason="是水务的管", basis="三定方案第三条")
    platform = town.client("platform")
    nobody = platform.post(page(case, "ruling"), {"ruling": "MOVED", "reason": "改派"})
    assert 'id="id_host_error">改派给谁？请选一个单位。' in text(nobody)
    both = platform.post(page(case, "ruling"), {"ruling": "UPHELD", "host": town.units["finance"].pk, "reason": "?"})
    assert 'id="id_host_error">维持派单的，这里不用选单位。' in text(both)
    assert [nobody.status_code, both.status_code] == [422, 422]


def test_a_closed_case_is_opened_again(town: Town):
    case = closed(town)
    intake = town.client("intake")
    assert intake.post(page(case, "reopen"), {"facts": " "}).status_code == 422
    move(intake, case, "reopen", facts="又漏了")
    assert (case.state, case.repeat) == ("accepted", True)


def test_what_the_reporter_says_stands_in_the_form_already(town: Town):
    case = closed(town)
    actions.ask_reopening(case, facts="昨天又漏了一地", by=reporter(case), at=MONDAY)
    form = text(town.client("intake").get(page(case, "reopen")))
    assert "昨天又漏了一地</textarea>" in form


def test_after_thirty_days_it_is_reported_anew(town: Town, monday: time_machine.Traveller):
    case = closed(town)
    monday.move_to(MONDAY + timedelta(days=31))
    response = town.client("intake").get(page(case, "reopen"))
    assert (response.status_code, rule(response)) == (409, "within_thirty_days")


def asked(town: Town, matter: str) -> tuple[Case, str]:
    """A case with this question pending, and who may decide it."""
    if matter == "REFUSAL":
        case = town.reported("邻居欠我钱")
        said = {key: value for key, value in REFUSAL.items() if key != "channel"}
        case = actions.ask_refusal(case, **said, channel="信访部门", by=town.hat("intake"), at=MONDAY)
        return case, "second_intake"
    if matter == "EXTENSION":
        limit = actions.asking.Limit.parse("2wd")
        case = actions.extend_request(town.handled_by(3), limit=limit, reason="等", by=town.hat("street"), at=MONDAY)
        return case, "platform"
    raise AssertionError(matter)


@pytest.mark.parametrize("matter", ["REFUSAL", "EXTENSION"])
def test_whoever_could_grant_it_may_decline_it(town: Town, matter: str):
    case, who = asked(town, matter)
    client = town.client(who)
    assert client.post(page(case, "decline"), {"reason": ""}).status_code == 422
    state = case.state
    move(client, case, "decline", reason="理由不够")
    assert (case.state, case.proposed) == (state, "")
    assert case.events.get(kind=Notice.DECLINE).note == "理由不够"


def reporter(case: Case) -> Hat:
    return Hat(reporter_of=case.pk)


def closed(town: Town) -> Case:
    case = actions.finish(town.handling(), result="修好了", by=town.hat("worker"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    return actions.revisit(case, solved="YES", satisfied="YES", by=town.hat("revisitor"), at=MONDAY)
