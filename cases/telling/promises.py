"""By when, and why that day: the clock that a case now waits for, said as a person would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from cases.models import Case
from cases.telling.moments import SOON, appointment_said, day_said, deadline_in_short, lasting
from cases.terms import TERMINAL, TOP, Level, State, Who
from worktime.current import current_calendar
from worktime.limits import Limit

REPORTER = Who.REPORTER.value
WAITS_FOR = {
    State.SUBMITTED: "受理",
    State.DISPATCHED: "签收",
    State.TOPPED: "明确牵头领导",
    State.CHECKING: "核查",
    State.REVISIT: "回访",
}
AFTERWARDS = {
    State.SUBMITTED: "到时没人受理，系统会自动受理。",
    State.CHECKING: "由没有经手的网格员或引导员核查，合格了再请{you}评价。",
    State.REVISIT: "解决没解决，{you}说了算。",
}


@dataclass(frozen=True)
class Promise:
    """The next deadline of a case. `by`: the moment, None when nothing is pending; `what` is due then (办好, 签收 …).

    `chip`: in a word or two. `tone`: late, soon, good or "". `you`: how the reporter is spoken to, or of.
    `sentence`: in full, with the reason and what follows.
    """

    case: Case
    at: datetime
    what: str
    by: datetime | None
    chip: str
    tone: str
    you: str = "您"

    @property
    def is_late(self) -> bool:
        return self.by is not None and self.by <= self.at

    @property
    def when(self) -> str:
        """今天（11月25日 周三）17:30"""
        return appointment_said(self.by, self.at) if self.by else ""

    @property
    def opening(self) -> str:
        """The first half of the sentence, up to the moment itself, which a page may set in bold."""
        return "应在" if self.is_late else "最晚"

    @property
    def why(self) -> str:
        """What follows the moment: which limit it is, why it ends that day, what happens when it has passed."""
        case = self.case
        if self.what == "办好":
            return _handling(case, self.at)
        if case.handle_by and case.state in (State.DISPATCHED, State.TOPPED):  # the day that matters is the later one
            return f"办好的期限是 {appointment_said(case.handle_by, self.at)}。{_handling(case, self.at)}"
        said = _limit(f"{self.what}时限", case.respond_from, case.respond_limit, case.respond_by)
        return said + AFTERWARDS.get(State(case.state), "").format(you=self.you)

    @property
    def sentence(self) -> str:
        if self.by is None:
            return _at_rest(self.case, self.at, self.you)
        late = f"，已超 {lasting(self.at - self.by)}" if self.is_late else ""
        return f"{self.opening} {self.when} 前{self.what}{late}。{self.why}"


def promise(case: Case, at: datetime, *, for_staff: bool = False) -> Promise:
    """What the case promises at this moment. A clock that answers first (签收) comes before the handling clock."""
    what, by = _pending(case)
    you = REPORTER if for_staff else "您"
    if by is None:
        tone = "good" if case.state == State.CLOSED else ""
        return Promise(case, at, "", None, State(case.state).label, tone, you)
    tone = "late" if by <= at else "soon" if by - at <= SOON else ""
    return Promise(case, at, what, by, deadline_in_short(by, at), tone, you)


def _pending(case: Case) -> tuple[str, datetime | None]:
    state = State(case.state)
    if state in TERMINAL or state == State.SUSPENDED:
        return "", None
    if state in WAITS_FOR and case.respond_by and not _handling_ends_first(case):
        return WAITS_FOR[state], case.respond_by
    return "办好", case.handle_by


def _handling_ends_first(case: Case) -> bool:
    return (
        case.state in (State.DISPATCHED, State.TOPPED)
        and case.handle_by is not None
        and case.respond_by is not None
        and case.handle_by <= case.respond_by
    )


def _handling(case: Case, at: datetime) -> str:
    if not case.handle_limit:
        limit = "这是区领导小组定下的完成日期。" if case.handle_by else ""
    else:
        name = "这次的时限" if case.rework_count else f"{Level(case.owner_level).label}时限"
        limit = _limit(name, case.handle_from, case.handle_limit, case.handle_by)
    return limit + _otherwise(case, late=case.handle_by is not None and case.handle_by <= at)


def _limit(name: str, start: datetime | None, limit: str, by: datetime | None) -> str:
    """The reason is told only where it leads to the promised moment: an old promise may rest on an older calendar."""
    if not (start and limit and by):
        return ""
    deadline = current_calendar().deadline(start, Limit.parse(limit))
    return f"{name} {deadline.reason}。" if deadline.at == by else f"{name} {deadline.limit.in_words}。"


def _otherwise(case: Case, *, late: bool) -> str:
    """What happens when it is not done by then. Nothing is promised that the sweep does not do."""
    if case.owner_level == TOP:
        return "已由区领导小组督办，直到办好。" if late else "到时没办好，由区领导小组督办、挂牌督办，直到办好。"
    if case.owner_level < Level.PLATFORM and case.category and not case.category.auto_whistle:
        return "已记为超期。" if late else "到时没办好，会记为超期。"
    rung = max(case.owner_level, case.owner_org.rung or 0)  # a community that stands in for a grid is whistled past
    deed, above = "提报" if rung == Level.PLATFORM else "吹哨到", Level(min(rung + 1, TOP)).label
    return f"系统正在自动{deed}{above}。" if late else f"到时没办好，系统会自动{deed}{above}。"


def _at_rest(case: Case, at: datetime, you: str) -> str:
    ended = appointment_said(case.closed_at, at) if case.closed_at else ""
    if case.state == State.CLOSED:
        return f"{ended} 结案。"
    if case.state == State.WITHDRAWN:
        return f"{you}{ended and f'在 {ended} '}撤回了这件事。"
    if case.state == State.SUSPENDED and case.review_on:
        return f"一时办不了，已挂账，{day_said(case.review_on, localtime(at).date())}复核。"
    return f"这件事{State(case.state).label}。"
