"""Why something is refused where people volunteer: the rule's name and the sentence for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

RULES = {
    "other_form": "这张单已经办过：{done}。要另办一件，请重新打开。",
    "fund_short": "公益积分只有 {has} 分，这一次要 {amount} 分。",
    "not_aid": "只有用公益积分帮扶的能这样收回。",
    # the ledger
    "no_amount": "数额要大于 0。",
    "not_enough": "积分不够：现在可用 {has}，需要 {amount}。",
    "owes": "积分不够：您欠 {owed} 分，以后挣的先补上。要用 {amount} 分，还差 {short} 分。",
    "already_spent": "这笔冻结已经兑换，不能再解冻。",
    "already_released": "这笔冻结已经解冻，不能再兑换。",
    "not_held": "只有冻结的积分能兑换或解冻。",
    "not_spent": "只有已经兑换的能退货。",
    "not_awarded": "只有记入的能冲正。",
    # records of service
    "not_yours": "这不归您的岗位管。",
    "own_record": "不能记录、审核自己的服务。",
    "own_word": "这条是您自己记的，要由另一个人审核。",
    "same_reviewer": "申诉要由另一个人审核。",
    "not_now": "这条记录现在是“{state}”，不能再这样办。",
    "reason_needed": "请写明理由：本人会看到。",
    "too_late": "申诉要在 {by} 之前提出，已经过了。",
    "no_time": "请写明做了多久。",
    "in_the_future": "服务时间不能晚于现在。",
    "too_long_ago": "只能补录最近 {days} 天的服务。",
    "paper_known": "这位志愿者{day}的“{title}”已经记过了（{work}，{state}），不用再补。",
    "day_full": "这位志愿者{day}已经记了 {had}，再加 {more}就超过一天的 24 小时，请核对。",
    "more_than_passed": "今天到现在才 {passed}。这位志愿者今天已经记了 {had}，再加 {more}就超过了，请核对。",
    "after_leaving": "这位志愿者{day}退出了，退出以后的不能补录。",
    "before_joining": "这位志愿者{day}才注册，注册以前的不能补录。",
    "no_scheme": "{community}这一天没有积分细则，请系统管理员先登记。",
    "not_a_report": "只有已经记分的随手拍能认定为有价值。",
    # family
    "no_family": "您的社区没有开通家人之间转积分。",
    "too_much_family": "最多加 {most} 位家人。",
    "too_many_asked": "一天最多问 {most} 次，请明天再问。",
    "too_much_theirs": "对方已经有 {most} 位家人，加不了。",
    "tie_ended": "这个请求刚刚收回或者取消了，加不了家人。",
    "guardian_alone": "未满 18 周岁的，只能和登记的监护人成为家人。",
    "not_family": "只能转给已经同意成为家人的人。",
    # proofs
    "nothing_to_prove": "这段时间在这个社区没有审核通过的服务时长，开不了证明。",
    "too_many_rows": "这段时间有 {rows} 条服务记录，一份证明最多 {most} 条，请分成几段申请。",
    "proof_ahead": "证明最晚开到今天：以后的服务还没有做。",
    "proof_backwards": "结束日期不能早于开始日期。",
    "proof_asked_for": "您已经申请了一份，正等社区开具，不用再申请。",
    "proof_decided": "这份证明现在是“{state}”，不能再这样办。",
    "no_sign": "“{signs}”字体里没有，打出来会是空框。请系统管理员装上有这个字的字体，再来开具。",
    "own_proof": "不能给自己开证明。",
    # becoming a volunteer
    "too_young": "未满 {age} 周岁不能注册志愿者。",
    "no_birthday": "请填写真实的出生日期。",
    "guardian_needed": "未满 18 周岁，要有监护人的姓名、电话和同意。",
    "other_birthday": "出生日期和以前登记的不一样，请带证件到{community}改。",
    "other_name": "这个手机号以前注册时写的是另一个姓名。写错了、改了名的，请带证件到{community}更正。",
    "forgotten": "这个人已经注销账号，姓名不再保存。",
    "same_name": "登记的就是这个姓名，不用更正。",
    "own_name": "不能更正自己的姓名，请另一位工作人员办。",
    "volunteers_there": "您已经是{community}的志愿者。搬了家的，先在那里退出，再到这里注册。",
    "own_guardian": "监护人的姓名不能和孩子的一样，请写监护人自己的。",
    "guardians_phone": "监护人的手机号不能和孩子的一样，请写监护人自己的。",
    "not_here": "请选一个社区。",
    "no_referrer": "没有这个推荐码。",
}


class Refused(Exception):  # it is an answer, not an error
    """What the rules do not allow. `rule`: its name; str() is the sentence for the screen.

    The apps above have sentences of their own: they say so in a class of their own, with their `sentences`.
    """

    sentences: ClassVar[Mapping[str, str]] = RULES

    def __init__(self, rule: str, **words: object) -> None:
        self.rule = rule
        super().__init__(self.sentences[rule].format(**words))
