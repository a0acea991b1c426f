"""By when, and why that day: the clock that a case now waits for, said as a person would."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localtime

from cases.deadlines import BEING_HANDLED, REWORKS_BEFORE_CLIMBING, climbs_by_itself
from cases.models import Case
from cases.telling.moments import SOON, appointment_said, day_said, deadline_in_short, lasting
from cases.terms import TERMINAL, TOP, Kind, Level, Matter, State, Who
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
# Other clocks that run beside the handling one: what is due by their column, and what follows when it is not done.
BESIDE = {
    "report_in_by": ("报到", "到时没报到，记黄牌并督办。"),
    "decide_by": ("裁定异议", "到时没裁定，记黄牌；异议还是要裁定。"),
}
FOR_STAFF_ALONE = frozenset({"decide_by"})
UNDECIDED = {
    Matter.REFUSAL: "不予受理还没确认，受理时限照走。",
    Matter.DISPUTE: "派单异议还没裁定，时限照走。",
    Matter.EXTENSION: "延期还没批，期限先不变。",
    Matter.SUSPENSION: "挂账还没批，时限照走。",
    Matter.EXPLANATION: "解释结案还没批，回访照常。",
    Matter.REOPENING: "诉求人说问题又出现了，还没决定是否重新打开。",
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
    def for_staff(self) -> bool:
        return self.you == REPORTER

    @property
    def why(self) -> str:
        """What follows the moment: which limit it is, why it ends that day, what happens when it has passed."""
        return self.missed + self.limit + self.otherwise

    @property
    def missed(self) -> str:
        """What follows where it is no deadline of the work itself: 到时没报到，记黄牌并督办。"""
        return "".join(otherwise for what, otherwise in BESIDE.values() if what == self.what)

    @property
    def limit(self) -> str:
        """Which limit it is, and why it ends that day: which hours count. Where the day that matters is a later one,
        when the work itself has to be done.
        """
        case = self.case
        if self.what == "办好":
            return _handling_limit(case, self.at)
        if case.handle_by and case.state in BEING_HANDLED:
            return f"办好的期限是 {appointment_said(case.handle_by, self.at)}。{_handling_limit(case, self.at)}"
        return _limit(f"{self.what}时限", case.respond_from, case.respond_limit, case.respond_by)

    @property
    def otherwise(self) -> str:
        """What happens when the moment has passed, and what goes on meanwhile."""
        case = self.case
        if self.what == "办好" or (case.handle_by and case.state in BEING_HANDLED):
            said = _otherwise(case, self.at, for_staff=self.for_staff)
        else:
            said = AFTERWARDS.get(State(case.state), "").format(you=self.you)
        return said + _meanwhile(case, self.at, self.what, for_staff=self.for_staff)

    @property
    def sentence(self) -> str:
        if self.by is None:
            undecided = UNDECIDED.get(Matter(self.case.proposed), "") if self.case.proposed and self.for_staff else ""
            return _at_rest(self.case, self.at, self.you) + undecided
        late = f"，已超 {lasting(self.at - self.by)}" if self.is_late else ""
        return f"{self.opening} {self.when} 前{self.what}{late}。{self.why}"


def promise(case: Case, at: datetime, *, for_staff: bool = False, you: str = "您") -> Promise:
    """What the case promises at this moment: of the clocks that run, the one that ends first (签收 before 办好).

    `you`: what its reporter is called where another resident reads it.
    """
    running = _running(case, for_staff=for_staff)
    you = REPORTER if for_staff else you
    if not running:
        tone = "good" if case.state == State.CLOSED else ""
        return Promise(case, at, "", None, State(case.state).label, tone, you)
    what, by = min(running, key=lambda clock: clock[1])
    tone = "late" if by <= at else "soon" if by - at <= SOON else ""
    return Promise(case, at, what, by, deadline_in_short(by, at), tone, you)


def _running(case: Case, *, for_staff: bool) -> list[tuple[str, datetime]]:
    """What is due, and when. The handling clock first: where two end together it is the one that is named."""
    state = State(case.state)
    if state in TERMINAL or state == State.SUSPENDED:
        return []
    clocks = [("办好", case.handle_by)] if state in BEING_HANDLED or not case.respond_by else []
    if state in WAITS_FOR:
        clocks.append((WAITS_FOR[state], case.respond_by))
    if state in BEING_HANDLED:
        shown = BESIDE if for_staff else BESIDE.keys() - FOR_STAFF_ALONE
        clocks += [(BESIDE[column][0], getattr(case, column)) for column in shown]
    return [(what, by) for what, by in clocks if by]


def _meanwhile(case: Case, at: datetime, due: str, *, for_staff: bool) -> str:
    """What goes on while the clock runs, and what else is expected of the host."""
    said = ["正在会商，时限照走。"] if case.state == State.CONSULTING else []
    if for_staff and case.proposed and due != BESIDE["decide_by"][0]:
        said.append(UNDECIDED[Matter(case.proposed)])
    if for_staff and case.contact_by and case.state in BEING_HANDLED:
        said.append(f"最晚 {appointment_said(case.contact_by, at)} 前联系诉求人。")
    return "".join(said)


def _handling_limit(case: Case, at: datetime) -> str:
    if not case.handle_limit:
        return "这是区领导小组定下的完成日期。" if case.handle_by else ""
    name = "这次的时限" if case.rework_count else f"{Level(case.owner_level).label}时限"
    name = "延期" if _is_extended(case, at) else name
    return _limit(name, case.handle_from, case.handle_limit, case.handle_by)


def _is_extended(case: Case, at: datetime) -> bool:
    """An extension runs on from where the clock would have ended: until then it begins in the future, afterwards its
    row tells, on pages that have read the history along.
    """
    if case.handle_from and case.handle_from > at:
        return True
    history = case.events.all() if "events" in getattr(case, "_prefetched_objects_cache", {}) else ()
    return any(event.kind == Kind.EXTEND_APPROVE and event.handle_by_after == case.handle_by for event in history)


def _limit(name: str, start: datetime | None, limit: str, by: datetime | None) -> str:
    """The reason is told only where it leads to the promised moment: an old promise may rest on an older calendar."""
    if not (start and limit and by):
        return ""
    deadline = current_calendar().deadline(start, Limit.parse(limit))
    return f"{name} {deadline.reason}。" if deadline.at == by else f"{name} {deadline.limit.in_words}。"


def _otherwise(case: Case, at: datetime, *, for_staff: bool) -> str:
    """What happens when it is not done by then. Nothing is promised that the sweep does not do."""
    late = case.handle_by is not None and case.handle_by <= at
    if case.state == State.REWORK and case.rework_count >= REWORKS_BEFORE_CLIMBING:
        return _second_rework(case, for_staff=for_staff)
    if case.owner_level == TOP:
        return "已由区领导小组督办，直到办好。" if late else "到时没办好，由区领导小组督办、挂牌督办，直到办好。"
    if case.owner_level < Level.PLATFORM and case.category and not case.category.auto_whistle:
        return "已记为超期。" if late else "到时没办好，会记为超期。"
    climbing = _climbing(case, for_staff=for_staff)
    return f"系统正在自动{climbing}。" if late else f"到时没办好，系统会自动{climbing}。"


def _climbing(case: Case, *, for_staff: bool) -> str:
    """吹哨到区平台, 提报区领导小组; to residents in everyday words: 报给区平台."""
    how = "提报" if case.rung == Level.PLATFORM else "吹哨到"
    return (how if for_staff else "报给") + Level(min(case.rung + 1, TOP)).label


def _second_rework(case: Case, *, for_staff: bool) -> str:
    if climbs_by_itself(case.state, case.rework_count, case.owner_level):
        return f"两次都没办好，系统正在自动{_climbing(case, for_staff=for_staff)}。"
    return "两次都没办好，由领导小组组长决定谁来办。"


def _at_rest(case: Case, at: datetime, you: str) -> str:
    ended = appointment_said(case.closed_at, at) if case.closed_at else ""
    match State(case.state):
        case State.CLOSED:
            return f"{ended} 解释结案，仍计入不满意。" if case.explained else f"{ended} 结案。"
        case State.WITHDRAWN:
            return f"{you}{ended and f'在 {ended} '}撤回了这件事。"
        case State.SUSPENDED if case.review_on:
            day = day_said(case.review_on, localtime(at).date())
            return f"一时办不了，已挂账，{day}复核：到那天自动解挂，接着办。"
        case State.MERGED:
            return f"已并到另一件里，{ended} 一起了结。" if ended else "已并到另一件里，随它一起办、一起结案。"
        case State.REFUSED if ended:
            return f"{ended} 决定不予受理。"
    return f"这件事{State(case.state).label}。"
