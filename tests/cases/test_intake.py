"""Coming in: into the right hands, numbered, once."""

from datetime import timedelta
from uuid import uuid4

import pytest

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from cases.terms import Urgency
from partyorg.actions import appoint
from partyorg.hats import RESIDENT, Hat, hat_of
from partyorg.models import Organisation
from tests.factories import LONG_AGO, MONDAY, PASSWORD, Town


def test_a_report_is_the_grid_branchs_from_its_first_second(town: Town) -> None:
    case = town.reported()
    assert (case.state, case.owner_level, case.owner_org) == ("submitted", 1, town.units["branch"])
    assert case.first_receiver == town.units["branch"]
    assert case.respond_by == MONDAY + timedelta(hours=2)


def test_numbers_count_up_within_a_district_and_a_day(town: Town) -> None:
    numbers = [town.reported().number, town.reported().number, town.reported(at=MONDAY + timedelta(days=1)).number]
    assert numbers == ["370203-20261116-000001", "370203-20261116-000002", "370203-20261117-000001"]


def test_tracking_codes_are_all_different(town: Town) -> None:
    codes = {town.reported().tracking_code for _ in range(20)}
    assert len(codes) == 20
    assert all(len(code) == 14 for code in codes)


def test_the_same_key_twice_is_one_case(town: Town) -> None:
    key = uuid4()
    assert town.reported(key=key) == town.reported(key=key)
    assert Case.objects.count() == 1


def test_without_a_grid_it_waits_in_the_communitys_intake(town: Town) -> None:
    case = town.reported(place=town.places["community"])
    assert (case.owner_level, case.owner_org) == (1, town.units["community_unit"])
    leak = Category.objects.get(code="LEAK")
    with pytest.raises(actions.Refused) as refusal:
        actions.accept(case, category=leak, urgency=Urgency.NORMAL, place=case.place, by=town.hat("intake"), at=MONDAY)
    assert refusal.value.rule == "grid_known"
    case = actions.accept(
        case, category=leak, urgency=Urgency.NORMAL, place=town.grid, by=town.hat("intake"), at=MONDAY
    )
    assert (case.owner_org, case.first_receiver) == (town.units["branch"], town.units["community_unit"])


def test_a_grid_without_a_branch_is_answered_for_by_its_community(town: Town) -> None:
    Organisation.objects.filter(pk=town.units["branch"].pk).update(kind="TEAM")
    case = town.reported()
    assert (case.owner_level, case.owner_org) == (1, town.units["community_unit"])


def test_the_handling_clock_counts_from_the_report_not_from_the_acceptance(town: Town) -> None:
    late = MONDAY + timedelta(hours=1)
    case = actions.accept(
        town.reported(), category=Category.objects.get(code="LEAK"), urgency=Urgency.NORMAL, place=town.grid,
        by=town.hat("secretary"), at=late,
    )  # fmt: skip
    assert (case.state, case.handle_from, case.handle_limit) == ("accepted", MONDAY, "1wd")


def test_an_emergency_goes_straight_to_the_street(town: Town) -> None:
    case = town.reported("楼道冒烟", category=Category.objects.get(code="EMERGENCY"))
    assert (case.state, case.owner_level, case.owner_org) == ("dispatched", 3, town.units["street_unit"])
    assert (case.urgency, case.emergency_direct, case.handle_limit) == ("CRITICAL", True, "2h")
    assert [event.kind for event in case.events.all()] == ["submit", "emergency_direct"]


def test_the_command_centre_may_take_an_emergency_by_hand(town: Town) -> None:
    case = actions.emergency_direct(town.reported("有人晕倒"), by=town.hat("street"), at=MONDAY)
    assert (case.owner_level, case.state) == (3, "dispatched")
    with pytest.raises(actions.Refused):
        actions.emergency_direct(town.reported(), by=town.hat("far_street"), at=MONDAY)


def test_an_anonymous_report_keeps_nothing_of_the_person(town: Town) -> None:
    said = actions.Report(words="油烟", place=town.grid, name="张三", phone="13800000001", anonymous=True)
    case = actions.report(said, by=Hat(person=town.people["worker"]), at=MONDAY)
    assert (case.reporter, case.reporter_name, case.reporter_phone, case.reporter_phone_hash) == (None, "", "", "")
    assert case.events.get().by is None


def test_only_the_reporter_withdraws_and_not_an_emergency(town: Town) -> None:
    case = town.handling()
    with pytest.raises(actions.Refused):
        actions.withdraw(case, by=town.hat("secretary"), at=MONDAY)
    assert actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY).state == "withdrawn"
    burning = town.reported("着火", category=Category.objects.get(code="EMERGENCY"))
    with pytest.raises(actions.Refused) as refusal:
        actions.withdraw(burning, by=Hat(reporter_of=burning.pk), at=MONDAY)
    assert refusal.value.rule == "not_emergency"


def test_a_place_nobody_answers_for_is_said_plainly(town: Town) -> None:
    Organisation.objects.filter(kind__in=["GRID_BRANCH", "COMMUNITY_COMMITTEE", "STREET_COMMITTEE"]).update(kind="TEAM")
    Organisation.objects.filter(kind__in=["PLATFORM", "LEADING_GROUP"]).update(kind="TEAM")
    with pytest.raises(actions.Refused, match="没有登记负责单位"):
        actions.report(actions.Report(words="漏水", place=town.grid), by=RESIDENT, at=MONDAY)
    assert not Case.objects.exists()


def test_what_turns_out_to_be_an_emergency_is_not_kept_in_the_grid(town: Town) -> None:
    case = actions.accept(
        town.reported("有人落水"), category=Category.objects.get(code="EMERGENCY"), urgency=Urgency.NORMAL,
        place=town.grid, host=town.units["branch"], by=town.hat("secretary"), at=MONDAY,
    )  # fmt: skip
    assert (case.owner_level, case.state, case.urgency) == (3, "dispatched", "CRITICAL")
    event = case.events.get(kind="emergency_direct")
    assert event.by == town.people["secretary"]


def test_an_anonymous_emergency_can_be_closed_by_the_platforms_revisit_officer(town: Town) -> None:
    case = town.reported("楼道冒烟", category=Category.objects.get(code="EMERGENCY"), anonymous=True)
    case = actions.sign(case, by=town.hat("street"), at=MONDAY)
    case = actions.finish(case, result="已扑灭", by=town.hat("street"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    officer = User.objects.create_user("district_revisitor", PASSWORD, name="区回访")
    appoint(
        officer, role="REVISIT_OFFICER", organisation=town.units["platform"], from_date=LONG_AGO, by=None, at=MONDAY
    )
    kinds = {move.kind for move in actions.moves_for(case, town.hat("revisitor"), at=MONDAY)}
    assert not kinds & {"revisit_ok", "revisit_bad", "unreached"}  # of the host's own unit
    case = actions.revisit(case, solved="", satisfied="", by=hat_of(officer, MONDAY), at=MONDAY)
    assert case.state == "closed"


def test_what_concerns_other_households_is_not_taken_back_by_one(town: Town) -> None:
    case = town.reported(households=36)
    with pytest.raises(actions.Refused) as refusal:
        actions.withdraw(case, by=Hat(reporter_of=case.pk), at=MONDAY)
    assert refusal.value.rule == "not_represented"
