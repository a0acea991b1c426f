"""Who hears what: for each step of a case, audiences and the words they read. Data; tests/notifications walks it.

A person who belongs to several audiences of one step hears the first sentence that reaches them, once. Nobody is told
of their own deed (notifications/audience.py). No sentence names a resident: staff read the matter and its number,
residents read which unit has it and until when.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from django.utils.timezone import localtime

from cases.terms import Kind, Level, Notice, State

TITLE_LENGTH = 14  # for residents: a text message of up to 70 characters is sent as one
RESULT_LENGTH = 60


class Audience(StrEnum):
    REPORTER = "诉求人"
    FOLLOWERS = "关注人"
    OWNER = "负责单位"
    HOST = "主办单位"
    BEFORE = "原负责单位"  # who owned and hosted until this step
    ASSISTING = "指定协办单位"
    COPIED = "抄送单位"  # by this step
    CHECKERS = "核查人"  # grid workers and guides of the place and of the community above it
    REVISITORS = "回访员"  # who revisit in the place, but for those of the host: nobody judges the own unit's work


RESIDENTS = frozenset({Audience.REPORTER, Audience.FOLLOWERS})


@dataclass(frozen=True, slots=True)
class Rule:
    """`words` may name: {title} {number} {owner} {host} {before} {state} {by_when} {in_time} {result}.

    `state`: only when the case is in it after the step; "" always.
    """

    audience: Audience
    words: str
    state: str = ""


A = Audience

RULES: dict[str, tuple[Rule, ...]] = {
    Kind.SUBMIT: (
        Rule(A.OWNER, "新诉求待受理：{title}（{number}）。{in_time}受理。"),
        Rule(A.REPORTER, "您反映的“{title}”已登记，由{owner}受理。"),
    ),
    Kind.WITHDRAW: (
        Rule(A.HOST, "诉求人已撤回：{title}（{number}），不用再办。"),
        Rule(A.OWNER, "诉求人已撤回：{title}（{number}），不用再办。"),
    ),
    Kind.ACCEPT: (Rule(A.REPORTER, "您反映的“{title}”已受理，{owner}负责，{by_when}。"),),
    Kind.EMERGENCY_DIRECT: (
        Rule(A.OWNER, "突发事件直报：{title}（{number}）。{in_time}签收处置。"),
        Rule(A.BEFORE, "突发事件已直报{owner}：{title}（{number}），请就近配合。"),
        Rule(A.REPORTER, "您反映的“{title}”属突发事件，已直送{owner}处置。"),
    ),
    Kind.DISPATCH: (Rule(A.HOST, "{owner}派单：{title}（{number}）。{in_time}签收。"),),
    Kind.SIGN: (Rule(A.OWNER, "{host}已签收：{title}（{number}）。"),),
    Kind.WHISTLE: (
        Rule(A.OWNER, "{before}吹哨：{title}（{number}）。{in_time}签收。"),
        Rule(A.COPIED, "{before}已吹哨到{owner}，抄送贵单位：{title}（{number}）。"),
        Rule(A.REPORTER, "您反映的“{title}”已吹哨到{owner}，{by_when}。"),
    ),
    Kind.AUTO_WHISTLE: (
        Rule(A.OWNER, "{before}未办好，系统自动吹哨：{title}（{number}）。{in_time}签收。"),
        Rule(A.BEFORE, "未按期办好，系统已自动吹哨到{owner}：{title}（{number}）。记黄牌，转协办。"),
        Rule(A.REPORTER, "您反映的“{title}”还没办好，系统已自动升到{owner}，{by_when}。"),
    ),
    Kind.RAISE_TOP: (
        Rule(A.OWNER, "{before}提报顶格协调：{title}（{number}）。{in_time}明确牵头领导。"),
        Rule(A.REPORTER, "您反映的“{title}”已提报{owner}顶格协调。"),
    ),
    Kind.AUTO_RAISE: (
        Rule(A.OWNER, "{before}未办好，系统自动提报顶格协调：{title}（{number}）。{in_time}明确牵头领导。"),
        Rule(A.BEFORE, "未按期办好，系统已自动提报{owner}：{title}（{number}）。记红牌，转协办。"),
        Rule(A.REPORTER, "您反映的“{title}”还没办好，系统已提报{owner}顶格协调。"),
    ),
    Kind.TOP_DECIDE: (
        Rule(A.HOST, "顶格协调决定由贵单位主办：{title}（{number}）。{in_time}签收。"),
        Rule(A.ASSISTING, "顶格协调决定由贵单位协办：{title}（{number}），主办{host}。"),
        Rule(A.REPORTER, "{owner}已决定：您反映的“{title}”由{host}主办，{by_when}。"),
    ),
    Kind.SUPERVISE: (
        Rule(A.HOST, "督办：{title}（{number}）。请尽快办理。"),
        Rule(A.OWNER, "督办：{title}（{number}）。请尽快办理。"),
    ),
    Kind.FINISH: (
        Rule(A.CHECKERS, "{host}已办结，待核查：{title}（{number}）。"),
        Rule(A.OWNER, "{host}已办结，待核查：{title}（{number}）。"),
    ),
    Kind.CHECK_PASS: (
        Rule(A.REVISITORS, "待回访：{title}（{number}）。{in_time}回访。"),
        Rule(A.HOST, "核查通过：{title}（{number}），待回访。"),
        Rule(A.REPORTER, "您反映的“{title}”已办好，核查通过。解决了吗？满意吗？请告诉我们。"),
    ),
    Kind.CHECK_FAIL: (
        Rule(A.HOST, "核查没有通过，请重办：{title}（{number}）。"),
        Rule(A.OWNER, "核查没有通过，已交{host}重办：{title}（{number}）。"),
    ),
    Kind.REVISIT_OK: (
        Rule(A.HOST, "诉求人满意，已结案：{title}（{number}）。"),
        Rule(A.OWNER, "诉求人满意，已结案：{title}（{number}）。"),
        Rule(A.REPORTER, "您反映的“{title}”已结案，谢谢您。"),
        Rule(A.FOLLOWERS, "您关注的“{title}”已办好：{result}"),
    ),
    Kind.REVISIT_BAD: (
        Rule(A.HOST, "诉求人说没办好，请重办：{title}（{number}）。"),
        Rule(A.OWNER, "诉求人说没办好，已交{host}重办：{title}（{number}）。"),
        Rule(A.REPORTER, "您说“{title}”没办好，已交{host}重办。"),
    ),
    Notice.OVERDUE: (
        Rule(A.CHECKERS, "核查已超期：{title}（{number}）。请尽快到现场核查。", State.CHECKING),
        Rule(A.REVISITORS, "回访已超期：{title}（{number}）。请尽快回访。", State.REVISIT),
        Rule(A.OWNER, "“{state}”已超期：{title}（{number}）。请尽快督促。"),
        Rule(A.HOST, "“{state}”已超期：{title}（{number}）。"),
    ),
    Notice.CO_ANSWER: (Rule(A.HOST, "协办单位已答复：{title}（{number}）。"),),
}

# The same steps when the system took them because a clock ran out.
BY_SYSTEM: dict[str, tuple[Rule, ...]] = {
    Kind.ACCEPT: (
        Rule(A.OWNER, "受理超期，系统已代为受理，记黄牌：{title}（{number}）。请尽快派单。"),
        Rule(A.COPIED, "{owner}受理超期，系统已代为受理，抄送贵单位：{title}（{number}）。"),
        Rule(A.REPORTER, "您反映的“{title}”已受理，{owner}负责，{by_when}。"),
    ),
    Kind.SIGN: (
        Rule(A.HOST, "签收超期，系统已代为签收，记黄牌：{title}（{number}）。{in_time}联系办理。"),
        Rule(A.OWNER, "{host}签收超期，系统已代为签收：{title}（{number}）。"),
    ),
}

# Steps of which the page tells and nobody needs a message.
SILENT = frozenset({Kind.MATCH_RESOURCE, Kind.REWORK_START, Notice.RECOMPUTED})


@lru_cache
def rules_for(kind: str, *, by_system: bool, state: str) -> tuple[Rule, ...]:
    rules = (BY_SYSTEM.get(kind) if by_system else None) or RULES.get(kind, ())
    return tuple(rule for rule in rules if rule.state in ("", state))


def by_when(moment: datetime | None) -> str:
    return f"最晚{_day_and_hour(moment)}办好" if moment else "正在办理"


def in_time(moment: datetime | None) -> str:
    return f"请在{_day_and_hour(moment)}前" if moment else "请尽快"


def short(text: str, *, most: int = TITLE_LENGTH) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def known_as(unit: str, level: int) -> str:
    """What residents call the unit: at the top two rungs a district has one, with a long official name."""
    return Level(level).label if level >= Level.PLATFORM else unit


@lru_cache(maxsize=1024)  # a batch has many cases with the same deadline
def _day_and_hour(moment: datetime) -> str:
    there = localtime(moment)
    return f"{there.month}月{there.day}日{there:%H:%M}"
