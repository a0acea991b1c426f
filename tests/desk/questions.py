"""Each matter that takes two people, asked in the small district: the case as it then is."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from cases import actions
from cases.models import Case
from cases.terms import Matter
from partyorg.hats import Hat
from tests.factories import MONDAY, Town
from worktime.limits import Limit

WHY = "要写给人看的理由"


def asked(town: Town, matter: Matter) -> Case:
    return ASKED[matter](town)


def to_the_housing_bureau(town: Town, *, assisting: Sequence[str] = ()) -> Case:
    """Owned by the platform, dispatched to the housing bureau after a meeting, not signed yet."""
    case = town.handled_by(4)
    about: dict[str, Any] = {"about": "谁来修", "meets_at": MONDAY, "where": "区平台"}
    by = town.hat("platform")
    case = actions.consult(case, units=[town.units["housing"]], **about, by=by, at=MONDAY)
    case = actions.keep_minutes(case, minutes="住建局牵头", by=by, at=MONDAY)
    beside = [town.units[name] for name in assisting]
    return actions.dispatch(case, host=town.units["housing"], assisting=beside, by=by, at=MONDAY)


def checked(town: Town) -> Case:
    """Done by the street, found in order, to be revisited."""
    case = actions.finish(town.handled_by(3), result="答复了", by=town.hat("street"), at=MONDAY)
    return actions.check_pass(case, on_site=True, by=town.hat("guide"), at=MONDAY)


def closed(town: Town) -> Case:
    case = checked(town)
    return actions.revisit(case, solved="YES", satisfied="YES", by=Hat(reporter_of=case.pk), at=MONDAY)


def _refusal(town: Town) -> Case:
    why = {"cause": "属于信访事项", "channel": "信访部门", "reason": WHY}
    return actions.ask_refusal(town.reported("邻居欠我钱"), **why, by=town.hat("intake"), at=MONDAY)


def _dispute(town: Town) -> Case:
    by = town.hat("housing")
    return actions.dispute(to_the_housing_bureau(town), reason=WHY, basis="三定方案第三条", by=by, at=MONDAY)


def _extension(town: Town) -> Case:
    limit, by = Limit.parse("2wd"), town.hat("street")
    return actions.extend_request(town.handled_by(3), limit=limit, reason=WHY, by=by, at=MONDAY)


def _suspension(town: Town) -> Case:
    return actions.ask_suspension(
        town.handled_by(4), cause="资金尚未落实", statement=WHY, plan="报明年预算", review_on=date(2027, 1, 15),
        by=town.hat("platform"), at=MONDAY,
    )  # fmt: skip


def _explanation(town: Town) -> Case:
    return actions.ask_explanation(checked(town), reason=WHY, by=town.hat("street"), at=MONDAY)


def _reopening(town: Town) -> Case:
    case = closed(town)
    return actions.ask_reopening(case, facts=WHY, by=Hat(reporter_of=case.pk), at=MONDAY)


ASKED: dict[Matter, Callable[[Town], Case]] = {
    Matter.REFUSAL: _refusal,
    Matter.DISPUTE: _dispute,
    Matter.EXTENSION: _extension,
    Matter.SUSPENSION: _suspension,
    Matter.EXPLANATION: _explanation,
    Matter.REOPENING: _reopening,
}
