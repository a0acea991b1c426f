"""Every guard of every row refuses by its own name: without the one thing that is wrong, the same step passes."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from decimal import Decimal

import pytest

from cases import actions
from cases.guards import GUARDS
from cases.models import Case, Event
from cases.notes import ROWS
from cases.rules import RULES
from cases.terms import Kind, Notice, Purpose, State, WhistleKind
from partyorg.hats import SYSTEM
from tests.cases.breaking import (
    CASE,
    HEAD,
    ONE_UP,
    TIME_IS_UP,
    Breach,
    Way,
    about_to,
    accepted_by_the_system,
    after,
    again_at,
    all_that_is_written,
    another,
    at,
    beside_another,
    but,
    called,
    category,
    causes_off_the_list,
    causes_on_the_list,
    disputed_by_who_rules,
    done,
    far_away,
    finance_beside_housing,
    finance_has_answered,
    joined_by_another,
    no_longer_safety,
    now_safety,
    now_the_communitys_duty,
    place,
    revisitor_was_there,
    said,
    taken_back,
    the_community_for_itself,
    unit,
    units,
    unlike,
    until,
    working,
)
from tests.cases.living.deeds import PICTURE
from tests.cases.reaching import LATER, PHONE, Scene, undone, walked_town
from tests.factories import MONDAY, Town
from worktime.limits import Limit, Unit

pytestmark = pytest.mark.enough_on("sqlite")

K, N, S = Kind, Notice, State

# Words that are wrong, or that a rule is about.
BLANK = " "
TODAY, FAR_OFF = MONDAY.date(), date(2027, 3, 1)
THREE_DAYS_ON, A_MONTH_ON = MONDAY + timedelta(days=3), MONDAY + timedelta(days=31)
UPSTAIRS = (actions.Represented("楼上"),)
BY_THE_DIRECTOR = {"by": "director", "whistle_kind": WhistleKind.BREAKTHROUGH}
NOBODY_ANSWERED = {"by": "revisitor", "solved": "", "at": THREE_DAYS_ON}

# Where several rules are tried.
REPORTED, AT_WORK, TOPPED = at(S.SUBMITTED, 1), at(S.HANDLING, 1), at(S.TOPPED, 5)
MATCHED = at(S.HANDLING, 1, K.MATCH_RESOURCE)
MET = at(S.CONSULTING, 3, N.MINUTES)
CALLED, SIGNED = at(S.HANDLING, 3, called), at(S.HANDLING, 3, called, K.SIGN)
HAS_COME = at(S.HANDLING, 3, called, K.SIGN, K.REPORT_IN)
DISPUTED, RULED = at(S.HANDLING, 3, called, K.DISPUTE), at(S.HANDLING, 3, called, K.DISPUTE, N.RULING)
FINANCE_ASSISTS = at(S.CONSULTING, 3, N.MINUTES, finance_beside_housing, K.SIGN)
FAILED_AGAIN = (K.REWORK_START, K.FINISH, K.CHECK_FAIL)
TEN_ADDED = [done(N.ADDED, words=f"第 {nth} 句", at=LATER) for nth in range(10)]
TRIED_TWICE = at(S.REVISIT, 1, N.UNREACHED, N.UNREACHED)
REFUSAL_ASKED, SUSPENSION_ASKED = at(S.SUBMITTED, 1, N.ASK_REFUSAL), at(S.HANDLING, 4, N.ASK_SUSPENSION)
MORE_TIME_ASKED = at(S.HANDLING, 1, K.EXTEND_REQUEST)
MORE_TIME_GRANTED = at(S.HANDLING, 1, K.EXTEND_REQUEST, K.EXTEND_APPROVE)
MORE_TIME_AT_THE_TOP = (K.EXTEND_REQUEST, done(K.EXTEND_APPROVE, by="second_leading"))
MORE_TIME_ASKED_AT_THE_TOP = again_at(S.DISPATCHED, 5, K.EXTEND_REQUEST)
GRANTED_ONCE_AT_THE_TOP = again_at(S.HANDLING, 5, *MORE_TIME_AT_THE_TOP)
GRANTED_TWICE_AT_THE_TOP = again_at(S.HANDLING, 5, *MORE_TIME_AT_THE_TOP * 2)

BREACHES = [
    # at the door
    but("category_and_urgency", K.ACCEPT, REPORTED, category=None),
    but("category_and_urgency", K.ACCEPT, REPORTED, urgency=""),
    but("grid_known", K.ACCEPT, REPORTED, place=place("community")),
    but("duplicates_checked", K.ACCEPT, beside_another, checked=False),
    but("emergency", K.EMERGENCY_DIRECT, REPORTED, by=SYSTEM),
    unlike("not_emergency", K.WITHDRAW, said(category="HAZARD"), said(category="LEAK")),
    unlike("not_emergency", K.WITHDRAW, said(purpose=Purpose.EMERGENCY), said()),
    unlike("not_emergency", N.ASK_REFUSAL, said(category="HAZARD"), said(category="LEAK")),
    until("not_emergency", K.REFUSE, said(N.ASK_REFUSAL, now_safety, category="LEAK"), no_longer_safety),
    unlike("not_represented", K.WITHDRAW, said(households=3), said(households=1)),
    unlike("not_represented", K.WITHDRAW, said(represented=UPSTAIRS), said()),
    unlike("not_represented", K.WITHDRAW, at(S.HANDLING, 1, joined_by_another), AT_WORK),
    but("legal_reason", N.ASK_REFUSAL, REPORTED, cause="没有时间"),
    but("legal_reason", N.ASK_REFUSAL, REPORTED, channel=BLANK),
    until("legal_reason", K.REFUSE, at(S.SUBMITTED, 1, N.ASK_REFUSAL, causes_off_the_list), causes_on_the_list),
    but("parent_open", K.MERGE, AT_WORK, parent=CASE),
    but("parent_open", K.MERGE, AT_WORK, parent=taken_back),
    but("parent_not_below", K.MERGE, at(S.HANDLING, 2), parent=another()),
    but("same_subject", K.MERGE, AT_WORK, parent=another(category="NOISE")),
    but("same_subject", K.MERGE, AT_WORK, parent=far_away),
    unlike("not_confidential", K.MERGE, said(confidential=True), said()),
    but("not_confidential", K.MERGE, AT_WORK, parent=another(confidential=True)),
    but("within_thirty_days", K.REOPEN, at(S.CLOSED, 1), at=A_MONTH_ON),
    but("within_thirty_days", N.ASK_REOPENING, at(S.CLOSED, 1), at=A_MONTH_ON),
    but("new_facts", K.REOPEN, at(S.CLOSED, 1), facts=BLANK),
    but("new_facts", N.ASK_REOPENING, at(S.CLOSED, 1), facts=BLANK),
    # what takes two people
    until("nothing_pending", N.ASK_REFUSAL, REFUSAL_ASKED, done(N.DECLINE, by="second_intake")),
    until("nothing_pending", N.ASK_SUSPENSION, MORE_TIME_ASKED, done(N.DECLINE, by=ONE_UP)),
    until("nothing_pending", N.ASK_EXPLANATION, at(S.REVISIT, 3, N.ASK_EXPLANATION), N.DECLINE),
    until("nothing_pending", N.ASK_REOPENING, at(S.CLOSED, 1, N.ASK_REOPENING), done(N.DECLINE, by="intake")),
    until("nothing_pending", K.DISPUTE, at(S.HANDLING, 3, called, K.EXTEND_REQUEST), N.DECLINE),
    until("nothing_pending", K.EXTEND_REQUEST, at(S.HANDLING, 1, N.ASK_SUSPENSION), N.DECLINE),
    until("something_pending", N.DECLINE, AT_WORK, N.ASK_SUSPENSION),
    until("asked_for", K.REFUSE, REPORTED, N.ASK_REFUSAL),
    until("asked_for", K.EXTEND_APPROVE, AT_WORK, K.EXTEND_REQUEST),
    until("asked_for", K.SUSPEND, AT_WORK, N.ASK_SUSPENSION),
    until("asked_for", K.SUSPEND, MORE_TIME_ASKED, done(N.DECLINE, by=ONE_UP), N.ASK_SUSPENSION),
    until("asked_for", K.CLOSE_EXPLAINED, at(S.REVISIT, 3), N.ASK_EXPLANATION),
    until("dispute_pending", N.RULING, CALLED, K.DISPUTE),
    until("ruled_first", K.WHISTLE, at(S.HANDLING, 3, called, K.DISPUTE, K.SIGN), N.RULING),
    until("ruled_first", K.CONSULT, DISPUTED, N.RULING),
    until("ruled_first", K.RAISE_TOP, at(S.HANDLING, 4, called, K.DISPUTE), N.RULING),
    but("second_officer", K.REFUSE, REFUSAL_ASKED, by="intake"),
    but("second_officer", K.EXTEND_APPROVE, MORE_TIME_ASKED_AT_THE_TOP, given={"by": "second_leading"}, by="leading"),
    but("second_officer", K.SUSPEND, SUSPENSION_ASKED, by="platform"),
    but("second_officer", K.CLOSE_EXPLAINED, at(S.REVISIT, 3, N.ASK_EXPLANATION), by=HEAD),
    but("second_officer", N.RULING, disputed_by_who_rules, given={"by": "street_secretary"}, by="street"),
    but("second_officer", N.DECLINE, SUSPENSION_ASKED, by="platform"),
    but("decider", N.DECLINE, MORE_TIME_ASKED, given={"by": ONE_UP}, by="intake"),
    unlike("disputed_once", K.DISPUTE, RULED, CALLED),
    but("within_a_day", K.DISPUTE, CALLED, at=THREE_DAYS_ON),
    but("legal_basis", K.DISPUTE, CALLED, reason=BLANK),
    but("legal_basis", K.DISPUTE, CALLED, basis=BLANK),
    but("before_expiry", K.EXTEND_REQUEST, AT_WORK, at=TIME_IS_UP),
    but("before_expiry", K.EXTEND_APPROVE, MORE_TIME_ASKED, at=TIME_IS_UP),
    unlike("extensions_left", K.EXTEND_REQUEST, MORE_TIME_GRANTED, AT_WORK),
    unlike("extensions_left", K.EXTEND_REQUEST, GRANTED_TWICE_AT_THE_TOP, GRANTED_ONCE_AT_THE_TOP),
    but("within_original_length", K.EXTEND_REQUEST, AT_WORK, limit=Limit(2, Unit.WORKING_DAY)),
    but("within_original_length", K.EXTEND_REQUEST, AT_WORK, limit=Limit(1, Unit.NATURAL_DAY)),
    but("listed_cause", N.ASK_SUSPENSION, AT_WORK, cause="没有时间"),
    until("listed_cause", K.SUSPEND, at(S.HANDLING, 1, N.ASK_SUSPENSION, causes_off_the_list), causes_on_the_list),
    but("plan_and_review_date", N.ASK_SUSPENSION, AT_WORK, statement=BLANK),
    but("plan_and_review_date", N.ASK_SUSPENSION, AT_WORK, plan=BLANK),
    but("plan_and_review_date", N.ASK_SUSPENSION, AT_WORK, review_on=TODAY),
    but("plan_and_review_date", N.ASK_SUSPENSION, AT_WORK, review_on=FAR_OFF),
    but("plan_and_review_date", K.SUSPEND, SUSPENSION_ASKED, at=A_MONTH_ON),
    unlike("leader_decides", K.REWORK_START, at(S.REWORK, 5, *FAILED_AGAIN), at(S.REWORK, 5)),
    # upwards
    unlike("not_climbing", K.REWORK_START, at(S.REWORK, 3, *FAILED_AGAIN), at(S.REWORK, 3)),
    unlike("not_climbing", K.DISPATCH, at(S.REWORK, 3, *FAILED_AGAIN), at(S.REWORK, 3)),
    until("resource_matched", K.WHISTLE, AT_WORK, K.MATCH_RESOURCE),
    until("grid_tried", K.WHISTLE, working(done(K.MATCH_RESOURCE, tried=""), category="LIGHTING"), K.MATCH_RESOURCE),
    but("study_note", K.WHISTLE, at(S.HANDLING, 3), study=BLANK),
    but("upwards", K.WHISTLE, MATCHED, to=1),
    but("next_rung", K.WHISTLE, MATCHED, to=4),
    but("next_rung", K.WHISTLE, at(S.HANDLING, 2), to=4),
    but("leaders_whistle", K.WHISTLE, at(S.HANDLING, 3), given=BY_THE_DIRECTOR, by="street"),
    but("leaders_whistle", K.DISPATCH, MET, given=BY_THE_DIRECTOR, by="street"),
    until("minutes_kept", K.DISPATCH, at(S.CONSULTING, 3), N.MINUTES),
    until("minutes_kept", K.WHISTLE, at(S.CONSULTING, 3), N.MINUTES),
    until("minutes_kept", K.RAISE_TOP, at(S.CONSULTING, 4), N.MINUTES),
    until("minutes_kept", K.SUSPEND, at(S.CONSULTING, 4, N.ASK_SUSPENSION), N.MINUTES),
    but("units_invited", K.CONSULT, at(S.HANDLING, 3), units=()),
    but("units_invited", K.CONSULT, at(S.HANDLING, 3), about=BLANK),
    but("units_invited", K.CONSULT, at(S.HANDLING, 3), meets_at=None),
    but("host_not_below", K.DISPATCH, MET, host=unit("community_unit")),
    until("host_not_below", K.DISPATCH, MET, now_the_communitys_duty, given={"host": unit("community_unit")}),
    but("host_not_below", K.TOP_DECIDE, TOPPED, host=unit("platform")),
    but("host_not_below", N.RULING, DISPUTED, host=unit("branch")),
    but("host_has_duty", K.DISPATCH, at(S.ACCEPTED, 1), host=unit("housing")),
    but("host_has_duty", K.DISPATCH, MET, host=unit("far_street_unit")),
    but("host_has_duty", K.TOP_DECIDE, TOPPED, host=unit("station")),
    but("host_has_duty", N.RULING, DISPUTED, host=unit("platform")),
    but("category_settled", K.DISPATCH, accepted_by_the_system, given={"category": category("LEAK")}, category=None),
    but("decision_complete", K.TOP_DECIDE, TOPPED, leader=BLANK),
    but("decision_complete", K.TOP_DECIDE, TOPPED, decision=BLANK),
    but("decision_complete", K.TOP_DECIDE, TOPPED, milestones=()),
    but("assistants_have_duty", K.DISPATCH, MET, assisting=units("branch")),
    but("assistants_have_duty", K.TOP_DECIDE, TOPPED, assisting=units("housing")),
    but("money_not_negative", K.TOP_DECIDE, TOPPED, money=Decimal(-1)),
    # at work, and afterwards
    but("reason_given", K.WHISTLE, at(S.HANDLING, 2), reason=BLANK),
    but("reason_given", K.SUPERVISE, AT_WORK, reason=BLANK),
    but("reason_given", K.RAISE_TOP, at(S.HANDLING, 4), reason=BLANK),
    but("reason_given", K.EXTEND_REQUEST, AT_WORK, reason=BLANK),
    but("reason_given", K.CHECK_FAIL, at(S.CHECKING, 1), reason=BLANK),
    but("reason_given", N.ASK_EXPLANATION, at(S.REVISIT, 3), reason=BLANK),
    but("reason_given", N.RULING, DISPUTED, reason=BLANK),
    but("reason_given", N.DECLINE, SUSPENSION_ASKED, reason=BLANK),
    but("reason_given", N.MINUTES, at(S.CONSULTING, 3), minutes=BLANK),
    but("reason_given", N.CONTACTED, AT_WORK, reason=BLANK),
    but("reason_given", N.ADDED, AT_WORK, words=BLANK),
    but("photos_left", N.ADDED, AT_WORK, photos=[PICTURE] * 7),
    unlike("not_too_often", N.ADDED, at(S.HANDLING, 1, *TEN_ADDED), at(S.HANDLING, 1, *TEN_ADDED[1:])),
    unlike("once_a_day", N.URGED, at(S.HANDLING, 1, N.URGED), AT_WORK),
    unlike("called_here", K.REPORT_IN, at(S.HANDLING, 3), SIGNED),
    unlike("called_here", K.REPORT_IN, HAS_COME, SIGNED),
    unlike("can_be_reached", N.CONTACTED, working(), working(phone=PHONE)),
    unlike("can_be_reached", N.CONTACTED, working(phone=PHONE, confidential=True), working(phone=PHONE)),
    but("time_person_place", K.REPORT_IN, SIGNED, arrived_at=None),
    but("time_person_place", K.REPORT_IN, SIGNED, person=BLANK),
    but("time_person_place", K.REPORT_IN, SIGNED, where=BLANK),
    but("result_given", K.FINISH, AT_WORK, result=BLANK),
    but("after_photo", K.FINISH, working(category="HOUSING"), given={"photos": [PICTURE]}, photos=()),
    but("mediated", K.FINISH, working(category="NEIGHBOURS"), given={"mediation": "SUCCEEDED"}, mediation=""),
    until("co_units_answered", K.FINISH, FINANCE_ASSISTS, finance_has_answered),
    but("not_the_handler", K.CHECK_PASS, at(S.CHECKING, 1), by="worker"),
    but("not_the_handler", K.CHECK_FAIL, at(S.CHECKING, 1), by="worker"),
    but("not_the_handler", K.REVISIT_OK, at(S.REVISIT, 2), by=the_community_for_itself),
    but("not_the_handler", K.REVISIT_BAD, at(S.REVISIT, 2), by=the_community_for_itself),
    but("not_the_handler", N.UNREACHED, revisitor_was_there, given={"by": "district_revisitor"}, by="revisitor"),
    but("on_site_or_photo", K.CHECK_PASS, at(S.CHECKING, 1), on_site=False),
    unlike("somebody_to_ask", N.UNREACHED, working(K.FINISH, K.CHECK_PASS, anonymous=True), at(S.REVISIT, 1)),
    but("good_answer", K.REVISIT_OK, at(S.REVISIT, 1), solved=""),
    until("good_answer", K.REVISIT_OK, TRIED_TWICE, done(N.UNREACHED, at=THREE_DAYS_ON), given=NOBODY_ANSWERED),
    but("bad_answer", K.REVISIT_BAD, at(S.REVISIT, 1), reason=BLANK),
    but("not_weaker", K.SUPERVISE, at(S.HANDLING, 1, K.SUPERVISE), kind="GENERAL"),
    but("not_weaker", K.SUPERVISE, AT_WORK, kind=""),
    until("something_to_rate", N.RATED, at(S.HANDLING, 2), K.FINISH),
    unlike("something_to_rate", N.RATED, at(S.CHECKING, 2, N.RATED), at(S.CHECKING, 2)),
]


@pytest.fixture
def town(db: None) -> Town:
    return walked_town()


def test_each_guard_refuses_by_its_own_name_what_passes_without_the_one_thing(town: Town) -> None:
    """Every case is brought once for all that is tried in it; all that fail are told together."""
    wrong: dict[str, str] = {}
    for way in dict.fromkeys(way for breach in BREACHES for way in (breach.brought, breach.passing)):
        with undone():
            scene = way(town)
            for breach in BREACHES:
                if way in (breach.brought, breach.passing):
                    with undone():
                        wrong |= tried(way, scene, breach)
    assert wrong == {}


def tried(way: Way, scene: Scene, breach: Breach) -> dict[str, str]:
    """Refused where it should be, then mended and taken: what is not so."""
    step, wrong = f"{breach.kind} {[*breach.wrong]} against {breach.rule}", {}
    if way is breach.brought and (answer := refusal(scene, breach)) != f"{breach.rule}: {RULES[breach.rule]}":
        wrong[step] = answer or "passes"
    if way is breach.passing and (answer := taken(after(scene, breach.mends), breach)):
        wrong[f"{step}, mended"] = answer
    return wrong


def refusal(scene: Scene, breach: Breach) -> str:
    """The rule and its sentence. A refused step has written nothing."""
    step = about_to(scene, breach.kind, breach.given | breach.wrong)
    before = all_that_is_written()
    answer = answered(step)
    return answer if all_that_is_written() == before else f"has left a trace. {answer}"


def taken(scene: Scene, breach: Breach) -> str:
    """Nothing to tell where the step has written its row."""
    step = about_to(scene, breach.kind, breach.given)
    rows = Event.objects.filter(case=scene.case, kind=breach.kind)
    before = rows.count()
    return answered(step) or ("" if rows.count() == before + 1 else "has written no row")


def answered(step: Callable[[], Case]) -> str:
    try:
        step()
    except actions.Refused as refused:
        return f"{refused.rule}: {refused}"
    return ""


def test_every_guard_of_every_row_has_its_breach() -> None:
    assert {breach.rule for breach in BREACHES} == set(GUARDS)
    guarded = {(kind, rule) for kind, row in ROWS.items() for rule in row.guards if rule in GUARDS}
    assert {(breach.kind, breach.rule) for breach in BREACHES} == guarded


@pytest.mark.parametrize("rule", GUARDS)
def test_each_sentence_is_chinese_and_has_nothing_left_to_fill_in(rule: str) -> None:
    assert re.search(r"[\u4e00-\u9fff]", RULES[rule])
    assert not re.search(r"[{}]", RULES[rule])
