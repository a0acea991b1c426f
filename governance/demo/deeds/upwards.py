"""Upwards: whistled, raised to the leading group, decided there."""

from decimal import Decimal

from cases import actions
from cases.terms import Level, WhistleKind
from governance.demo.deeds.deed import Deed, deed, leader, owner
from governance.demo.timeline import When


def whistle(when: When | float, to: Level, reason: str, study: str = "", *, kind: str = "") -> Deed:
    """攻坚克难哨 is blown by the street's secretary."""
    who = leader if kind == WhistleKind.BREAKTHROUGH else owner
    return deed(when, actions.whistle, who, to=to, reason=reason, study=study, whistle_kind=kind)


def raise_top(when: When | float, reason: str) -> Deed:
    return deed(when, actions.raise_top, owner, reason=reason)


def decide(
    when: When | float,
    decision: str,
    *,
    host: str,
    assisting: str = "",
    money: int = 0,
    milestones: list[tuple[str, int]],
) -> Deed:
    """`assisting`: units by name. `milestones`: what, and in how many days it is due."""
    return deed(
        when,
        actions.top_decide,
        owner,
        leader="示例：分管副区长",
        decision=decision,
        money=Decimal(money),
        host=lambda scene: scene.unit(host),
        assisting=lambda scene: [scene.unit(name) for name in assisting.split()],
        milestones=lambda scene: [(what, scene.in_days(days)) for what, days in milestones],
    )
