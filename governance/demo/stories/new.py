"""What has just come to the grids: reported, to be refused, to be dispatched, to be signed."""

from cases.terms import Channel
from governance.demo.codes import HOME, HOME_COMMUNITY, SECOND, SHUNXINGLU, THIRD
from governance.demo.deeds import accept, ask_refusal
from governance.demo.replay import Story
from governance.demo.timeline import ago, minutes_ago

JUST_REPORTED = [
    Story("一楼大厅的灯一闪一闪的，晃得眼睛疼。", "", HOME, minutes_ago(12), building=2, photo="lamp"),
    Story("三单元门口的纸箱堆了三天，里面还有玻璃。", "PASSAGE", HOME, minutes_ago(38), building=1, photo="corridor"),
    Story("小区里有人放鞭炮，烟很大，老人咳嗽。", "NOISE", SECOND, minutes_ago(66)),
    Story(
        "太平镇市场旁边的路口，放学的时候车堵成一团，孩子过马路很危险。",
        "PARKING",
        HOME_COMMUNITY,
        minutes_ago(50),
        address="太平镇市场旁",
    ),
    Story("屋顶的太阳能架子松了，风一吹就响。", "OTHER", SHUNXINGLU, minutes_ago(25), building=1),
    # The same matter as one that is in hands already: to be merged by a person.
    Story("化粪池满了，楼门口的臭水冒出来没法走。", "OTHER", HOME, minutes_ago(18), building=2),
    Story("有人在小区群里骂我，要求查出来是谁，让他道歉。", "OTHER", SECOND, minutes_ago(30), channel=Channel.WECHAT),
]

TO_BE_REFUSED = [
    Story(
        "邻居欠我两万块不还，请你们帮我要回来。",
        "OTHER",
        HOME,
        ago(0.5),
        [
            ask_refusal(
                0.25, "应通过诉讼、仲裁、行政复议解决", "人民法院；法律援助 12348", "民间借贷，本人愿意走法律援助。"
            )
        ],
        channel=Channel.PHONE,
    ),
]

TO_BE_DISPATCHED = [
    Story(
        "楼前的健身器材断了扶手，容易划着孩子。",
        "OTHER",
        HOME,
        ago(2.4),
        [accept(0.6, dispatch=False)],
        building=2,
    ),
    Story(
        "宣传栏的玻璃裂了，里面的通知还是去年的。",
        "OTHER",
        THIRD,
        ago(3),
        [accept(1, dispatch=False)],
        channel=Channel.PATROL,
    ),
    # Nobody accepted it within two working hours: the system did, and the community got a copy.
    Story("三楼有户人家把花盆摆在窗台外面，怕掉下来。", "OTHER", HOME, ago(5), building=3),
]

TO_BE_SIGNED = [
    Story("车棚的顶漏雨，电动车都淋湿了。", "LEAK", HOME, ago(1.5), [accept(0.4)], building=1, address="车棚"),
    Story("垃圾桶旁边有人放了个旧沙发，好几天了。", "RUBBISH", SECOND, ago(1.8), [accept(0.6)], photo="rubbish"),
]

NEW = [*JUST_REPORTED, *TO_BE_REFUSED, *TO_BE_DISPATCHED, *TO_BE_SIGNED]
