"""What the grids have in hands now: reported, accepted, signed, being checked, being asked about."""

from cases.terms import Channel, Solved
from governance.demo.codes import (
    ASKED_TRACKING_CODE,
    FIFTH,
    FOURTH,
    HAIBOHE,
    HOME,
    HOME_COMMUNITY,
    SECOND,
    SEVENTH,
    SHUNXINGLU,
    SIXTH,
    THIRD,
)
from governance.demo.deeds import accept, check, check_fails, match, not_content
from governance.demo.replay import Story
from governance.demo.stories.beginnings import done_in_the_grid, taken_up
from governance.demo.timeline import ago, minutes_ago, on

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
    Story("宣传栏的玻璃裂了，里面的通知还是去年的。", "OTHER", THIRD, ago(3), [accept(1, dispatch=False)]),
    # Nobody accepted it within two working hours: the system did, and the community got a copy.
    Story("三楼有户人家把花盆摆在窗台外面，怕掉下来。", "OTHER", HOME, ago(5), building=3),
]

TO_BE_SIGNED = [
    Story("车棚的顶漏雨，电动车都淋湿了。", "LEAK", HOME, ago(1.5), [accept(0.4)], building=1, address="车棚"),
    Story("垃圾桶旁边有人放了个旧沙发，好几天了。", "RUBBISH", SECOND, ago(1.8), [accept(0.6)], photo="rubbish"),
]

BEING_HANDLED = [
    Story(
        "地下室的墙漏水，地上积了一指深的水。存的粮食和被褥都泡了，请快点来看看。",
        "LEAK",
        HOME,
        ago(5.5),
        [*taken_up(), match(1, "老孙看过，是公共立管的接头坏了，正在找物业关阀门", found="水暖师傅老孙")],
        key="leak at home",
        building=3,
        address="地下室",
        households=6,
        photo="leak",
    ),
    Story("对面新开的超市招牌整夜亮着，照得睡不着觉。", "GLARE", HOME, ago(4), taken_up(), building=2, photo="sign"),
    Story("一楼的下水道反味，厨房里全是臭味。", "LEAK", FOURTH, ago(5), taken_up(), building=1),
    Story("楼上晾的衣服滴水，把我家被子都打湿了。", "NEIGHBOURS", FIFTH, ago(3.6), taken_up(), building=2),
]

BEING_CHECKED = [
    Story(
        "楼道的声控灯白天也亮着，太费电。",
        "LIGHTING",
        HOME,
        ago(7.5),
        done_in_the_grid("换了带光感的声控灯，白天不亮了。", found="电工老于"),
        building=1,
    ),
    Story(
        "小花园的石板松了，一踩一晃。",
        "OTHER",
        SECOND,
        ago(8),
        done_in_the_grid("三块石板重新铺平，用水泥勾了缝。"),
    ),
    Story(
        "老人一个人住，家里的水龙头关不紧，自己修不了。",
        "LEAK",
        SIXTH,
        ago(8.5),
        done_in_the_grid("老孙上门换了水龙头，没收钱。", found="水暖师傅老孙"),
        building=2,
        channel=Channel.PHONE,
    ),
    # Finished, and nobody has come to check: marked overdue.
    Story(
        "单元门口的台阶缺了一角，下雨天滑。",
        "OTHER",
        SEVENTH,
        on(6, "09:40"),
        done_in_the_grid("台阶补好了，贴了防滑条。"),
        building=3,
    ),
]

TO_BE_ASKED = [
    Story(
        "楼下小店把货箱摆到人行道上，推轮椅过不去。",
        "OTHER",
        HOME,
        on(3, "09:30"),
        [*done_in_the_grid("和店主说好，货箱都收进店里，门口画了线。"), check(4)],
        building=1,
        tracking_code=ASKED_TRACKING_CODE,
    ),
    Story(
        "草坪里的喷头坏了，一直往路上喷水。",
        "GREENERY",
        THIRD,
        on(2, "10:10"),
        [*done_in_the_grid("老曲把喷头换了，定时也重新设过。", found="花木师傅老曲"), check(3)],
    ),
    Story(
        "晚上有人在楼下修车，敲打到十一点。",
        "NOISE",
        SEVENTH,
        on(2, "13:50"),
        [*done_in_the_grid("修车师傅答应晚上七点收工，贴了告示。", found="党员调解员老宋"), check(2)],
    ),
    Story(
        "楼道墙上的小广告贴满了，电话都是开锁贷款的。",
        "OTHER",
        HAIBOHE,
        on(2, "09:20"),
        [*done_in_the_grid("清洗了一到六层，刷了白。"), check(5)],
        building=2,
    ),
]

BEING_DONE_AGAIN = [
    Story(
        "垃圾清了一半，角落里的还在，苍蝇很多。",
        "RUBBISH",
        HOME,
        on(3, "09:20"),
        [
            *done_in_the_grid("垃圾清走了，喷了药。", photo=True),
            check(3),
            not_content(ago(2), "只清了路边的，墙角那堆没动", solved=Solved.PARTLY),
        ],
        building=3,
        photo="rubbish",
    ),
    Story(
        "楼道扶手晃得厉害，老人不敢扶。",
        "OTHER",
        FOURTH,
        on(2, "14:10"),
        [*done_in_the_grid("扶手的螺丝都紧了一遍。"), check_fails(ago(1.5), "二楼拐角那一段还是晃，底座要重新固定")],
        building=2,
    ),
]

IN_THE_GRID = [
    *JUST_REPORTED,
    *TO_BE_DISPATCHED,
    *TO_BE_SIGNED,
    *BEING_HANDLED,
    *BEING_CHECKED,
    *TO_BE_ASKED,
    *BEING_DONE_AGAIN,
]
