"""What residents are asked about or have judged: waiting for their answer, done again, said to have come back."""

from cases.terms import Solved
from governance.demo.codes import (
    ASKED_TRACKING_CODE,
    EIGHTH,
    FOURTH,
    HAIBOHE,
    HOME,
    SEVENTH,
    SIXTH,
    THIRD,
)
from governance.demo.deeds import (
    ask_reopening,
    check,
    check_fails,
    close_unreached,
    content,
    not_content,
    reopen,
    unreached,
)
from governance.demo.replay import Story
from governance.demo.stories.beginnings import done_in_the_grid
from governance.demo.timeline import ago, on, same_day

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
        [
            *done_in_the_grid("老曲把喷头换了，定时也重新设过。", found="花木师傅老曲"),
            check(3),
            unreached(ago(2), "上午打了两次，没人接，发了短信。"),
        ],
    ),
    Story(
        "晚上有人在楼下修车，敲打到十一点。",
        "NOISE",
        SEVENTH,
        on(2, "13:50"),
        [*done_in_the_grid("修车师傅答应晚上七点收工，贴了告示。", found="调解员老宋"), check(2)],
        confidential=True,
    ),
    Story(
        "楼道墙上的小广告贴满了，电话都是开锁贷款的。",
        "OTHER",
        HAIBOHE,
        on(2, "09:20"),
        [*done_in_the_grid("清洗了一到六层，刷了白。"), check(5)],
        building=2,
        anonymous=True,
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

NOBODY_ANSWERED = [
    Story(
        "楼道窗户关不上，冬天灌风。",
        "OTHER",
        FOURTH,
        on(9, "09:30"),
        [
            *done_in_the_grid("换了窗扇的合页，能关严了。"),
            check(on(8, "10:00")),
            unreached(on(7, "10:00"), "上午没人接。"),
            unreached(on(6, "15:00"), "下午没人接，发了短信。"),
            unreached(on(4, "16:00"), "上门一次，家里没人。"),
            close_unreached(same_day("16:10"), "三天里联系三次都没联系上。"),
        ],
        building=3,
    ),
]

CAME_BACK = [
    # The reporter says so; intake has not decided yet.
    Story(
        "小区北门的路灯坏了两盏，晚上黑漆漆的。",
        "LIGHTING",
        SIXTH,
        on(7, "09:05"),
        [
            *done_in_the_grid("换了两盏灯头，晚上去看过，都亮了。", found="电工老于"),
            check(7),
            content(2),
            ask_reopening(ago(2), "亮了三天，昨晚又灭了一盏，还是靠门那盏。"),
        ],
        photo="lamp",
    ),
    # Opened again: it keeps its first receiver and waits to be dispatched.
    Story(
        "单元门的门禁坏了，谁都能进，推销的天天上门。",
        "OTHER",
        EIGHTH,
        on(6, "15:00"),
        [
            *done_in_the_grid("五金店师傅换了电磁锁，门禁卡都能刷开。", found="街角五金店"),
            check(4),
            content(3),
            ask_reopening(on(2, "10:20"), "门禁又失灵了，刷卡没反应。"),
            reopen(ago(2), "去看过，电磁锁的电源又断了，要查线路。"),
        ],
        building=1,
    ),
]

JUDGED = [*TO_BE_ASKED, *BEING_DONE_AGAIN, *NOBODY_ANSWERED, *CAME_BACK]
