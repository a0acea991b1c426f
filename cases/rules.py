"""The sentences by which a move is refused, and the limits that clocks start from. Pure.

A guard's name is the rule's name: what a page, the API and the audit say when it refuses.
"""

from cases.terms import Clock, Urgency

RULES: dict[str, str] = {
    "no_return": "平台不能将题目打回：案件的负责层级只升不降，任何人都不能把它退回下级。",
    "no_such_move": "案件流程里没有这一步。案件只能往上走，不能退回。",
    "not_now": "案件在“{state}”状态，不能{event}。",
    "not_this_level": "案件已由{level}负责，这一级不能{event}。",
    "not_yours": "只有{who}可以{event}。",
    "not_open_yet": "“{event}”这一步还没有开通。",
    "conflict": "这件事刚刚被别人处理过，请刷新后再看。您填写的内容已保留。",
    "category_and_urgency": "受理前要先定好类别和紧急程度。",
    "grid_known": "请先选定案件所在的网格。",
    "reason_given": "请写明理由。",
    "one_grid": "请说明事情发生的地点：要能落到一个网格，或者落到一个社区。",
    "emergency": "只有突发事件才能直报街道指挥中心。",
    "not_emergency": "突发事件和安全隐患不能撤回，已有人在处理。",
    "not_represented": "这件事还代表其他居民，不能由一个人撤回。",
    "category_settled": "派单前要先定好类别。",
    "host_has_duty": "主办单位要选有职责的单位：网格、社区派给本级队伍或资源，街道及以上派给部门、站所或企业。",
    "host_not_below": "平台不能将题目打回：不能让下级单位做主办。",
    "resource_matched": "网格要先匹配资源（已匹配或无匹配），再吹哨；紧急事项除外。",
    "grid_tried": "小事不出格：这一类要由网格先办一办，写明办过什么，再吹哨；紧急事项除外。",
    "study_note": "街道吹哨到区平台，要附研判意见。",
    "upwards": "吹哨只能往上吹。",
    "next_rung": "网格可以吹哨到社区或街道；社区吹到街道，街道吹到区平台。",
    "clock_ended": "时限还没有到，系统不会自动往上吹。",
    "not_climbing": "第二次重办由系统自动吹哨到上一级，请等系统处理。",
    "result_given": "请写明办理结果。",
    "after_photo": "这一类事项办结时要附办理后的照片。",
    "co_units_answered": "还有协办单位没有答复，暂时不能办结。",
    "not_the_handler": "经办过这件事的人不能核查、回访。",
    "on_site_or_photo": "核查要到现场，或者附照片。",
    "good_answer": "“已解决”并且“满意”或“基本满意”才能结案；匿名件凭核查通过结案。",
    "bad_answer": "“没解决”“解决了一部分”或“不满意”要写明原因，案件退给承办单位重办（层级不降）。",
    "decision_complete": "顶格协调要写明牵头领导、主办单位、决定事项和至少一个里程碑。",
    "assistants_have_duty": "协办单位要选有职责的部门或企业。",
    "nobody_answers": "这个地方还没有登记负责单位，请联系管理员。",
    "money_not_negative": "资金不能是负数。",
}

# (clock, level or None for all, urgency or None for all) → limit, as worktime.limits.Limit reads it. domain.md 3.5
DEFAULT_LIMITS: list[tuple[Clock, int | None, Urgency | None, str]] = [
    (Clock.ACCEPT, None, None, "2wh"),
    (Clock.ACCEPT, None, Urgency.URGENT, "2h"),
    (Clock.ACCEPT, None, Urgency.CRITICAL, "1h"),
    (Clock.SIGN, 1, None, "2wh"),
    (Clock.SIGN, 2, None, "4wh"),
    (Clock.SIGN, 3, None, "1wd"),
    (Clock.SIGN, 4, None, "1h"),
    (Clock.SIGN, 5, None, "1wd"),
    (Clock.SIGN, None, Urgency.URGENT, "1h"),
    (Clock.SIGN, None, Urgency.CRITICAL, "1h"),
    (Clock.HANDLE, 1, None, "1wd"),
    (Clock.HANDLE, 2, None, "2wd"),
    (Clock.HANDLE, 3, None, "5wd"),
    (Clock.HANDLE, 4, None, "10wd"),
    (Clock.HANDLE, 5, None, "15wd"),
    (Clock.HANDLE, None, Urgency.URGENT, "24h"),
    (Clock.HANDLE, None, Urgency.CRITICAL, "2h"),
    (Clock.HANDLE, 3, Urgency.HARD, "15nd"),
    (Clock.HANDLE, 4, Urgency.HARD, "15nd"),
    (Clock.CHECK, None, None, "2wd"),
    (Clock.REVISIT, None, None, "5wd"),
]
