"""Why something about teams, stations and bookings is refused: the rule's name and the sentence for the screen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar

from volunteers import rules

RULES = {
    "not_yours": "这不归您管：{who}才能办。",
    "not_now": "现在是“{state}”，不能{deed}。",
    "quicker": "刚刚有人先办了，请看一眼现在的情况。",
    # teams
    "team_there": "{community}已经有叫“{name}”的队伍。",
    "team_ended": "这支队伍已经解散。",
    "in_the_team": "这个人已经在队里。",
    "leads_it": "队长不能退出：先换一位队长，或者解散队伍。",
    "minor": "{who}还没满 18 岁，不能担任{duty}。",
    "not_of_here": "这个人不是{community}的志愿者，也不在这里任职。",
    # stations and bookings
    "no_grid": "请至少选一个网格。",
    "not_served": "这个网格还没有党群服务站，暂时约不了。",
    "help_needed": "请选一种：助老、助幼、助残、助孤、助病、助独、助特。",
    "nobody_can": "这里现在没有会“{skill}”的队员，请换一种或打服务站电话。",
    "day_passed": "日期已经过了，请选今天或以后的日期。",
    "part_over": "今天{part}已经过了，请选晚一点的时间，或者别的日子。",
    "other_minutes": "队员刚刚改成了 {minutes} 分钟，请看一眼再确认。",
    "day_too_far": "最多约 {days} 天以内的日期。",
    "too_many": "您已经有 {most} 个没办完的预约，等办完再约。",
    "not_yet": "约的是 {when}，还没到时候，不能{deed}。",
    "time_over": "约的 {when} 已经过了，不能{deed}。",
    "has_it": "这一单已经在这位队员手里，请派给别人。",
    "too_long": "一次最多 {most} 分钟（{hours} 小时）。",
    "not_oneself": "不能接自己的预约。",
    "cannot_help": "这位队员没有“{skill}”这项特长，没满 18 周岁，或者不是这里队里的人。",
    # mentors and apprentices
    "has_a_mentor": "{name}已经有师父，先结束原来的再拜师。",
    "own_mentor": "不能拜自己为师。",
    "mutual": "{mentor}正在跟{apprentice}学，不能反过来再拜师。",
    "bond_too_early": "{name} {day} 才在党员名册里，拜师日期不能比这更早。",
    "no_letter": "请附上拜师帖的照片。",
    "bond_ended": "这段师徒已经结束。",
    "days_in_order": "结束日期不能早于开始日期。",
    # posts of couriers
    "no_courier": "{who}不是动态网格员，也不在这里的骑手快递员队：{post}由骑手和快递员担任。",
}


class Refused(rules.Refused):
    sentences: ClassVar[Mapping[str, str]] = {**rules.RULES, **RULES}
