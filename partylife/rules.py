"""The sentences by which a deed is refused. Pure."""


class Refused(Exception):  # it is an answer, not an error
    """A deed that the rules do not allow. `rule`: its name in RULES; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))


RULES: dict[str, str] = {
    "not_yours": "只有{who}可以{deed}。",
    "conflict": "这条记录刚刚被别人改过，请刷新后再看。您填写的内容已保留。",
    "held_already": "还没有开的活动不能先记，日期不能晚于今天。",
    "some_host": "请至少选一个主办组织。",
    "host_of_the_party": "主办的里面至少要有一个党组织。",
    "host_fits": "{life}由{kinds}召开，{host}不能主办。",
    "somebody_there": "{life}要有人参加，请勾选参加的党员。",
    "member_belongs": "{member}那天不在这些主办组织里，不能记作参加。",
    "reason_given": "请写明理由。",
    "struck": "这条记录已经作废，不能再改。",
    "some_invited": "请至少邀请一个单位。",
    "chair_is_head": "{unit}的组长是{head}，领导小组会议由组长主持。",
    "group_meets": "领导小组会议由领导小组召集。",
    "still_to_come": "会议的时间不能早于现在。",
    "agenda_open": "会议已经开过，议题不能再改。",
    "was_held": "会议还没有开，开过以后再记议定事项和纪要。",
    "taken_part": "议定事项要交给召集单位或者受邀单位，{unit}不在其中。",
    "due_ahead": "办好日期不能早于今天。",
    "open_still": "这件事已经办好了。",
    "minutes_once": "会议纪要已经记下，不能再改；要补充的，另开会议定。",
}
