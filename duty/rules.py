"""The sentences by which a deed is refused. Pure."""


class Refused(Exception):  # it is an answer, not an error
    """A deed that the rules do not allow. `rule`: its name in RULES; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))


RULES: dict[str, str] = {
    "guides_only": "值班日志由引导员自己写，您现在没有引导员的岗位。",
    "not_posted": "{day}您还没有派驻，或者派驻已经结束，不能写那天的日志。",
    "not_that_day": "只能写今天的日志，或者补记最近 {days} 天的。",
    "own_log": "只有写日志的引导员本人可以改、可以补充。",
    "kept_after_a_day": "写下 24 小时以后不能再改，请用“补充说明”。",
    "case_unseen": "关联的工单请从名单里选。",
    "heads_only": "走访记录由楼栋长自己写，您现在没有楼栋长的岗位。",
    "own_building": "只能记自己那栋楼的走访。",
    "visited_already": "还没有走访的不能先记，时间不能晚于现在。",
    "no_numbers": "请不要写电话、身份证号。",
}
