"""What the words of a rule may name: {title}, {number} …; what each means, and what it looks like."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from cases.terms import Kind, Notice
from notifications.terms import Key

K, N = Kind, Notice
BRACED = re.compile(r"\{([^{}]*)\}")


class Placeholder(NamedTuple):
    """`kinds`: the steps in which there is something to put there; none named: in every step."""

    meaning: str
    example: str
    kinds: frozenset[str] = frozenset()


def _at(*kinds: str) -> frozenset[str]:
    return frozenset(map(str, kinds))


# The example of a title is the longest that residents are told.
PLACEHOLDERS: dict[str, Placeholder] = {
    "title": Placeholder("事项", "地下室东墙渗水，墙皮洇湿一片"),
    "number": Placeholder("案件编号", "370203-20261116-000123"),
    "owner": Placeholder("负责单位", "太平镇社区第1网格党支部"),
    "host": Placeholder("主办单位", "镇江路街道综合执法队"),
    "before": Placeholder("这一步之前的负责单位", "太平镇社区党委"),
    "state": Placeholder("案件现在的状态", "处置中"),
    "by_when": Placeholder("最晚何时办好；没有时限时是“正在办理”", "最晚11月17日17:30办好"),
    "in_time": Placeholder("最晚何时回应；没有时限时是“请尽快”", "请在11月16日11:00前"),
    "result": Placeholder(
        "办理结果", "漏水的管道已更换，墙面已重新粉刷", _at(K.REVISIT_OK, K.CLOSE_EXPLAINED, N.CLOSED_WITH_PARENT)
    ),
    "answer": Placeholder("回访的结果", "诉求人满意", _at(K.REVISIT_OK)),
    "cause": Placeholder(
        "不予受理、挂账或督办的原因",
        "已进入诉讼程序",
        _at(N.ASK_REFUSAL, K.REFUSE, N.ASK_SUSPENSION, K.SUSPEND, K.SUPERVISE),
    ),
    "channel": Placeholder("该找的渠道", "人民法院", _at(N.ASK_REFUSAL, K.REFUSE)),
    "reason": Placeholder(
        "办事的人写的理由",
        "管材周五才到货",
        _at(K.DISPUTE, N.RULING, K.EXTEND_REQUEST, K.EXTEND_APPROVE, K.CLOSE_EXPLAINED, N.DECLINE),
    ),
    "longer": Placeholder("申请延长多久", "3 个工作日", _at(K.EXTEND_REQUEST, K.EXTEND_APPROVE)),
    "plan": Placeholder("挂账期间的计划", "列入明年改造计划", _at(N.ASK_SUSPENSION, K.SUSPEND)),
    "review_on": Placeholder("复核日期", "12月31日", _at(N.ASK_SUSPENSION, K.SUSPEND)),
    "supervised": Placeholder("哪一种督办", "挂牌督办", _at(K.SUPERVISE, K.RESUME)),
    "due_on": Placeholder("督办期限；没有时是“请尽快”", "请在11月20日前", _at(K.SUPERVISE)),
    "clock": Placeholder("哪个时限到了", "待核查", _at(N.OVERDUE)),
    "report_in": Placeholder("最晚何时报到；不用报到时是空的", "，11月19日17:30前报到", _at(K.DISPATCH, K.TOP_DECIDE)),
    "rule_by": Placeholder("最晚何时裁定", "请在11月17日17:30前", _at(K.DISPUTE)),
    "meeting": Placeholder("会商的时间和地点", "11月18日14:30，街道二楼会议室", _at(K.CONSULT)),
    "parent": Placeholder(
        "并入哪一件的编号",
        "370203-20261110-000045",
        _at(K.MERGE, N.CLOSED_WITH_PARENT, N.REOPENED_WITH_PARENT),
    ),
    "child": Placeholder("并进来的那一件的编号", "370203-20261116-000130", _at(N.JOINED)),
    "times": Placeholder("诉求人第几次催办", "2", _at(N.URGED)),
    "matter": Placeholder("提请的是什么", "延期", _at(N.DECLINE)),
}

# Where there is nothing to put there after all: nobody hosts or owned it before; or only the system's own step says it.
EMPTY = {
    (str(kind), name)
    for kind, name in [
        (K.SUBMIT, "host"),
        (N.ASK_REFUSAL, "host"),
        (K.REFUSE, "host"),
        (K.SUBMIT, "before"),
    ]
}
ONLY_BY_SYSTEM = {(str(K.SUPERVISE), "cause"), (str(K.RESUME), "supervised")}


def available(key: Key) -> dict[str, Placeholder]:
    """What the words of this rule may name."""
    return {name: about for name, about in PLACEHOLDERS.items() if _has_something(key, name, about)}


def _has_something(key: Key, name: str, about: Placeholder) -> bool:
    if (key.kind, name) in EMPTY or ((key.kind, name) in ONLY_BY_SYSTEM and not key.by_system):
        return False
    return not about.kinds or key.kind in about.kinds


@lru_cache(maxsize=1024)
def names_in(words: str) -> frozenset[str]:
    """The placeholders that these words name."""
    return frozenset(BRACED.findall(words))
