"""Open cases above the grid: whistled up by hand, carried up by the system, decided at the top, put on hold."""

from cases.terms import Channel, Level
from governance.demo.codes import (
    CHANGSHALU,
    FIFTH,
    HOME,
    KEJIJIE,
    NANKOU,
    NANKOU_TRACKING_CODE,
    SECOND,
    SHUNXINGLU,
    SIXTH,
    THIRD,
    TONGANLU,
    ZHOUKOULU,
)
from governance.demo.deeds import (
    Deed,
    accept,
    answer_as,
    consult,
    decide,
    dispatch,
    match,
    raise_top,
    sign,
    suspend,
    whistle,
)
from governance.demo.replay import Story
from governance.demo.stories.beginnings import taken_up
from governance.demo.timeline import ago, minutes_ago, on, same_day


def at_the_street(why: str, tried: str) -> list[Deed]:
    """Tried in the grid, whistled to the street the same day and signed there."""
    return [*taken_up(), match(0.5, tried), whistle(1, Level.STREET, why), sign(1.5)]


def at_the_platform(days_back: int, study: str) -> list[Deed]:
    """Whistled on by the street on that day, at ten, and signed by the platform within its hour."""
    reason = "要几个部门一起办，街道定不了"
    return [whistle(on(days_back, "10:00"), Level.PLATFORM, reason, study), sign(same_day("10:20"))]


AT_THE_COMMUNITY = [
    Story(
        "五号楼前面的空地被人用锁链圈起来停车，大家都没地方走。",
        "PARKING",
        SECOND,
        ago(6.4),
        [*taken_up(), match(1, "找到了圈地的人，不肯拆"), whistle(1, Level.COMMUNITY, "请社区和物业一起出面")],
        building=2,
    ),
    Story(
        "几家人为楼道里的鞋柜吵了好几次，昨天差点动手。",
        "NEIGHBOURS",
        HOME,
        ago(8.4),
        [
            *taken_up(),
            match(1, "老宋劝了两回，都在气头上", found="党员调解员老宋"),
            whistle(0.5, Level.COMMUNITY, "请社区开三方会"),
            sign(1),
        ],
        building=1,
        address="3单元",
    ),
    # Nobody did anything in time: the system whistled it up.
    Story("物业费涨了没有公示，问谁谁都说不知道。", "OTHER", FIFTH, on(2, "10:40"), [accept(1), sign(1)], building=1),
]

AT_THE_STREET = [
    Story(
        "沿街饭店的烟道直排，整栋楼的外墙都熏黑了。",
        "FUMES",
        SIXTH,
        ago(6.2),
        [*taken_up(), match(1, "三家店都去过，要装专用烟道"), whistle(1, Level.STREET, "要几个部门定方案")],
        building=3,
        households=24,
    ),
    Story(
        "太平镇路夜里大车抄近道，震得窗户响。",
        "ROAD",
        HOME,
        on(2, "09:30"),
        at_the_street("要交警限行，街道来协调", "数过，一晚上四十多辆"),
        address="太平镇路",
        households=40,
    ),
    Story(
        "烧烤摊占了整条人行道，油污一地，劝了也不走。",
        "STREET_TRADE",
        HOME,
        on(4, "09:20"),
        [
            *at_the_street("要执法队和市场监管一起管", "天天劝，天天回来"),
            consult(
                on(2, "15:00"),
                "区综合行政执法局 区市场监管局 生态环境市北分局",
                "商定：先给摊主找便民点，下周起早晚各巡一次。",
            ),
        ],
        photo="rubbish",
    ),
    Story(
        "社区门口的人行道砖翘了一大片，老人摔了两个。",
        "ROAD",
        THIRD,
        on(3, "10:15"),
        [
            *at_the_street("市政道路要市政环卫所修", "先用沙子垫了"),
            consult(on(1, "10:30"), "镇江路街道市政环卫所", "现场看过，约八十平方米，由市政环卫所换砖。"),
            dispatch(ago(1.6), "镇江路街道市政环卫所", "一周内换完"),
        ],
        address="太平镇社区服务站门口",
    ),
]

AT_THE_PLATFORM = [
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
            ),
        ],
        building=3,
        address="楼后",
        households=36,
    ),
    Story(
        "整条街的雨水井都堵了，一下雨就倒灌进一楼。",
        "ROAD",
        SHUNXINGLU,
        on(6, "13:40"),
        [
            *at_the_street("雨水主管要区里疏通", "掏过三口井，主管不通"),
            *at_the_platform(3, "主管道淤塞约二百米，涉及区住建局和区城市管理局。"),
        ],
        households=58,
    ),
    Story(
        "学校门口没有人行横道，家长接孩子跟车抢路。",
        "PARKING",
        TONGANLU,
        on(7, "09:50"),
        [
            *at_the_street("要交警和教育部门定", "放学时网格员站了一周"),
            *at_the_platform(5, "建议施划人行横道、错时放学；需要公安交警市北大队等部门会商。"),
            consult(on(3, "14:30"), "公安交警市北大队 区城市管理局", "下周做完方案，先由交警早晚高峰上岗。"),
        ],
    ),
]

