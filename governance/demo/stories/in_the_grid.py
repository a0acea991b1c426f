"""What the grids have in hands now: being handled, being checked."""

from cases.terms import Channel
from governance.demo.codes import FIFTH, FOURTH, HOME, SECOND, SEVENTH, SIXTH
from governance.demo.deeds import ask_extension, extend, match, say_again
from governance.demo.replay import Story
from governance.demo.stories.beginnings import (
    done_by_the_company,
    done_in_the_grid,
    taken_up,
    taken_up_by_the_company,
)
from governance.demo.timeline import ago, on

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
    # Longer is asked for, and granted one rung up.
    Story(
        "对面新开的超市招牌整夜亮着，照得睡不着觉。",
        "GLARE",
        HOME,
        ago(4),
        [*taken_up(), ask_extension(ago(1), "1wd", "店主答应换定时开关，配件后天才到。")],
        building=2,
        photo="sign",
    ),
    Story(
        "楼上晾的衣服滴水，把我家被子都打湿了。",
        "NEIGHBOURS",
        FIFTH,
        ago(5),
        [
            *taken_up(),
            ask_extension(1, "1wd", "楼上一家明天出差回来，约好一起谈。"),
            extend(0.5, "同意，谈完当天报结果。"),
        ],
        building=2,
        channel=Channel.WECHAT,
    ),
    # Said again by the same person, and reported by the head of the building for the neighbours, too.
    Story(
        "一楼的下水道反味，厨房里全是臭味。",
        "LEAK",
        FOURTH,
        ago(5),
        [*taken_up(), say_again(ago(1), "一楼的下水道反味，厨房里全是臭味，今天更厉害了。")],
        building=1,
    ),
    Story(
        "三单元的水管夜里响，几家都睡不好。",
        "LEAK",
        HOME,
        ago(5.2),
        [*taken_up_by_the_company(), match(1, "老孙听过，是减压阀松了，物业去买配件", found="水暖师傅老孙")],
        building=1,
        address="3单元",
        channel=Channel.BUILDING_HEAD,
        households=6,
        represented=4,
    ),
    Story("楼门口的化粪池满了，臭水往外冒，没法走。", "OTHER", HOME, ago(3.5), taken_up(), building=2),
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
        done_by_the_company("三块石板重新铺平，用水泥勾了缝。"),
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
        done_by_the_company("台阶补好了，贴了防滑条。"),
        building=3,
    ),
]

IN_THE_GRID = [*BEING_HANDLED, *BEING_CHECKED]
