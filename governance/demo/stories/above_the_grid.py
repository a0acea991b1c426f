"""Open cases of communities and streets: whistled up by hand, or carried up by the system."""

from cases.terms import Channel, Level, Mediation
from governance.demo.codes import FIFTH, FOURTH, HOME, SECOND, SEVENTH, SHENYANGLU, SIXTH, THIRD
from governance.demo.deeds import (
    accept,
    ask_explanation,
    check,
    consult,
    contact,
    dispatch,
    finish,
    match,
    minutes,
    not_content,
    report_in,
    rework,
    sign,
    urge,
    whistle,
)
from governance.demo.replay import Story
from governance.demo.stories.beginnings import at_the_street, done_in_the_grid, settled_together, taken_up
from governance.demo.timeline import ago, minutes_ago, on

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
            match(1, "老宋劝了两回，都在气头上", found="调解员老宋"),
            whistle(0.5, Level.COMMUNITY, "请社区开三方会"),
            sign(1),
            contact(0.5, "约好三家明天晚上到社区坐下来谈。"),
            urge(0.2),
        ],
        building=1,
        address="3单元",
    ),
    # Nobody did anything in time: the system whistled it up.
    Story("物业费涨了没有公示，问谁谁都说不知道。", "OTHER", FIFTH, on(2, "10:40"), [accept(1), sign(1)], building=1),
    # Twice done badly: the second rework climbed by itself.
    Story(
        "地下车库的卷帘门老是卡在半空，怕砸着人。",
        "OTHER",
        SEVENTH,
        on(4, "09:20"),
        [
            *done_in_the_grid("给卷帘门的轨道上了油。"),
            check(1),
            not_content(1, "晚上又卡住了"),
            rework(0.5),
            finish(3, "换了一个轮子。"),
            check(2),
            not_content(ago(1), "今天又停在半空，要换整扇门"),
        ],
        building=1,
        address="地下车库",
    ),
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
        channel=Channel.HOTLINE,
    ),
    Story("楼下配电箱冒烟，闻到焦味。", "EMERGENCY", FOURTH, minutes_ago(25), building=1, channel=Channel.PHONE),
    Story(
        "太平镇路夜里大车抄近道，震得窗户响。",
        "ROAD",
        HOME,
        on(2, "09:30"),
        at_the_street("要交警限行，街道来协调", "数过，一晚上四十多辆"),
        address="太平镇路",
        households=40,
        channel=Channel.BROADCAST,
    ),
    # They have met, and the minutes are kept.
    Story(
        "烧烤摊占了整条人行道，油污一地，劝了也不走。",
        "STREET_TRADE",
        HOME,
        on(4, "09:20"),
        [
            *at_the_street("要执法队和市场监管一起管", "天天劝，天天回来"),
            *settled_together(
                2,
                "区综合行政执法局 区市场监管局 生态环境市北分局",
                "烧烤摊占道和油污怎么管，摊主往哪里去。",
                "商定：先给摊主找便民点，下周起早晚各巡一次，由执法局牵头。",
            ),
        ],
        photo="rubbish",
    ),
    # A street body is called: it signs within a working day and reports in.
    Story(
        "社区门口的人行道砖翘了一大片，老人摔了两个。",
        "ROAD",
        THIRD,
        on(3, "10:15"),
        [
            *at_the_street("市政道路要市政环卫所修", "先用沙子垫了"),
            consult(on(2, "09:30"), "镇江路街道市政环卫所", "现场看人行道，定谁修、几天修好。"),
            minutes(on(1, "09:30"), "现场看过，约八十平方米，由市政环卫所换砖。"),
            dispatch(ago(1.6), "镇江路街道市政环卫所", "一周内换完"),
        ],
        address="太平镇社区服务站门口",
    ),
    # Done by the street body that was called: the street may rate how it came.
    Story(
        "后街的窨井盖塌了半边，夜里看不见。",
        "ROAD",
        FOURTH,
        on(6, "09:30"),
        [
            *at_the_street("市政的井，要市政环卫所换", "放了锥桶，挂了灯"),
            *settled_together(5, "镇江路街道市政环卫所", "换井盖，先围起来。", "由市政环卫所三天内换盖。"),
            dispatch(on(4, "10:10"), "镇江路街道市政环卫所", "三天内换好"),
            sign(1),
            report_in(1, "示例：所长老杜", "后街现场"),
            contact(0.5, "电话告诉诉求人：后天换盖。"),
            finish(on(1, "10:30"), "换了加厚的防沉降井盖，周边重铺了沥青。", photo=True),
        ],
        address="后街",
    ),
    # Against the law, and so explained: the second approver has it now.
    Story(
        "楼下的幼儿园放学太吵，要求把它关掉。",
        "NOISE",
        SIXTH,
        on(8, "10:00"),
        [
            *at_the_street("幼儿园有证，网格说不通", "去听过两次，放学前后半小时热闹"),
            finish(on(6, "15:00"), "查过办园许可和噪声，都合规；园方把放学分成两批，音乐调低。"),
            check(on(5, "10:00")),
            ask_explanation(
                on(1, "15:20"),
                "幼儿园手续齐全、噪声达标，关停没有法律依据。已当面书面答复，并说明园方分批放学的做法。",
            ),
        ],
        building=2,
    ),
    # The street's own work waits to be asked about: by the platform's officer, not its own.
    Story(
        "公交站的候车亭顶棚漏雨，下雨天没处躲。",
        "OTHER",
        SHENYANGLU,
        on(6, "13:50"),
        [
            *at_the_street("候车亭归街道管护", "拿塑料布盖过，风一吹就开"),
            finish(on(3, "11:00"), "顶棚换了两块阳光板，接缝打了胶。"),
            check(on(2, "10:30")),
        ],
    ),
]

QUARREL_IN_COURT = [
    Story(
        "楼上漏水泡了我家天花板，他家就是不肯赔。",
        "NEIGHBOURS",
        THIRD,
        on(7, "09:40"),
        [
            *taken_up(),
            match(0.5, "两家都去过，数目差得远", found=""),
            whistle(1, Level.COMMUNITY, "请社区调解"),
            sign(1),
            contact(0.5, "两家约到社区调解室。"),
            finish(on(6, "16:20"), "调解两次没谈拢，帮着写好了起诉材料。", mediation=Mediation.LITIGATION),
            check(on(5, "10:10")),
        ],
        building=2,
    ),
]

ABOVE_THE_GRID = [*AT_THE_COMMUNITY, *AT_THE_STREET, *QUARREL_IN_COURT]
