"""Open cases that the platform has in its own hands, and those put on hold (挂账)."""

from cases.terms import Level, WhistleKind
from governance.demo.codes import HOME, SIXTH, TONGANLU
from governance.demo.deeds import ask_suspension, consult, raise_top, suspend, whistle
from governance.demo.replay import Story
from governance.demo.stories.beginnings import at_the_platform, at_the_street
from governance.demo.timeline import minutes_ago, on

IN_ITS_HANDS = [
    # 攻坚克难哨, blown by the street's secretary just now.
    Story(
        "楼后山坡的挡土墙裂了大口子，一下雨就掉石头。",
        "HOUSING",
        HOME,
        on(3, "09:40"),
        [
            *at_the_street("要专业鉴定", "拉了警戒线"),
            whistle(
                minutes_ago(20),
                Level.PLATFORM,
                "鉴定和加固都超出街道权限",
                study="街道请人初看，裂缝约四米长，仍在变大；建议住建、规划、应急一起定方案。",
                kind=WhistleKind.BREAKTHROUGH,
            ),
        ],
        building=3,
        address="楼后",
        households=36,
    ),
    # Called together, and the minutes are still to be written.
    Story(
        "学校门口没有人行横道，家长接孩子跟车抢路。",
        "PARKING",
        TONGANLU,
        on(7, "09:50"),
        [
            *at_the_street("要交警和教育部门定", "放学时网格员站了一周"),
            *at_the_platform(5, "建议施划人行横道、错时放学；需要公安交警市北大队等部门会商。"),
            consult(
                on(1, "09:30"), "公安交警市北大队 区城市管理局", "人行横道怎么划，谁来站岗。", where="区平台会商室"
            ),
        ],
    ),
]

ON_HOLD = [
    Story(
        "老楼的供水管锈了，早晚高峰六楼上不去水。",
        "HOUSING",
        SIXTH,
        on(15, "10:30"),
        [
            *at_the_street("整楼换管要立项", "放水看过，是黄的"),
            *at_the_platform(12, "换管要动用维修资金，业主表决已过半。", kind=WhistleKind.BREAKTHROUGH),
            ask_suspension(
                on(5, "11:00"),
                "资金尚未落实",
                "换管要一百二十万元，维修资金不够，差额列入下一批管网改造。",
                "改造前每周两次送水车，街道盯着。",
                review_in_days=60,
            ),
            suspend(on(4, "15:00"), "同意，复核前报一次资金进度。"),
        ],
        building=1,
        households=48,
    ),
    Story(
        "开发商没给办房产证，孩子上学落不了户。",
        "OTHER",
        TONGANLU,
        on(14, "09:40"),
        [
            *at_the_street("涉及开发商破产", "收齐了四十户的材料"),
            *at_the_platform(11, "破产案件在法院审理中，办证要等管理人确认。"),
            raise_top(on(9, "10:30"), "历史遗留，要区里统筹"),
            ask_suspension(
                on(8, "15:00"),
                "司法程序中",
                "开发商破产案在法院审理，办证要等管理人确认债权。",
                "法院确认后一个月内集中办证；上学先按实际居住安排。",
                review_in_days=80,
            ),
            suspend(on(7, "15:30")),
        ],
        building=3,
        households=40,
    ),
]

AT_THE_PLATFORM = [*IN_ITS_HANDS, *ON_HOLD]
