"""What the system does when a clock runs out (the table «At expiry»), or when something was said often, as data for
people to read.

The sweep does it in cases/actions/expiry.py; tests/cases/test_endings.py lets each clock run out there and holds every
row against what is then done.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from cases.actions.merging import OFTEN
from cases.deadlines import BEING_HANDLED, REMIND_AT, REWORKS_BEFORE_CLIMBING
from cases.duplicates import LATELY
from cases.models import Case
from cases.rulebook.lines import label_of, levels_said
from cases.terms import TOP, Clock, Kind, Level, Notice, State, Supervision
from cases.workflow import MOVES

K, N, S = Kind, Notice, State
BELOW_PLATFORM = frozenset({Level.GRID, Level.COMMUNITY, Level.STREET})
AT_PLATFORM = frozenset({Level.PLATFORM})
IN_THE_GRID = frozenset({Level.GRID})
FROM_STREET = frozenset(Level) - {Level.GRID, Level.COMMUNITY}
AT_THE_TOP = frozenset({TOP})

# Which cases only, where a row is not for all.
CALLED = "被叫来的部门、单位"
REACHABLE = "留了联系方式、没有匿名也没有要求保密的"
NO_AUTO_WHISTLE = "类别设为到时不自动吹哨的"

_MARKS = {field.name: field for field in Case._meta.fields}


@dataclass(frozen=True, slots=True)
class Ending:
    """`moment`: the column of a case that says when. `step`: the row that the system writes; None: it does nothing.

    `marks`: the flags of the case that it raises, beside those that are the step itself.
    """

    when: str
    moment: str
    clocks: tuple[Clock, ...]
    states: frozenset[State]
    step: Kind | Notice | None
    then: str
    marks: tuple[str, ...] = ()
    levels: Collection[int] = frozenset(Level)
    only: str = ""

    @property
    def levels_said(self) -> str:
        return levels_said(self.levels)

    @property
    def states_said(self) -> list[str]:
        return [str(state.label) for state in State if state in self.states]

    @property
    def step_said(self) -> str:
        return label_of(self.step) if self.step else ""

    @property
    def marks_said(self) -> list[str]:
        return [str(_MARKS[mark].verbose_name) for mark in self.marks]


ENDINGS: list[Ending] = [
    Ending(
        "到时没人受理", "respond_by", (Clock.ACCEPT,), frozenset({S.SUBMITTED}), K.ACCEPT,
        "自动受理，同时送到社区；处置时限照样从上报时起算。没有一件事没人管。", ("yellow_card",), IN_THE_GRID,
    ),
    Ending(
        "到时没签收", "respond_by", (Clock.SIGN,), frozenset({S.DISPATCHED}), K.SIGN,
        "自动签收，处置时限照走。", ("yellow_card",),
    ),
    Ending(
        "到时没签收", "respond_by", (Clock.SIGN,), frozenset({S.DISPATCHED}), K.SIGN,
        "自动签收，处置时限照走；列入督办。", ("yellow_card", "supervised"), FROM_STREET, CALLED,
    ),
    Ending(
        "到时没联系诉求人", "contact_by", (Clock.CONTACT,), BEING_HANDLED, N.OVERDUE,
        "记黄牌，还是要联系，时限照走。", ("yellow_card",), only=REACHABLE,
    ),
    Ending(
        "到时没定牵头领导", "respond_by", (Clock.SIGN,), frozenset({S.TOPPED}), K.SUPERVISE,
        "督办加重一级，案件留在区领导小组。", ("red_card",), AT_THE_TOP,
    ),
    Ending(
        f"处置时限过了 {REMIND_AT:.0%}", "remind_at", (Clock.HANDLE,), BEING_HANDLED, N.REMINDED,
        "提醒主办和负责单位，时限照走。",
    ),
    Ending(
        "到时没办好", "handle_by", (Clock.HANDLE,), BEING_HANDLED - {S.TOPPED}, K.AUTO_WHISTLE,
        "升一级；逾期的单位转为协办，并列入督办；签收、处置时限重新起算。",
        ("overdue", "yellow_card", "supervised"), BELOW_PLATFORM,
    ),
    Ending(
        "到时没办好", "handle_by", (Clock.HANDLE,), BEING_HANDLED - {S.TOPPED}, N.OVERDUE,
        "只记为超期，不升级。", ("overdue", "yellow_card"), BELOW_PLATFORM, NO_AUTO_WHISTLE,
    ),
    Ending(
        "到时没办好", "handle_by", (Clock.HANDLE,), BEING_HANDLED - {S.TOPPED}, K.AUTO_RAISE,
        "提报区领导小组顶格协调；逾期的单位转为协办，并列入督办；处置时限重新起算。",
        ("overdue", "red_card", "supervised"), AT_PLATFORM,
    ),
    Ending(
        "到时没办好", "handle_by", (Clock.HANDLE,), BEING_HANDLED, K.SUPERVISE,
        "督办逐级加重：一般督办、挂牌督办、约谈，隔一个工作日一次；不降级，不自动结案。",
        ("overdue", "red_card"), AT_THE_TOP,
    ),
    Ending(
        "约谈以后还没办好", "supervise_at", (), BEING_HANDLED, N.PRESSED,
        "每个工作日送区领导小组和主办单位一次，直到办好。", ("overdue", "red_card"), AT_THE_TOP,
    ),
    Ending(
        f"第 {REWORKS_BEFORE_CLIMBING} 次退回重办", "rework_count", (), frozenset({S.REWORK}), K.AUTO_WHISTLE,
        "不等到期，马上升一级，并列入挂牌督办。", ("overdue", "yellow_card", "supervised"), BELOW_PLATFORM,
    ),
    Ending(
        f"第 {REWORKS_BEFORE_CLIMBING} 次退回重办", "rework_count", (), frozenset({S.REWORK}), K.AUTO_RAISE,
        "不等到期，马上提报区领导小组，并列入挂牌督办。", ("overdue", "red_card", "supervised"), AT_PLATFORM,
    ),
    Ending(
        f"第 {REWORKS_BEFORE_CLIMBING} 次退回重办", "rework_count", (), frozenset({S.REWORK}), None,
        "已经到顶，由组长决定谁来办，等重新派单；处置时限照走。", (), AT_THE_TOP,
    ),
    Ending(
        "到时没报到", "report_in_by", (Clock.REPORT_IN, Clock.BREAKTHROUGH), BEING_HANDLED, K.SUPERVISE,
        "列入督办，处置时限照走。", ("yellow_card",), FROM_STREET,
    ),
    Ending(
        "到时没提派单异议", "", (Clock.DISPUTE,), frozenset({S.DISPATCHED}), None,
        "不能再提异议，请照派单办理。", (), FROM_STREET,
    ),
    Ending(
        "到时没裁定派单异议", "decide_by", (Clock.RULING,), BEING_HANDLED, N.OVERDUE,
        "给派单的单位记黄牌，异议仍等它裁定，时限照走。", ("yellow_card",), FROM_STREET,
    ),
    Ending(
        "复核日期到了", "review_on", (), frozenset({S.SUSPENDED}), K.RESUME,
        "自动解挂，剩下的时限接着走，督办加重一级。", ("supervised",),
    ),
    Ending(
        "到时没核查", "respond_by", (Clock.CHECK,), frozenset({S.CHECKING}), N.OVERDUE,
        "记为超期，仍等核查，不当作合格。", ("overdue", "yellow_card"),
    ),
    Ending(
        "到时没回访", "respond_by", (Clock.REVISIT,), frozenset({S.REVISIT}), N.OVERDUE,
        "记为超期，仍等回访，不当作满意结案。", ("overdue", "yellow_card"),
    ),
    Ending(
        f"{LATELY.days} 天里同一件事反映了 {OFTEN} 次", "", (), MOVES[K.SUPERVISE].sources, K.SUPERVISE,
        f"列入{Supervision.GENERAL.label}，时限照走。并进来的、本人再次反映的都算一次；受理、派单前满了的，派单时列入。",
        levels=MOVES[K.SUPERVISE].levels, only="还没有督办的",
    ),
]  # fmt: skip
