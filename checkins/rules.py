"""The sentences of refusal, by the name of their rule."""

RULES = {
    "not_yours": "{who}才能{deed}。",
    "not_now": "现在是“{state}”，不能{deed}。",
    "conflict": "刚刚有人先办了，请看一眼现在的情况再办。",
    "other_hand": "报到是您登记的，请由社区的另一个人确认。",
    "task_done": "这件事已经记下办好了。",
    "once_open": "{member}已经在{community}报到（{state}）。先在那边结束报到，才能到别的社区报到。",
    "unit_once": "{unit}在{community}已经有一份报到（{state}）。",
    "serving": "{member}没有登记工作单位。双报到的是有工作单位的在职党员，请先在党员登记里补上。",
    "belongs": "{member}已经转出，不能报到。",
    "not_found": "没有找到叫这个名字、留这个手机号的在册党员。请核对，或者请本人、工作单位来报到。",
    "received_by": "{community}还没有社区党组织，没有人接收报到。",
    "grid_there": "{grid}不是{community}的网格。",
    "still_placed": "还在编入的网格里，不用重新编格。",
    "most_claims": "一个人同时最多认领 {most} 个岗位，先退一个再认领。",
    "claimed_once": "这个岗位已经认领了。",
    "wish_taken": "这个心愿刚刚被别人认领了，看看别的心愿。",
    "year_over": "{year}年还没到，不能评价。",
    "before_arrival": "{year}年还没有在这里报到，没有什么可以评价。",
    "appraised_once": "{member}的{year}年评价已经写过了，请打开那一份。",
    "returned_stays": "评价已经反馈给工作单位，不能再改。要更正，请另写一份更正。",
    "corrected_once": "这份评价已经更正过了，请打开更正后的那一份。",
    "nothing_to_answer": "这份评价已经签收过了。",
    "filed_by_id": "这个身份证号已经在{place}备案，同一个人不重复备案。",
    "filed_by_phone": "这个手机号已经在{place}备案，同一个人不重复备案。",
    "own_territory": "{place}不在您管的范围里。",
    "filing_ended": "备案已经注销。",
    "post_there": "{name}在{grid}已经有动态网格员的岗位，时间重叠。",
    "account_taken": "这个手机号的账号已经属于另一份备案。",
    "not_oneself": "自己的备案请别人来办，不能自己{deed}。",
    "days_in_order": "结束日期不能早于开始日期。",
}


class Refused(Exception):  # it is an answer, not an error
    """A deed that the rules do not allow. `rule`: its name above; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))
