"""Why something about patrols is refused: the rule's name and the sentence for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from volunteers import rules

RULES = {
    "not_yours": "这不归您管：{who}才能办。",
    "cannot_walk": "这个人既不是管{grid}的网格员，也不是{community}的成年志愿者。",
    "no_items": "请至少选一项要看的。",
    "since_past": "开始的日子已经过了，请写今天或以后的日子。",
    "planned_there": "这个人在{where}已经有一份巡查安排（{days}），日子重了：先结束那一份，或者换几天。",
    "days_in_order": "结束日期不能早于开始日期。",
    "no_day": "从 {since} 到 {until}，没有一天是选的日子：换几天，或者改一改起止日期。",
    "plan_ended": "这份巡查安排已经结束。",
    "not_today": "今天没有安排这一巡查。",
    "walks_no_more": "您现在{why}，这一巡查要社区另外安排人。",
    "ended": "这次巡查已经结束，不能再记。",
    "not_on_it": "这次巡查不看这一项。",
    "photo_needed": "当场制止要附现场照片。",
    "words_needed": "转为案件要写一句是什么情况。",
    "no_case": "转不成案件：{why}",
}


class Refused(rules.Refused):
    sentences: ClassVar[Mapping[str, str]] = {**rules.RULES, **RULES}
