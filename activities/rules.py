"""Why something is refused where people are called together."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from accounts import seen
from volunteers import rules

RULES = {
    # publishing
    "not_yours": "这个社区的活动不归您的岗位管。",
    "not_now": "活动现在是“{state}”，不能{deed}。",
    "ends_before_start": "结束时间要晚于开始时间。",
    "too_long": "一次活动最长一年。",
    "already_begun": "开始时间要晚于现在：已经做过的，请用“补录”。",
    "start_fixed": "活动已经开始，或者有人签到了：开始时间不能再改，还是 {start}。结束时间可以改。",
    "ends_before_now": "活动已经开始，结束时间不能改到现在以前。",
    "community_fixed": "已经有人报过名，不能换到别的社区。要在别处办，请取消这一个，另外发起。",
    "too_far": "太远了，请选两年以内的日期。",
    "changed_meanwhile": seen.CHANGED_MEANWHILE,
    "closes_late": "报名截止不能晚于活动结束。",
    "closes_after_start": "开始时间提前了，原来的报名截止就晚于开始了。请也改一下；空着就是开始的时候。",
    "help_needed": "爱心帮扶要选帮的是谁（七助）。",
    "no_minors_at_rescue": "抢险救灾不招未成年人。",
    "below_the_signed": "已经有 {number} 人报名，名额不能少于 {least}。",
    "minors_signed": "已经报名的有 {number} 位未成年人，这样改就不能来了。请先和他们说好、取消报名。",
    "leader_needed": "请写负责人的手机号：这支队伍现在没有队长。",
    "leader_left": "这位志愿者已经退出了，请另派一位负责人。",
    "team_over": "这支队伍已经解散，请另选一支，或者不选队伍。",
    "leader_too_young": "负责人要满 18 周岁。",
    "sent_before": "这张表刚才交过一次，内容不一样。要改那一个，到名单里点开修改；要再建一个，请再按一次。",
    "role_in_use": "“{role}”已经有 {number} 人报名，名额不能少于 {least}，也不能去掉。",
    "roles_over_quota": "各岗位一共 {sum} 人，超过了总名额 {quota}。",
    "roles_under_quota": "各岗位一共 {sum} 人，总名额是 {quota}：多的谁也报不上。请把名额改成 {sum}，或者给岗位加人。",
    "team_elsewhere": "请选这个社区的队伍。",
    "no_volunteer": "这个手机号还没有注册志愿者，请本人先在手机上注册。",
    "reason_needed": "请写明取消的原因：报名的人会看到。",
    "somebody_there": "已经有 {number} 人签到，不能取消：来了的人的时长会丢。开始以后请“结束并送审”。",
    "not_yet_over": "活动还没有开始，或者刚刚开始，不能结束。",
    # signing up
    "not_a_volunteer": "请先注册成为志愿者。",
    "sign_up_closed": "报名已经截止。",
    "not_open": "这个活动现在不能报名。",
    "role_needed": "请选一个岗位。",
    "no_minors": "这个活动只招成年人。",
    "too_young_here": "这个活动 14 岁以上才能报名。",
    "guardian_must_come": "未满 14 岁，要监护人到场陪着。请勾选“监护人陪我来”。",
    "guardian_must_be_here": "这位志愿者未满 14 岁，要监护人在场陪着。监护人来了，勾选“监护人在场”再加。",
    "overlaps": "时间和您报名的“{title}”（{when}）撞上了。要报这个，先取消那个。",
    "overlaps_there": "您在“{title}”签到了，还没有签退。先签退，再报这个。",
    "overlaps_days": "您报名的“{title}”（{when}）也在这几天里。时间能错开的，勾上“时间错得开”再报。",
    "not_signed_up": "您没有报名这个活动。",
    "already_there": "您已经签到了，不能再取消。",
    "over_already": "活动已经结束，或者取消了：不用再取消报名。",
    # being there
    "nothing_shown": "请输入屏幕上的 6 位数字，或者在活动地点报一下位置。",
    "too_far_off": "您报的位置离活动地点约 {far}，超过 {near} 米，不算到场。请走近了再报，或者输入屏幕上的 6 位数字。",
    "wrong_code": "码不对。请看组织者屏幕上现在的 6 位数字。",
    "too_many_codes": "错得太多，请 10 分钟后再试，或者请组织者点名。",
    "waiting": "您还在候补，没有轮到。请找组织者。",
    "not_yet": "现在还不能签到：开始前 {minutes} 分钟起可以。",
    "over": "活动已经结束，不能再签了。请找组织者。",
    "already_in": "您已经签到了。走的时候再扫“签退”的码。",
    "not_in": "您还没有签到，先扫“签到”的码。",
    "left_already": "您已经签退了。",
    "too_soon": "刚签到不到一分钟，还不能签退。",
    "used": "这个码您已经用过一次了，请等一会儿扫新的码。",
    "three_a_day": "一个活动一天最多签 {most} 次，今天已经够了。请找组织者。",
    "own_record": "不能给自己点名，请别的组织者来点。",
    "no_no_show": "名单上没有记他“没有到场”，或者已经更正了。",
    "too_late_to_reopen": "活动过了 {days} 天，不能再撤回结束。",
    "desk_reopens": "您当天可以撤回结束，现在过了那天：请社区来撤回。",
    "too_late_to_right": "结束 {days} 天以后不能再更正。",
    "still_to_come": "走的时间不能晚于现在。",
    "stayed_too_long": "到和走最多隔 {hours} 小时。活动办了几天的，写来的那一天几点到、几点走。",
    "outside_it": "这段时间不在活动的时间（{when}）里，算不出时长。",
    # 献一策
    "no_suggestions": "这个活动没有开“献一策”。",
    "enough_suggestions": "一个活动最多提 {most} 条。您提的组织者都会看。",
    # recurring
    "template_off": "这个模板已经停用。",
}


class Refused(rules.Refused):
    sentences: ClassVar[Mapping[str, str]] = RULES
