"""What stands in the blanks of a line, and the facts that staff read beside it: the record of one event in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.utils.timezone import localdate, localtime

from cases.models import Event
from cases.telling.moments import day_said
from cases.telling.money import money_said
from cases.terms import (
    NOT_REPORTED_IN,
    Contact,
    Dissatisfaction,
    Level,
    Matter,
    Mediation,
    Satisfied,
    Solved,
    State,
    Supervision,
    Who,
)
from worktime.limits import Limit

WAITED_FOR = {State.CHECKING: "核查", State.REVISIT: "回访"}
NEXT_STEP = {
    State.SUBMITTED: "受理",
    State.DISPATCHED: "签收",
    State.TOPPED: "明确牵头领导",
    State.CHECKING: "核查",
    State.REVISIT: "回访",
}
PRESSED_FOR = {NOT_REPORTED_IN: "没有按时报到", "said_often": "三十天内说了 {times} 次"}
ALSO = {
    "report_in_by": "没有按时报到",
    "decide_by": "异议没有按时裁定",
    "contact_by": "没有按时联系诉求人",
    "remind_at": "时间已过八成",
}


@dataclass(frozen=True, slots=True)
class Blanks:
    """`line.words.format_map(Blanks(event, "您"))`. `you`: how the reporter is spoken to, or of."""

    event: Event
    you: str

    def __getitem__(self, name: str) -> str:
        return FILLINGS[name](self)

    def said(self, name: str) -> str:
        """What the record says as it stands; "" where it says nothing."""
        return str(self.event.data.get(name) or "")

    def day(self, name: str) -> str:
        said = self.said(name)
        return day_said(date.fromisoformat(said), localdate(self.event.at)) if said else ""

    def moment(self, moment: datetime | None) -> str:
        """No 今天 and no 明天: it is read on another day."""
        if moment is None:
            return ""
        return f"{day_said(localdate(moment), localdate(self.event.at))} {localtime(moment):%H:%M}"

    def called(self, name: str, called: str) -> str:
        return f"{called}：{self.said(name)}" if self.said(name) else ""

    @property
    def arrived_at(self) -> str:
        return self.moment(datetime.fromisoformat(self.said("arrived_at"))) if self.said("arrived_at") else ""


def facts(event: Event, names: str, you: str) -> list[str]:
    """What of the record staff read beside the note, in the order of the names."""
    blanks = Blanks(event, you)
    return [said for name in names.split() if (said := (RECORDED.get(name) or FILLINGS[name])(blanks))]


def _host(one: Blanks) -> str:
    return (one.event.host_org or one.event.owner_org).name


def _matched(one: Blanks) -> str:
    return f"匹配到资源：{one.said('resource')}" if one.said("resource") else "网格里没有匹配的资源"


def _asked(one: Blanks) -> str:
    return f"{one.you}评价：" if one.event.role == Who.REPORTER else "已回访：" if one.said("solved") else ""


def _answers(one: Blanks) -> str:
    if one.said("solved"):
        return "，".join(
            [Solved(one.said("solved")).label, *([Satisfied(said).label] if (said := one.said("satisfied")) else [])]
        )
    return "回访没联系上，核查合格" if one.said("unreached") else "匿名件，凭核查合格"


def _arrived(one: Blanks) -> str:
    place = f"到了{one.said('where')}" if one.said("where") else "视频报到"
    return f"{one.arrived_at} {place}" if one.arrived_at else ""


def _guests(one: Blanks) -> str:
    return "、".join(one.event.data.get("units") or []) or "有关单位"


def _meeting(one: Blanks) -> str:
    when = one.moment(datetime.fromisoformat(one.said("meets_at"))) if one.said("meets_at") else ""
    return " ".join(filter(None, [when, one.said("where")]))


def _pressed_for(one: Blanks) -> str:
    return PRESSED_FOR.get(one.said("why"), "").format(times=one.said("times"))


def _refused(one: Blanks) -> str:
    where_to = f"请找{one.said('channel')}" if one.said("channel") else ""
    return "。".join(filter(None, [one.said("cause"), where_to]))


def _put_off(one: Blanks) -> str:
    return "：".join(filter(None, [one.said("cause"), one.said("why")]))


def _rated(one: Blanks) -> str:
    deed = "吹哨" if one.said("of") == "WHISTLE" else "报到"
    return f"{one.said('unit')}的{deed}有了评价" if one.said("unit") else "双考核评价"


def _marks(one: Blanks) -> str:
    data = one.event.data
    if one.said("of") == "WHISTLE":
        return "该吹" if data.get("proper") else "不该吹（乱吹哨）"
    if one.said("of") != "RESPONSE":
        return ""
    return "，".join(
        [
            "及时" if data.get("on_time") else "不及时",
            "解决了" if data.get("solved") else "没解决",
            f"态度 {data.get('manner')} 分",
        ]
    )


def _leader(one: Blanks) -> str:
    if not one.said("leader"):
        return ""
    return f"牵头领导：{one.said('leader')}，资金 {money_said(Decimal(one.said('money') or 0))}"


def _longer(one: Blanks) -> str:
    return f"延长 {Limit.parse(one.said('limit')).in_words}" if one.said("limit") else ""


def _also(one: Blanks) -> str:
    return "、".join(ALSO[name] for name in one.event.data.get("also") or [] if name in ALSO)


FILLINGS: dict[str, Callable[[Blanks], str]] = {
    "owner": lambda one: one.event.owner_org.name,
    "host": _host,
    "unit": lambda one: one.said("unit"),
    "you": lambda one: one.you,
    "who": lambda one: one.you if one.event.role == Who.REPORTER else "受理的人",
    "from_level": lambda one: Level(one.event.from_level).label if one.event.from_level else "",
    "to_level": lambda one: Level(one.event.to_level).label,
    "why_climbed": lambda one: "重办两次还没办好" if one.said("reworks") else "到时没办好",
    "supervised": lambda one: Supervision(one.said("supervised")).label if one.said("supervised") else "督办",
    "matched": _matched,
    "how_checked": lambda one: "已到现场核查" if one.event.data.get("on_site") else "已看照片核查",
    "asked": _asked,
    "answers": _answers,
    "waited_for": lambda one: WAITED_FOR.get(State(one.event.to_state), "办好"),
    "next_step": lambda one: NEXT_STEP.get(State(one.event.to_state), "办好") if _is_response(one) else "办好",
    "next_by": lambda one: one.moment(one.event.respond_by_after if _is_response(one) else one.event.handle_by_after),
    "handle_by": lambda one: one.moment(one.event.handle_by_after),
    "parent": lambda one: one.said("parent"),
    "from": lambda one: one.said("from"),
    "ended": lambda one: State(one.said("ended")).label if one.said("ended") else State.CLOSED.label,
    "refused": _refused,
    "put_off": _put_off,
    "why": lambda one: one.said("why"),
    "review_on": lambda one: one.day("review_on"),
    "arrived": _arrived,
    "guests": _guests,
    "mediated": lambda one: f"调解{Mediation(one.said('mediation')).label}" if one.said("mediation") else "",
    "rated": _rated,
    "how": lambda one: Contact(one.said("how")).label if one.said("how") else "",
    "told_above": lambda one: f"已经超期，也告诉了{one.said('unit')}" if one.said("unit") else "",
    "matter": lambda one: Matter(one.said("matter")).label if one.said("matter") else "提请",
}

# Where staff read the fact with its name, or read what the reporter does not.
RECORDED: dict[str, Callable[[Blanks], str]] = {
    "child": lambda one: one.said("child"),
    "patrol": lambda one: f"巡查 {one.said('patrol')}" if one.said("patrol") else "",
    "cause": lambda one: one.called("cause", "理由"),
    "channel": lambda one: one.called("channel", "该找"),
    "basis": lambda one: one.called("basis", "依据"),
    "study": lambda one: one.called("study", "研判"),
    "plan": lambda one: one.called("plan", "计划"),
    "why": lambda one: one.called("why", "申请时说"),
    "person": lambda one: one.called("person", "来的人"),
    "video": lambda one: one.called("video", "视频"),
    "in_time": lambda one: "晚了" if one.event.data.get("on_time") is False else "",
    "review_on": lambda one: f"{one.day('review_on')}复核" if one.day("review_on") else "",
    "due_on": lambda one: f"{one.day('due_on')}前要有结果" if one.day("due_on") else "",
    "supervised": lambda one: f"已列入{FILLINGS['supervised'](one)}" if one.said("supervised") else "",
    "pressed_for": _pressed_for,
    "meeting": _meeting,
    "longer": _longer,
    "leader": _leader,
    "assisting": lambda one: f"协办：{'、'.join(units)}" if (units := one.event.data.get("assisting")) else "",
    "marks": _marks,
    "also": _also,
    "lapsed": lambda one: f"提请的{Matter(one.said('lapsed')).label}没等到决定，已失效" if one.said("lapsed") else "",
    "dissatisfied_with": lambda one: (
        f"不满意的是{Dissatisfaction(one.said('dissatisfaction')).label}" if one.said("dissatisfaction") else ""
    ),
}


def _is_response(one: Blanks) -> bool:
    """Of a clock set anew: whether it is the one that is answered first that moved."""
    event = one.event
    return event.respond_by_after is not None and event.respond_by_before != event.respond_by_after
