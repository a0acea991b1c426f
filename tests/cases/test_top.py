"""提报 and 顶格协调: the top rung decides who does it, never a rung below."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases import actions
from cases.models import Case
from tests.factories import MONDAY, Town


def topped(town: Town) -> Case:
    return actions.raise_top(town.handled_by(4), reason="多部门协调不下", by=town.hat("platform"), at=MONDAY)


def decide(town: Town, case: Case, **changes: Any) -> Case:
    decision: dict[str, Any] = {
        "leader": "张副区长",
        "decision": "由住建局牵头大修，财政安排资金",
        "money": Decimal("2600000"),
        "host": town.units["housing"],
        "assisting": [town.units["finance"]],
        "milestones": [("方案", date(2026, 11, 30)), ("竣工", date(2027, 1, 29))],
    } | changes
    return actions.top_decide(case, by=town.hat("leading"), at=MONDAY, **decision)


def test_the_platform_raises_to_the_leading_group(town: Town) -> None:
    case = topped(town)
    assert (case.owner_level, case.state, case.owner_org) == (5, "topped", town.units["leading_group"])
    assert (case.respond_limit, case.handle_limit) == ("1wd", "15wd")


def test_a_street_may_not_raise(town: Town) -> None:
    with pytest.raises(actions.Refused) as refusal:
        actions.raise_top(town.handled_by(3), reason="难", by=town.hat("street"), at=MONDAY)
    assert refusal.value.rule == "not_this_level"


def test_the_decision_names_the_host_and_the_last_milestone_is_the_deadline(town: Town) -> None:
    case = decide(town, topped(town))
    assert (case.state, case.owner_level, case.host_org) == ("dispatched", 5, town.units["housing"])
    assert case.handle_by is not None
    assert case.handle_by.astimezone(MONDAY.tzinfo).isoformat() == "2027-01-29T17:30:00+08:00"
    record = case.top_decisions.get()
    assert (record.leader, record.money, record.milestones.count()) == ("张副区长", Decimal("2600000"), 2)
    assert case.assisting.filter(organisation=town.units["finance"], why="NAMED").exists()


@pytest.mark.parametrize("unit", ["street_unit", "community_unit", "branch", "platform"])
def test_no_lower_rung_may_be_made_host(town: Town, unit: str) -> None:
    with pytest.raises(actions.Refused) as refusal:
        decide(town, topped(town), host=town.units[unit])
    assert refusal.value.rule == "host_not_below"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"leader": " "}, "decision_complete"),
        ({"milestones": []}, "decision_complete"),
        ({"money": Decimal(-1)}, "money_not_negative"),
        ({"assisting": ["branch"]}, "assistants_have_duty"),
    ],
)
def test_an_incomplete_decision_is_refused(town: Town, change: dict[str, Any], rule: str) -> None:
    if "assisting" in change:
        change = {"assisting": [town.units[name] for name in change["assisting"]]}
    with pytest.raises(actions.Refused) as refusal:
        decide(town, topped(town), **change)
    assert refusal.value.rule == rule


def test_the_host_finishes_only_when_the_named_units_have_answered(town: Town) -> None:
    case = actions.sign(decide(town, topped(town)), by=town.hat("housing"), at=MONDAY)
    with pytest.raises(actions.Refused) as refusal:
        actions.finish(case, result="已竣工", by=town.hat("housing"), at=MONDAY)
    assert refusal.value.rule == "co_units_answered"
    case = actions.co_answer(case, answer="资金已拨付", by=town.hat("finance"), at=MONDAY)
    assert actions.finish(case, result="已竣工", by=town.hat("housing"), at=MONDAY).state == "checking"
