"""Checked on the spot, then judged by the resident, who may not be reached."""

from cases import actions
from cases.terms import Dissatisfaction, Satisfied, Solved
from governance.demo.deeds.deed import Deed, deed, guide, reporter, revisit_officer
from governance.demo.timeline import When


def check(when: When | float) -> Deed:
    return deed(when, actions.check_pass, guide, on_site=True, note="到现场看过，办好了")


def check_fails(when: When | float, reason: str) -> Deed:
    return deed(when, actions.check_fail, guide, reason=reason)


def content(when: When | float, *, satisfied: Satisfied = Satisfied.YES, asked: bool = False) -> Deed:
    """The resident says that it is solved, by the tracking page or to a revisit officer (`asked`)."""
    who = revisit_officer if asked else reporter
    return deed(when, actions.revisit, who, solved=Solved.YES, satisfied=satisfied)


def not_content(when: When | float, reason: str, *, solved: Solved = Solved.NO) -> Deed:
    said = {"solved": solved, "satisfied": Satisfied.NO, "dissatisfaction": Dissatisfaction.RESULT}
    return deed(when, actions.revisit, reporter, **said, reason=reason)


def closed_on_the_check(when: When | float) -> Deed:
    """An anonymous case has nobody to ask."""
    return deed(when, actions.revisit, revisit_officer, solved="", satisfied="")


def unreached(when: When | float, how: str) -> Deed:
    return deed(when, actions.unreached, revisit_officer, how=how)


def close_unreached(when: When | float, reason: str) -> Deed:
    return deed(when, actions.revisit, revisit_officer, solved="", satisfied="", reason=reason)
