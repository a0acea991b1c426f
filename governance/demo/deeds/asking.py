"""What takes two people (提请): one asks, another decides."""

from __future__ import annotations

from cases import actions
from governance.demo.deeds.deed import (
    Deed,
    approver,
    deed,
    host,
    intake,
    leader,
    one_up,
    owner,
    reporter,
    second_intake,
)
from governance.demo.scene import Scene
from governance.demo.timeline import When
from partyorg.models import Organisation
from worktime.limits import Limit


def ask_refusal(when: When | float, cause: str, channel: str, reason: str = "") -> Deed:
    """`cause`: one on the list."""
    return deed(when, actions.ask_refusal, intake, cause=cause, channel=channel, reason=reason)


def refuse(when: When | float) -> Deed:
    return deed(when, actions.refuse, second_intake)


def dispute(when: When | float, reason: str, basis: str) -> Deed:
    return deed(when, actions.dispute, host, reason=reason, basis=basis)


def rule(when: When | float, reason: str, *, unit: str = "") -> Deed:
    """Without `unit` the host stays (维持派单), else it is this one (改派)."""

    def ruled_for(scene: Scene) -> Organisation | None:
        return scene.unit(unit) if unit else scene.case.host_org

    return deed(when, actions.rule_dispute, owner, host=ruled_for, reason=reason)


def ask_extension(when: When | float, limit: str, reason: str) -> Deed:
    """`limit`: as worktime reads it, in the unit of the original one."""
    return deed(when, actions.extend_request, host, limit=Limit.parse(limit), reason=reason)


def extend(when: When | float, answer: str = "") -> Deed:
    return deed(when, actions.extend_approve, one_up, answer=answer)


def ask_suspension(when: When | float, cause: str, statement: str, plan: str, *, review_in_days: int) -> Deed:
    """`cause`: one on the list."""
    return deed(
        when,
        actions.ask_suspension,
        host,
        cause=cause,
        statement=statement,
        plan=plan,
        review_on=lambda scene: scene.in_days(review_in_days),
    )


def suspend(when: When | float, answer: str = "") -> Deed:
    return deed(when, actions.suspend, approver, answer=answer)


def ask_explanation(when: When | float, reason: str) -> Deed:
    return deed(when, actions.ask_explanation, owner, reason=reason)


def close_explained(when: When | float) -> Deed:
    """By the street's secretary: the officer has asked."""
    return deed(when, actions.close_explained, leader)


def ask_reopening(when: When | float, facts: str) -> Deed:
    return deed(when, actions.ask_reopening, reporter, facts=facts)


def reopen(when: When | float, facts: str) -> Deed:
    return deed(when, actions.reopen, intake, facts=facts)
