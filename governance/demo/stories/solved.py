"""Solved in the grid and closed: what most cases come to."""

from cases.terms import Channel, Mediation, Satisfied
from governance.demo.codes import (
    CHANGSHALU,
    CLOSED_TRACKING_CODE,
    FIFTH,
    FOURTH,
    HOME,
    KEJIJIE,
    SEVENTH,
    SIXTH,
    THIRD,
    TONGANLU,
    ZHOUKOULU,
)
from governance.demo.deeds import check, closed_on_the_check, content
from governance.demo.replay import Story
from governance.demo.stories.beginnings import done_by_the_company, done_in_the_grid
from governance.demo.timeline import on

SOLVED = [
    Story(
        "二单元二楼到三楼的楼道灯不亮。老人晚上上下楼看不清，前天差点踩空。",
        "LIGHTING",
        HOME,
        on(16, "09:40"),
        [
            *done_in_the_grid(
                "电工老于当天上门，换了两只声控灯，又把松动的线头接好了，二到三楼都亮了。", found="电工老于"
            ),
            check(3),
            content(4),
        ],
        building=2,
        address="2单元",
    ),
    Story(
        "一楼楼道里堆着旧家具和纸箱，占了半边过道。电动车也停在里面，怕着火跑不出来。",
        "PASSAGE",
        HOME,
        on(15, "10:10"),
        [
            *done_in_the_grid("和住户说通了，当天下午一起把旧家具清走，电动车挪到车棚，楼道通了。"),
            check(4),
            content(6, asked=True),
        ],
        building=1,
        photo="corridor",
        channel=Channel.BUILDING_HEAD,
        represented=3,
    ),
    Story(
        "小区东门外的垃圾桶满了好几天，垃圾都堆到路边了，味道很大。",
        "RUBBISH",
        SEVENTH,
        on(14, "14:05"),
        [
            *done_in_the_grid("清运了两车，冲洗了地面，和物业定好早晚各清一次。", found="绿马甲清洁队", photo=True),
            check(3),
            content(2),
        ],
        address="太平镇小区东门外",
        photo="rubbish",
    ),
    Story(
        "楼前的大树枝伸到三楼窗户上了，刮风就打玻璃。",
        "GREENERY",
        THIRD,
        on(13, "09:20"),
        [
            *done_in_the_grid("花木师傅老曲带人修剪了三棵树靠楼的枝条，树枝已清走。", found="花木师傅老曲"),
            check(5),
            content(3),
        ],
        building=1,
    ),
    Story(
        "楼上半夜十二点还在挪桌椅、跑步，连着一个星期睡不好。",
        "NEIGHBOURS",
        FOURTH,
        on(12, "15:30"),
        [
            *done_in_the_grid(
                "请老宋上门，两家坐下来谈了。楼上给桌椅腿包了垫子，答应十点后不再跑跳。",
                found="调解员老宋",
                tried="两边都去过，各说各的理",
                mediation=Mediation.SUCCEEDED,
            ),
            check(6),
            content(8, satisfied=Satisfied.MOSTLY, asked=True),
        ],
        building=2,
        address="501",
        confidential=True,
    ),
    Story(
        "八十多岁的独居老人出院回家，没人做饭，能不能帮着送几天饭？",
        "CARE",
        FIFTH,
        on(11, "09:15"),
        [
            *done_in_the_grid("互助社排了班，每天中午送一顿饭，量一次血压，先送一个月。", found="手牵手邻里互助社"),
            check(2),
            content(3),
        ],
        building=3,
        address="1单元201",
        channel=Channel.PHONE,
    ),
    Story(
        "饭店的招牌灯正对着卧室，半夜也不关，拉上窗帘屋里还是红的。",
        "GLARE",
        HOME,
        on(10, "09:50"),
        [
            *done_in_the_grid("店主同意晚上十点关灯，老于帮着装了定时开关，试了三晚都按时关。", found="电工老于"),
            check(4),
            content(2),
        ],
        building=3,
        address="3单元",
        tracking_code=CLOSED_TRACKING_CODE,
        photo="sign",
    ),
    Story(
        "晚上广场舞的音箱声音太大，孩子没法写作业。",
        "NOISE",
        SIXTH,
        on(9, "10:30"),
        [
            *done_in_the_grid("和领舞的大姐说好：音量调小一半，八点半收场。看了两晚都做到了。"),
            check(8),
            content(3),
        ],
    ),
    Story(
        "楼道里堆的杂物没人管，写了条子贴门上也没用。",
        "PASSAGE",
        KEJIJIE,
        on(8, "13:50"),
        [*done_in_the_grid("入户三次，东西由住户自己搬走，楼道已清空。"), check(3), closed_on_the_check(9)],
        building=1,
        anonymous=True,
    ),
    Story(
        "花坛里的灌木长到人行道上了，推婴儿车过不去。",
        "GREENERY",
        TONGANLU,
        on(6, "10:00"),
        [*done_by_the_company("当天下午修剪完，枝叶已清走，人行道能过婴儿车。"), check(3), content(4)],
        building=2,
    ),
    Story(
        "隔壁养的狗早上五点就叫，说过两次没用。",
        "NOISE",
        HOME,
        on(6, "14:20"),
        [
            *done_in_the_grid("老宋上门调解，狗主人把狗窝从阳台挪到里屋，早上改在七点后遛。", found="调解员老宋"),
            check(5),
            content(6, satisfied=Satisfied.MOSTLY, asked=True),
        ],
        building=1,
        address="2单元302",
        confidential=True,
    ),
    Story(
        "车棚后面堆了一堆装修垃圾，一直没人拉。",
        "RUBBISH",
        FOURTH,
        on(5, "09:35"),
        [
            *done_in_the_grid("装修的住户雇车拉走了，地面扫干净了。", found="绿马甲清洁队", photo=True),
            check(3),
            content(3),
        ],
        photo="rubbish",
    ),
    Story(
        "楼道的窗户玻璃碎了一块，没人收拾。",
        "OTHER",
        CHANGSHALU,
        on(4, "09:25"),
        [*done_by_the_company("换了新玻璃，碎渣清扫干净。"), check(4), content(3)],
        building=3,
    ),
    Story(
        "电动自行车充电桩有两个口不通电。",
        "OTHER",
        ZHOUKOULU,
        on(4, "13:40"),
        [*done_by_the_company("叫充电桩公司当天来人修好了，两个口都试过。"), check(5), content(2)],
        building=2,
    ),
]
