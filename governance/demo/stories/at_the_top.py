"""Open cases of the leading group: to be decided, decided, late at the top."""

from cases.terms import Channel, Contact, Level
from governance.demo.codes import CHANGSHALU, KEJIJIE, NANKOU, NANKOU_TRACKING_CODE, SHUNXINGLU, ZHOUKOULU
from governance.demo.deeds import answer_as, contact, decide, match, raise_top, report_in, sign, whistle
from governance.demo.replay import Story
from governance.demo.stories.beginnings import at_the_platform, at_the_street, settled_together, taken_up
from governance.demo.timeline import ago, on, same_day

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
            contact(0.5, "到楼里开了坐谈会，三百多户都知道街道接手了。", how=Contact.VISIT),
            *settled_together(18, "区住建局", "整体改造要不要立项。", "住建局到现场看过，同意按整体改造研究。"),
            whistle(
                on(15, "10:00"),
                Level.PLATFORM,
                "改造资金没有着落",
                study="街道核实 312 户受影响，外墙和屋面整体渗漏；初步测算三百余万元，建议住建牵头、财政保障。",
            ),
            sign(same_day("10:25")),
            contact(0.5, "电话告诉居民代表：区平台在约住建和财政。"),
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
            contact(1, "和居民代表走了一遍，约定每周五通报。", how=Contact.VISIT),
            report_in(on(7, "10:00"), "示例：住建局老庄", "南口路68号楼前"),
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
            contact(1, "打电话告诉诉求人：地块定了。"),
            report_in(on(13, "10:00"), "示例：城管局老薛", "闲置地块现场"),
        ],
        building=2,
    ),
    # Touched by nobody: the system alone carried it from the grid to the leading group.
    Story("楼前的旧锅炉房没人管，墙歪了，孩子老往里钻。", "HOUSING", SHUNXINGLU, on(22, "10:00"), building=3),
]
