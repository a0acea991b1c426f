"""核查 and 回访: by somebody else than the handler; not solved goes back to work, one rung kept."""

from datetime import timedelta
from typing import Any

import pytest

from cases import actions
from cases.models import Case, Category
from partyorg.actions import appoint
from partyorg.hats import Hat
from partyorg.kinds import Role
from tests.factories import LONG_AGO, MONDAY, Town
from worktime.limits import Limit


def finished(town: Town, **said: Any) -> Case:
    return actions.finish(town.handling(**said), result="已修好", by=town.hat("worker"), at=MONDAY)


def checked(town: Town, **said: Any) -> Case:
    return actions.check_pass(finished(town, **said), on_site=True, by=town.hat("next_worker"), at=MONDAY)


def reporter(case: Case) -> Hat:
    return Hat(reporter_of=case.pk)


def answer(case: Case, solved: str, satisfied: str, reason: str = "", by: Hat | None = None) -> Case:
    return actions.revisit(case, solved=solved, satisfied=satisfied, reason=reason, by=by or reporter(case), at=MONDAY)


def test_who_handled_it_may_not_check_it(town: Town) -> None:
    case = finished(town)
    with pytest.raises(actions.Refused) as refusal:
        actions.check_pass(case, on_site=True, by=town.hat("worker"), at=MONDAY)
    assert refusal.value.rule == "not_the_handler"
    assert "check_pass" not in [move.kind for move in actions.moves_for(case, town.hat("worker"), at=MONDAY)]
    assert "check_pass" in [move.kind for move in actions.moves_for(case, town.hat("guide"), at=MONDAY)]


def test_a_check_is_on_site_or_by_photo(town: Town) -> None:
    with pytest.raises(actions.Refused) as refusal:
        actions.check_pass(finished(town), on_site=False, by=town.hat("guide"), at=MONDAY)
    assert refusal.value.rule == "on_site_or_photo"


@pytest.mark.parametrize("satisfied", ["YES", "MOSTLY"])
def test_solved_and_satisfied_closes(town: Town, satisfied: str) -> None:
    case = answer(checked(town), "YES", satisfied)
    assert (case.state, case.solved, case.satisfied, case.closed_at) == ("closed", "YES", satisfied, MONDAY)
    assert case.due_at is None


@pytest.mark.parametrize(("solved", "satisfied"), [("NO", "NO"), ("PARTLY", "MOSTLY"), ("YES", "NO")])
def test_anything_less_is_done_again_at_the_same_level_with_half_the_time(
    town: Town, solved: str, satisfied: str
) -> None:
    case = answer(checked(town), solved, satisfied, "还在漏")
    assert (case.state, case.owner_level, case.rework_count, case.handle_limit) == ("rework", 1, 1, "1wd")
    assert case.host_org == town.units["branch"]


def test_a_bad_answer_needs_its_reason(town: Town) -> None:
    with pytest.raises(actions.Refused) as refusal:
        answer(checked(town), "NO", "NO")
    assert refusal.value.rule == "bad_answer"


def test_a_revisit_officer_may_ask_in_the_reporters_place_but_not_the_host(town: Town) -> None:
    case = checked(town)
    with pytest.raises(actions.Refused) as refusal:
        answer(case, "YES", "YES", by=town.hat("worker"))
    assert refusal.value.rule == "not_yours"
    assert answer(case, "YES", "YES", by=town.hat("revisitor")).state == "closed"


def test_an_anonymous_case_closes_on_the_check_alone(town: Town) -> None:
    case = checked(town, anonymous=True)
    assert answer(case, "", "", by=town.hat("revisitor")).state == "closed"


def test_another_reporters_code_opens_nothing(town: Town) -> None:
    case, other = checked(town), town.reported()
    with pytest.raises(actions.Refused) as refusal:
        answer(case, "YES", "YES", by=reporter(other))
    assert refusal.value.rule == "not_yours"


def test_closing_is_possible_only_from_revisit(town: Town) -> None:
    for case in [town.reported(), town.accepted(), town.handling(), finished(town)]:
        with pytest.raises(actions.Refused):
            answer(case, "YES", "YES")


