"""Why the ledger refuses: the rule's name and the sentence for the screen."""

RULES = {
    "no_amount": "数额要大于 0。",
    "not_enough": "积分不够：现在可用 {has}，需要 {amount}。",
    "already_spent": "这笔冻结已经兑换，不能再解冻。",
    "already_released": "这笔冻结已经解冻，不能再兑换。",
    "not_held": "只有冻结的积分能兑换或解冻。",
    "not_awarded": "只有记入的能冲正。",
}


class Refused(Exception):  # it is an answer, not an error
    """A movement that the rules do not allow. `rule`: its name above; str() is the sentence for the screen."""

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(RULES[rule].format(**words))
