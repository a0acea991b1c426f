"""Closed too, with a rework or a whistle behind them."""

from cases.terms import Channel, Level
from governance.demo.codes import DALIANLU, FIFTH, FOURTH, HAIBOHE, HOME, SECOND, SHENYANGLU, THIRD
from governance.demo.deeds import (
    accept,
    check,
    check_fails,
    consult,
    content,
    dispatch,
    finish,
    match,
    not_content,
    rework,
    sign,
    whistle,
)
from governance.demo.replay import Story
from governance.demo.stories.beginnings import done_in_the_grid, taken_up
from governance.demo.timeline import on, same_day

DONE_AGAIN = [
    Story(
        "地下室的墙往里渗水，储藏的东西都泡了。",
        "LEAK",
        HOME,
        on(13, "09:30"),
        [
            *done_in_the_grid("水暖师傅老孙给管子接口换了垫圈，不滴水了。", found="水暖师傅老孙"),
            check_fails(4, "接口不漏了，墙角还在渗"),
            rework(2),
            finish(3, "又找到墙角一处裂缝，凿开重做了防水，观察两天墙面已干。"),
            check(4),
            content(3),
        ],
        building=3,
        address="地下室",
        photo="leak",
    ),
    Story(
        "楼下烧烤店的油烟直往家里灌，窗户都不敢开。",
        "FUMES",
        SECOND,
        on(19, "10:05"),
        [
            *taken_up(),
            match(1, "去店里看过两次，店主说净化器坏了，网格管不了", found=""),
            whistle(2, Level.COMMUNITY, "店主拖着不修净化器，请社区出面约谈"),
            sign(1),
            finish(7, "社区和店主、房东一起谈过，净化器已修好。"),
            check(2),
            not_content(3, "修好两天又不开了，晚上照样有烟"),
            rework(1),
            finish(4, "装了用电监测，净化器不开就报警；接连三晚上门看过，都开着。"),
            check(3),
            content(6),
        ],
        building=2,
    ),
]

WHISTLED = [
    Story(
        "小区里的车停在消防通道上，晚上救护车都进不来。",
        "PARKING",
        THIRD,
        on(12, "09:10"),
        [
            *taken_up(),
            match(1, "挨个打过电话，挪了又停回来"),
            whistle(2, Level.COMMUNITY, "要重新划车位，网格定不了"),
            sign(1),
            finish(8, "社区和居民代表开会定了停车规矩，划了禁停线，多出十二个车位。"),
            check(4),
            content(5),
        ],
        building=3,
    ),
    Story(
        "太平镇小区门口的马路塌了一个坑，下雨看不见，已经有人摔了。",
        "ROAD",
        HOME,
        on(11, "13:40"),
        [
            *taken_up(),
            match(0.5, "先放了锥桶，用板子盖上"),
            whistle(1, Level.STREET, "市政道路，网格和社区都修不了"),
            sign(2),
            consult(3, "镇江路街道市政环卫所 公安交警市北大队", "现场看过：市政环卫所当周修补，交警指挥绕行。"),
            dispatch(1, "镇江路街道市政环卫所", "三天内修好，修之前围起来"),
            sign(1),
            finish(12, "坑已挖开重填，铺了沥青，今天开放通行。", photo=True),
            check(4),
            content(3),
        ],
        address="太平镇小区南门外",
    ),
    Story(
        "三楼的空调外机老是晃，怕掉下来砸着人，跟物业说了没人来。",
        "OTHER",
        FIFTH,
        on(14, "14:15"),
        [
            accept(1),
            sign(1),
            sign(on(12, "10:20")),
            finish(same_day("16:00"), "物业派人加固了支架，旁边两台一起检查过。"),
            check(4),
            content(4),
        ],
        building=1,
    ),
    Story(
        "楼顶有人搭了一间彩钢板房，下面几户天花板都裂了。",
        "BUILDING_WORK",
        DALIANLU,
        on(24, "09:45"),
        [
            *taken_up(),
            match(1, "上去看过，房主不开门"),
            whistle(1, Level.STREET, "违法搭建，要执法部门认定"),
            sign(3),
            whistle(
                on(21, "10:00"),
                Level.PLATFORM,
                "街道劝拆无效",
                study="街道现场勘验并约谈两次，房主拒绝拆除；需要规划部门认定、执法部门依法处置。",
            ),
            sign(same_day("10:25")),
            consult(
                on(20, "14:30"),
                "自然资源和规划市北分局 区综合行政执法局",
                "认定属违法建设，由区综合行政执法局依法处置。",
            ),
            dispatch(2, "区综合行政执法局"),
            sign(same_day("16:50")),
            finish(on(14, "15:30"), "送达限期拆除决定后，房主自行拆除，屋面防水已恢复。"),
            check(5),
            content(6),
        ],
        building=1,
        address="楼顶",
    ),
    Story(
        "二楼楼道里有很浓的燃气味，大家都不敢开灯。",
        "EMERGENCY",
        FOURTH,
        on(10, "10:00"),
        [
            sign(same_day("10:12")),
            finish(
                same_day("11:05"),
                "十二分钟到场疏散；燃气公司查到一户软管脱落，换了新管，检测合格后居民回家。",
            ),
            check(2),
            content(2),
        ],
        building=3,
        address="2单元",
        channel=Channel.PHONE,
    ),
    Story(
        "整个单元从早上起就没有水，家里有小孩。",
        "UTILITY",
        HAIBOHE,
        on(9, "09:15"),
        [
            accept(same_day("09:30")),
            sign(same_day("09:40")),
            finish(same_day("11:40"), "是楼前阀门坏了，换好后各户都来水了。"),
            check(1),
            content(2),
        ],
        building=1,
    ),
    Story(
        "地铁口一早一晚摆满了小摊，人行道走不了，油水倒得满地都是。",
        "STREET_TRADE",
        SHENYANGLU,
        on(17, "09:30"),
        [
            *taken_up(),
            match(1, "劝过几次，劝走又回来"),
            whistle(1, Level.STREET, "要执法队定点管，还要给摊主找地方"),
            sign(2),
            finish(20, "和摊主商量，搬到旁边的便民点，早晚有人值守，人行道清出来了。", photo=True),
            check(5),
            content(4),
        ],
    ),
]

SOLVED_LATER = [*DONE_AGAIN, *WHISTLED]
