"""Settled weeks ago in their grids, here and there: what the months behind are scored by, whatever day it is today."""

from collections.abc import Callable
from functools import partial

from cases.terms import Satisfied
from governance.demo.codes import CHANGSHALU, DALIANLU, HAIBOHE, HOME, KEJIJIE, SECOND, SHENYANGLU, TONGANLU, ZHOUKOULU
from governance.demo.deeds import Deed, check, content
from governance.demo.replay import Story
from governance.demo.stories.beginnings import done_by_the_company, done_in_the_grid
from governance.demo.timeline import on


def _settled(
    days_back: int,
    place: str,
    category: str,
    words: str,
    result: str,
    satisfied: Satisfied = Satisfied.YES,
    *,
    done: Callable[[str], list[Deed]] = done_in_the_grid,
) -> Story:
    deeds = [*done(result), check(3), content(4, satisfied=satisfied, asked=True)]
    return Story(words, category, place, on(days_back, "09:50"), deeds)


_by_the_company = partial(_settled, done=done_by_the_company)
_MOSTLY = Satisfied.MOSTLY
BEFORE = [
    _by_the_company(19, HOME, "PARKING", "消防通道上停了一辆面包车，几天没挪。", "找到车主，当天挪走，补画了禁停线。"),
    _settled(22, KEJIJIE, "LIGHTING", "科技街路口的路灯一闪一闪的，晚上看不清路。", "换了灯泡和镇流器，夜里去看过。"),
    _by_the_company(25, SECOND, "PASSAGE", "装修剩下的沙子堆在楼道口一个月了。", "装修公司清走了，地也扫了。", _MOSTLY),
    _by_the_company(27, HOME, "LEAK", "厨房顶上往下滴水，楼上说不是他家。", "查到是公共立管，换了一截。", _MOSTLY),
    _settled(28, DALIANLU, "GREENERY", "草坪被车压秃了一大片。", "补种了草，路边加了挡车石。"),
    _settled(30, CHANGSHALU, "NOISE", "早上五点就有人在楼下装卸货。", "和店主说定七点以后装卸。", _MOSTLY),
    _by_the_company(32, TONGANLU, "PASSAGE", "顶楼平台的门被锁死，消防检查说不合格。", "开了锁，换成推杠门。"),
    _settled(34, HOME, "PASSAGE", "对门把鞋柜放在公共走道上。", "两家说好，鞋柜搬进屋里。"),
    _by_the_company(36, SHENYANGLU, "LIGHTING", "地下车库三排的灯全灭了。", "合上跳闸的开关，换了老化的线。"),
    _settled(38, ZHOUKOULU, "PASSAGE", "一楼过道里码着旧瓷砖，绊倒过人。", "户主搬进了自家储藏室。", _MOSTLY),
    _by_the_company(40, HAIBOHE, "GREENERY", "灌木长得挡住了单元门口的监控。", "修剪好了，监控能看清。"),
    _by_the_company(42, HOME, "PASSAGE", "三楼楼道里的旧沙发没人收。", "联系收旧物的拉走了。"),
]  # fmt: skip
