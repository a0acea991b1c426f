"""What 太平镇社区 has put on its public board, by the real action, and the duty telephones that residents may call."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from cases import actions
from cases.models import Case
from governance.demo.codes import HOME, HOME_COMMUNITY, SECOND
from partyorg.hats import hat_of
from partyorg.kinds import KINDS_OF_RUNG
from partyorg.models import Organisation

PHONES = {HOME_COMMUNITY: "0532-85550100", HOME: "0532-85550101", SECOND: "0532-85550102"}  # invented
# how the matter was told by its reporter; then what the community writes: title, words, how it was solved
RELEASED = [
    (
        "二单元二楼到三楼的楼道灯不亮",
        "楼道灯不亮",
        "有两层楼道灯不亮，老人上下楼看不清。",
        "换了声控灯，接好了松动的线头。",
    ),
    (
        "一楼楼道里堆着旧家具",
        "楼道堆物",
        "一楼楼道堆了旧家具，占了过道，有火灾隐患。",
        "住户一起清走了，电动车挪到了车棚。",
    ),
    (
        "小区东门外的垃圾桶满了",
        "垃圾桶满了没人收",
        "小区东门外的垃圾堆到了路边。",
        "清运两车，和物业定好早晚各清一次。",
    ),
    (
        "楼前的大树枝伸到三楼",
        "树枝碰窗户",
        "楼前的树枝伸到窗户上，刮风打玻璃。",
        "修剪了三棵树，树枝已清走。",
    ),
    (
        "太平镇小区门口的马路塌了",
        "门口马路塌了一个坑",
        "小区南门外路面塌陷，有人摔过。",
        "街道派人挖开重填，铺了沥青，已经通行。",
    ),
    (
        "小区里的车停在消防通道",
        "车停在消防通道上",
        "晚上消防通道被停满，救护车进不来。",
        "开居民会定了规矩，划了禁停线。",
    ),
    (
        "地下室的墙漏水，地上积了",
        "地下室漏水",
        "地下室墙面漏水，地面有积水，正在找原因。",
        "",
    ),
    (
        "楼后山坡的挡土墙裂了",
        "楼后挡土墙开裂",
        "挡土墙有裂缝，已拉警戒线，请大家绕行。",
        "",
    ),
]


def add_board(at: datetime) -> None:
    secretary = hat_of(User.objects.get(username="community"), at)
    for place, phone in PHONES.items():
        on_rungs = [*KINDS_OF_RUNG[1], *KINDS_OF_RUNG[2]]
        Organisation.objects.filter(place__code=place, kind__in=on_rungs).update(duty_phone=phone)
    for told, title, words, outcome in RELEASED:
        case = Case.objects.with_faces().get(words__startswith=told)
        actions.release(case, title=title, words=words, outcome=outcome, by=secretary, at=at)
