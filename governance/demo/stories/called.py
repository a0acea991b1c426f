"""Open cases to which a department is called: it reports in or is awaited, it objects, it asks to put it on hold."""

from cases.terms import Supervision, WhistleKind
from governance.demo.codes import KEJIJIE, SECOND, SHUNXINGLU, TONGANLU, ZHOUKOULU
from governance.demo.deeds import ask_suspension, contact, dispatch, dispute, report_in, sign, supervise, urge
from governance.demo.replay import Story
from governance.demo.stories.beginnings import at_the_platform, at_the_street, settled_together
from governance.demo.timeline import ago, minutes_later, on, same_day

REPORTED_IN = [
    Story(
        "整条街的雨水井都堵了，一下雨就倒灌进一楼。",
        "ROAD",
        SHUNXINGLU,
        on(8, "13:40"),
        [
            *at_the_street("雨水主管要区里疏通", "掏过三口井，主管不通"),
            *at_the_platform(6, "主管道淤塞约二百米，涉及区住建局和区城市管理局。"),
            *settled_together(
                5, "区住建局 区城市管理局", "雨水主管怎么疏通。", "由区城市管理局疏通，区住建局查管线图。"
            ),
            dispatch(
                on(4, "10:00"), "区城市管理局", "先通主管，再清井", kind=WhistleKind.PROGRESS, assisting="区住建局"
            ),
            sign(same_day("10:30")),
            report_in(on(3, "09:50"), "示例：排水科老冯", "顺兴路现场"),
            contact(0.5, "现场告诉诉求人：吸污车下周到。"),
            supervise(on(2, "10:00"), Supervision.GENERAL, "汛期前要通，一周报一次进度。", in_days=10),
            urge(same_day("19:10")),
            urge(on(1, "12:20")),
        ],
        households=58,
    ),
]

AWAITED = [
    Story(
        "外墙瓷砖一块块往下掉，底下天天有人走。",
        "HOUSING",
        TONGANLU,
        on(7, "10:20"),
        [
            *at_the_street("整面墙要鉴定，街道没有资质", "拉了警戒线，贴了告示"),
            *at_the_platform(4, "街道测过，空鼓约四十平方米；建议区住建局鉴定。"),
            *settled_together(3, "区住建局", "外墙怎么鉴定、谁出钱。", "由区住建局先做应急防护，再组织鉴定。"),
            dispatch(on(1, "10:00"), "区住建局", "先搭防护棚", kind=WhistleKind.PROGRESS),
            sign(same_day("10:30")),
            contact(0.5, "电话告诉诉求人：防护棚这两天搭。"),
        ],
        building=1,
        households=72,
    ),
]

OBJECTING = [
    # Dispatched this very day: the department may still object.
    Story(
        "店外的货架一直摆到马路牙子上，消防栓都挡住了。",
        "OUTSIDE_SHOP",
        SECOND,
        on(5, "09:30"),
        [
            *at_the_street("劝不动，要执法", "去过三趟，收进去又摆出来"),
            *settled_together(3, "区综合行政执法局 区市场监管局", "店外经营谁来管。", "由区综合行政执法局依法处理。"),
            dispatch(ago(2), "区综合行政执法局", "先清出消防栓"),
        ],
    ),
    Story(
        "河道护栏锈断了一截，孩子趴在上面玩。",
        "ROAD",
        ZHOUKOULU,
        on(6, "10:10"),
        [
            *at_the_street("护栏归区里管护", "用绳子拦了，挂了警示牌"),
            *at_the_platform(4, "断口约六米，下面是两米深的水。"),
            *settled_together(3, "区城市管理局 区住建局", "护栏归谁修。", "先按市政设施派区城市管理局。"),
            dispatch(ago(3), "区城市管理局", "一周内修好"),
            dispute(
                minutes_later(20),
                "这段河道没有移交，护栏是建设单位的，不归本局管护。",
                "《市政设施移交管理办法》第六条；本局职责清单第 14 项不含未移交设施。",
            ),
        ],
        households=30,
    ),
]

ASKING_FOR_TIME = [
    Story(
        "楼顶的广告牌锈断了腿，找不到是谁家的。",
        "HOUSING",
        KEJIJIE,
        on(10, "09:30"),
        [
            *at_the_street("牌子太高，街道拆不了", "问遍了楼里的公司，都说不是自家的"),
            *at_the_platform(8, "牌子约两吨，三家公司都否认产权。"),
            *settled_together(7, "区住建局 区综合行政执法局", "广告牌归谁、谁来拆。", "由区住建局先加固，再查产权。"),
            dispatch(on(5, "14:10"), "区住建局", "先加固", kind=WhistleKind.PROGRESS),
            sign(same_day("14:40")),
            contact(0.5, "告诉诉求人：先加固，楼下划了禁行线。"),
            report_in(on(4, "10:00"), "示例：房屋安全科小姜", "楼顶现场"),
            ask_suspension(
                on(1, "10:30"),
                "产权不清",
                "已经加固，暂无掉落危险。登记的公司 2009 年注销，产权要等不动产档案核实。",
                "每周巡查一次；档案核实后一个月内由产权人或区里拆除。",
                review_in_days=45,
            ),
        ],
        building=1,
    ),
]

CALLED = [*REPORTED_IN, *AWAITED, *OBJECTING, *ASKING_FOR_TIME]
