"""What stands where a rule's words name a placeholder: the step's own facts, as its reader may know them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cases.terms import Kind, Matter, Satisfied, State, Supervision
from notifications.audience import Listeners
from notifications.happenings import Happening
from notifications.phrases import (
    PLAN_LENGTH,
    REASON_LENGTH,
    RESULT_LENGTH,
    by_when,
    day,
    day_and_hour,
    in_time,
    known_as,
    short,
)
from notifications.terms import RESIDENTS, Audience, Rule
from worktime.limits import Limit

# What people beside the reporter read of a matter that is nobody else's business.
WITHHELD = {
    "title": "有关事项",
    "result": "详情不公开",
    "reason": "详情不公开",
    "cause": "不便公开的原因",
    "plan": "已有计划",
}
WHY_SUPERVISED = {"not_reported_in": "没有按时报到", "said_often": "三十天内多次反映"}


@dataclass(frozen=True, slots=True)
class Blanks:
    """The blanks of one sentence, filled in as they are asked for: `rule.words.format_map(Blanks(…))`."""

    happening: Happening
    listeners: Listeners
    audience: Audience

    def __getitem__(self, name: str) -> str:
        return WITHHELD[name] if name in self._withheld else FILLINGS[name](self)

    @property
    def _withheld(self) -> frozenset[str]:
        """A sensitive matter is named in no text to a resident, nor what came of it: others may read the screen of a
        phone, and of a case that ended with another it is the other's.
        """
        one = self.happening
        if self.audience in BESIDE_THE_REPORTER and (one.sensitive or one.confidential):
            return frozenset(WITHHELD)
        to_the_reporter = one.sensitive and self.audience == Audience.REPORTER
        return frozenset({"title", "result", "reason"}) if to_the_reporter else frozenset()

    @property
    def to_resident(self) -> bool:
        return self.audience in RESIDENTS

    def said(self, name: str) -> str:
        return str(self.listeners.said(self.happening).data.get(name) or "")

    def unit(self, unit_id: int | None) -> str:
        return self.listeners.name(unit_id)


BESIDE_THE_REPORTER = RESIDENTS - {Audience.REPORTER}


def filled_in(rule: Rule, happening: Happening, listeners: Listeners) -> str:
    return rule.words.format_map(Blanks(happening, listeners, rule.audience))


def _title(one: Blanks) -> str:
    """Who follows what is reported near by knows what kind of thing it is, and none of the reporter's words."""
    if one.audience == Audience.FOLLOWERS:
        return one.happening.category or WITHHELD["title"]
    return short(one.happening.title) if one.to_resident else one.happening.title


def _owner(one: Blanks) -> str:
    name = one.unit(one.happening.owner_id)
    return known_as(name, one.happening.level) if one.to_resident else name


def _result(one: Blanks) -> str:
    ended = one.said("ended")  # of a case that ended with another which came to no result of its own
    return short(one.listeners.outcome(one.happening), most=RESULT_LENGTH) or (State(ended).label if ended else "")


def _answer(one: Blanks) -> str:
    if satisfied := one.said("satisfied"):
        return f"诉求人{Satisfied(satisfied).label}"
    return "多次回访没联系上诉求人" if one.said("unreached") else "匿名反映，核查通过"


def _cause(one: Blanks) -> str:
    if one.happening.kind == Kind.SUPERVISE:
        return WHY_SUPERVISED.get(one.said("why"), "到期没有办好")
    return one.said("cause")


def _reason(one: Blanks) -> str:
    """Of what was granted: why it was asked for."""
    return _clause(one.said("why") or one.listeners.said(one.happening).note, most=REASON_LENGTH)


WAITED_FOR = {"ruling": "异议裁定", "contact": "联系诉求人"}  # where it is not what the state itself waits for


def _clock(one: Blanks) -> str:
    return WAITED_FOR.get(one.said("waited_for")) or str(State(one.happening.state).label)


def _report_in(one: Blanks) -> str:
    moment = one.listeners.said(one.happening).report_in_by
    return f"，{day_and_hour(moment)}前报到" if moment else ""


def _meeting(one: Blanks) -> str:
    meets_at = one.said("meets_at")
    return f"{day_and_hour(datetime.fromisoformat(meets_at))}，{one.said('where')}" if meets_at else ""


def _label(choices: type[Matter] | type[Supervision], value: str) -> str:
    return str(choices(value).label) if value else ""


def _day(value: str) -> str:
    return day(date.fromisoformat(value)) if value else ""


def _clause(words: str, *, most: int) -> str:
    """Somebody's words inside a sentence of ours, which has its own full stop."""
    return short(words.strip().rstrip("。.！!；;"), most=most)


FILLINGS: dict[str, Callable[[Blanks], str]] = {
    "title": _title,
    "number": lambda one: one.happening.number,
    "owner": _owner,
    "host": lambda one: one.unit(one.happening.host_id),
    "before": lambda one: one.unit(one.happening.before_owner_id),
    "state": lambda one: State(one.happening.state).label,
    "by_when": lambda one: by_when(one.happening.handle_by),
    "in_time": lambda one: in_time(one.happening.respond_by),
    "result": _result,
    "answer": _answer,
    "cause": _cause,
    "channel": lambda one: _clause(one.said("channel"), most=PLAN_LENGTH),
    "reason": _reason,
    "longer": lambda one: Limit.parse(one.said("limit")).in_words if one.said("limit") else "",
    "plan": lambda one: _clause(one.said("plan"), most=PLAN_LENGTH),
    "review_on": lambda one: _day(one.said("review_on")),
    "supervised": lambda one: _label(Supervision, one.said("supervised")),
    "due_on": lambda one: f"请在{_day(one.said('due_on'))}前" if one.said("due_on") else "请尽快",
    "clock": _clock,
    "report_in": _report_in,
    "rule_by": lambda one: in_time(one.listeners.said(one.happening).decide_by),
    "meeting": _meeting,
    "parent": lambda one: one.said("parent"),
    "child": lambda one: one.said("child"),
    "times": lambda one: one.said("times"),
    "matter": lambda one: _label(Matter, one.said("matter")),
}