AT_THE_TOP = [
    Story(
        "南口路68到88号三百多户，墙体漏水十几年了，一下雨家里就像水帘洞。反映过很多次，说来说去没有结果。",
        "HOUSING",
        NANKOU,
        on(20, "09:20"),
        [
            *taken_up(),
            match(1, "逐户看过，外墙保温层整体老化，网格里没有能修的队伍"),
            whistle(1.5, Level.STREET, "三百多户，要立项、要资金，网格和社区都办不了"),
            sign(2),
            consult(on(17, "14:30"), "区住建局", "住建局到现场看过，同意按整体改造研究。"),
            whistle(
                on(15, "10:00"),
                Level.PLATFORM,
                "改造资金没有着落",
                study="街道核实 312 户受影响，外墙和屋面整体渗漏；初步测算三百余万元，建议住建牵头、财政保障。",
            ),
            sign(same_day("10:25")),
            raise_top(on(10, "15:00"), "涉及资金和多个部门，平台协调不了，提请区领导顶格协调"),
            decide(
                on(9, "16:00"),
                "列入今年老旧楼改造，外墙和屋面整体做防水，年内完工。",
                host="区住建局",
                assisting="区财政局",
                money=3_200_000,
                milestones=[("完成设计和招标", 24), ("外墙施工完成", 60), ("屋面完工，逐户验收", 90)],
            ),
            sign(on(8, "09:40")),
            answer_as(on(6, "11:00"), "区财政局", "资金已列入追加预算，本月拨付首笔 96 万元。"),
        ],
        tracking_code=NANKOU_TRACKING_CODE,
        building=1,
        address="至88号",
        households=312,
        channel=Channel.MEETING,
        photo="leak",
    ),
    Story(
        "老旧小区的电梯加装卡在管线迁移，停了半年。",
        "HOUSING",
        CHANGSHALU,
        on(8, "10:00"),
        [
            *at_the_street("管线单位多，街道叫不动", "开过两次居民会，都同意装"),
            *at_the_platform(6, "水、电、气、通信五家管线单位，迁改费用谈不拢。"),
            raise_top(ago(4), "五家单位各说各的价，需要区领导定分担办法"),
        ],
        building=2,
        households=64,
    ),
    Story(
        "河道边的临时板房住了人，做饭用明火，旁边就是木料厂。",
        "BUILDING_WORK",
        ZHOUKOULU,
        on(7, "13:40"),
        [
            *at_the_street("住户没处去，不能一拆了之", "查过消防，配了灭火器"),
            *at_the_platform(5, "需要住建提供过渡房，综合执法依法拆除。"),
            raise_top(on(2, "10:30"), "过渡房源要区里定"),
            decide(
                ago(2),
                "先安置后拆除：过渡房由区住建局落实。",
                host="区住建局",
                assisting="区综合行政执法局 区应急管理局",
                milestones=[("住户搬入过渡房", 14), ("拆除并清场", 30)],
            ),
        ],
        building=1,
        households=9,
    ),
    # Its last milestone has passed: 督办 has grown to 约谈, a red card, and it stays where it is.
    Story(
        "便民早市取消以后摊主没地方去，又摆回了马路上。",
        "STREET_TRADE",
        KEJIJIE,
        on(24, "09:30"),
        [
            *at_the_street("要找固定场地", "劝过，摊主要吃饭"),
            *at_the_platform(21, "街道没有可用场地，需要区里协调闲置地块。"),
            raise_top(on(16, "15:30"), "地块归属不清，提请顶格协调"),
            decide(
                on(15, "16:00"),
                "用闲置地块建临时便民市场。",
                host="区城市管理局",
                assisting="自然资源和规划市北分局",
                money=180_000,
                milestones=[("地块平整、通水通电", 5), ("摊主搬入", 8)],
            ),
            sign(on(14, "10:00")),
        ],
        building=2,
    ),
    # Touched by nobody: the system alone carried it from the grid to the leading group.
    Story("楼前的旧锅炉房没人管，墙歪了，孩子老往里钻。", "HOUSING", SHUNXINGLU, on(22, "10:00"), building=3),
]

ON_HOLD = [
    Story(
        "老楼的供水管锈了，早晚高峰六楼上不去水。",
        "HOUSING",
        SIXTH,
        on(15, "10:30"),
        [
            *at_the_street("整楼换管要立项", "放水看过，是黄的"),
            *at_the_platform(12, "换管要动用维修资金，业主表决已过半。"),
            suspend(on(4, "15:00"), "资金", "列入下一批管网改造；改造前每周两次送水车，街道盯着。", review_in_days=60),
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
            raise_top(on(8, "10:30"), "历史遗留，要区里统筹"),
            suspend(
                on(7, "15:30"),
                "司法程序中",
                "法院确认后一个月内集中办证；上学先按实际居住安排。",
                review_in_days=80,
            ),
        ],
        building=3,
        households=40,
    ),
]

CLIMBING = [*AT_THE_COMMUNITY, *AT_THE_STREET, *AT_THE_PLATFORM, *AT_THE_TOP, *ON_HOLD]