def test_who_handled_their_own_report_may_not_judge_it(town: Town) -> None:
    case = actions.finish(town.handled_by(2), result="已修好", by=town.hat("community"), at=MONDAY)
    case = actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)
    own = Hat(person=town.people["community"], reporter_of=case.pk)
    with pytest.raises(actions.Refused) as refusal:
        answer(case, "YES", "YES", by=own)
    assert refusal.value.rule == "not_the_handler"


def test_a_case_in_the_communitys_own_intake_can_be_checked_by_its_grids(town: Town) -> None:
    case = town.reported(place=town.places["community"])
    actions.sweep(at=MONDAY + timedelta(hours=3))
    case = Case.objects.with_faces().get(pk=case.pk)
    leak = Category.objects.get(code="LEAK")
    with pytest.raises(actions.Refused) as refusal:
        actions.dispatch(case, host=town.units["community_unit"], by=town.hat("community"), at=MONDAY)
    assert refusal.value.rule == "category_settled"
    case = actions.dispatch(case, host=town.units["community_unit"], category=leak, by=town.hat("community"), at=MONDAY)
    case = actions.sign(case, by=town.hat("community"), at=MONDAY)
    case = actions.finish(case, result="好了", by=town.hat("community"), at=MONDAY)
    assert case in Case.objects.visible_to(town.hat("next_worker"))
    assert actions.check_pass(case, on_site=True, by=town.hat("next_worker"), at=MONDAY).state == "revisit"


def test_a_revisit_officer_of_the_host_neither_signs_nor_finishes(town: Town) -> None:
    case = town.handled_by(3)
    with pytest.raises(actions.Refused) as refusal:
        actions.finish(case, result="好了", by=town.hat("revisitor"), at=MONDAY)
    assert refusal.value.rule == "not_yours"


def test_at_the_top_a_second_rework_is_supervised_and_waits_for_a_new_dispatch(town: Town) -> None:
    case = actions.raise_top(town.handled_by(4), reason="难", by=town.hat("platform"), at=MONDAY)
    Case.objects.filter(pk=case.pk).update(state="checking", host_org=town.units["housing"], rework_count=1)
    case = Case.objects.with_faces().get(pk=case.pk)
    case = actions.check_fail(case, reason="还漏", by=town.hat("next_worker"), at=MONDAY)
    assert (case.state, case.owner_level, case.rework_count, case.supervised) == ("rework", 5, 2, "LISTED")
    with pytest.raises(actions.Refused) as refusal:
        actions.rework_start(case, by=town.hat("housing"), at=MONDAY)
    assert refusal.value.rule == "leader_decides"


@pytest.mark.parametrize("deed", ["contacted", "extend_request", "co_answer"])
def test_whoever_called_asked_for_time_or_assisted_has_had_it_in_hands_too(town: Town, deed: str) -> None:
    """Signed and finished by the branch secretary; the grid worker did no more than this."""
    case, worker = town.accepted(phone="13800010001"), town.hat("worker")
    case = actions.sign(case, by=town.hat("secretary"), at=MONDAY)
    if deed == "contacted":
        case = actions.contacted(case, how="VISIT", reason="上门看过", by=worker, at=MONDAY)
    elif deed == "extend_request":
        case = actions.extend_request(case, limit=Limit.parse("1wd"), reason="等料", by=worker, at=MONDAY)
    else:
        appoint(
            town.people["worker"], role=Role.UNIT_OFFICER, organisation=town.units["property"], from_date=LONG_AGO,
            by=None, at=MONDAY,
        )  # fmt: skip
        case.assisting.create(organisation=town.units["property"], why="NAMED", since_at=MONDAY)
        case = actions.co_answer(case, answer="已配合", by=town.hat("worker"), at=MONDAY)
    case = actions.finish(case, result="修好了", by=town.hat("secretary"), at=MONDAY)
    with pytest.raises(actions.Refused) as refusal:
        actions.check_pass(case, on_site=True, by=town.hat("worker"), at=MONDAY)
    assert refusal.value.rule == "not_the_handler"
