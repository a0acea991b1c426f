"""The units that answer for 市北区 on all five rungs, those that host and assist, and what the grids can draw on.

1,300 units are one tree: its numbers are reckoned in memory and written once, under the tree's lock.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Any

from accounts.actions import write_audit
from governance.demo.codes import DISTRICT, HOME_STREET, NANKOU
from grids.bulk import reserve_ids
from grids.models import Level, Place
from grids.treelock import tree_write
from partyorg.kinds import Kind
from partyorg.models import Organisation, Resource

DEPARTMENTS = [
    "区住建局", "区城市管理局", "区市场监管局", "区财政局", "区民政局", "区卫生健康局", "区应急管理局",
    "区综合行政执法局", "生态环境市北分局", "公安市北分局", "公安交警市北大队", "自然资源和规划市北分局",
]  # fmt: skip
STREET_BODIES = ("综合执法队", "市政环卫所")

# kind, what it is called, what it can do; the grids of the demo's home get all, turn by turn
RESOURCES = [
    (Resource.Kind.CRAFTSMAN, "电工老于", "电工 照明"),
    (Resource.Kind.CRAFTSMAN, "水暖师傅老孙", "水暖 防水"),
    (Resource.Kind.PARTY_MEMBER, "调解员老宋", "调解"),
    (Resource.Kind.TEAM, "绿马甲清洁队", "保洁 清运"),
    (Resource.Kind.TEAM, "手牵手邻里互助社", "照护 陪同"),
    (Resource.Kind.COMPANY, "街角五金店", "开锁 电工"),
    (Resource.Kind.CRAFTSMAN, "花木师傅老曲", "园艺"),
    (Resource.Kind.COMPANY, "惠修防水队", "防水 建筑"),
]
RESOURCES_A_GRID = 3
POOLS: dict[str, str] = {
    Resource.Kind.CRAFTSMAN: Resource.Pool.TALENT,
    Resource.Kind.COMPANY: Resource.Pool.SERVICES,
    Resource.Kind.TEAM: Resource.Pool.SOCIETY,
    Resource.Kind.PARTY_MEMBER: Resource.Pool.TALENT,
}


@dataclass
class Unit:
    name: str
    kind: Kind
    place: Place
    below: list[Unit] = field(default_factory=list)
    elected_on: date | None = None

    def all(self) -> Iterator[Unit]:
        yield self
        for unit in self.below:
            yield from unit.all()


def add_organisations(*, at: datetime) -> None:
    """The whole tree in one write."""
    district = _district(_places_by_parent())
    with tree_write(Organisation):
        ids = count(reserve_ids(Organisation, sum(1 for _ in district.all())))
        nodes = Organisation.objects.build_tree_nodes(_node(district, None, ids))
        Organisation.objects.bulk_create(nodes)
        write_audit(action="导入组织", of=nodes[0], by=None, at=at, detail={"added": len(nodes)})


def add_resources() -> None:
    home = Place.objects.filter(level=Level.GRID, parent__parent__code=HOME_STREET).order_by("code")
    Resource.objects.bulk_create(
        Resource(place=grid, kind=kind, pool=POOLS[kind], name=name, skills=skills)
        for number, grid in enumerate([*home, Place.objects.get(code=NANKOU)])
        for kind, name, skills in _some_resources(number)
    )


def _some_resources(number: int) -> list[tuple[str, str, str]]:
    return [RESOURCES[(number * RESOURCES_A_GRID + turn) % len(RESOURCES)] for turn in range(RESOURCES_A_GRID)]


def _places_by_parent() -> dict[int | None, list[Place]]:
    children: dict[int | None, list[Place]] = defaultdict(list)
    for place in Place.objects.exclude(level=Level.BUILDING).order_by("code"):
        children[place.parent_id].append(place)
    return children


def _district(children: dict[int | None, list[Place]]) -> Unit:
    [district] = [place for place in children[None] if place.code == DISTRICT]
    platform = Unit("市北区城市综合管理指挥平台", Kind.PLATFORM, district)
    return Unit(
        "市北区委",
        Kind.DISTRICT_COMMITTEE,
        district,
        [
            Unit("市北区委党建引领基层治理工作领导小组", Kind.LEADING_GROUP, district, [platform]),
            *(Unit(name, Kind.DEPARTMENT, district) for name in DEPARTMENTS),
            *(_street(street, children) for street in children[district.pk]),
        ],
    )


def _street(street: Place, children: dict[int | None, list[Place]]) -> Unit:
    return Unit(
        f"{street.name}党工委",
        Kind.STREET_COMMITTEE,
        street,
        [
            *(Unit(f"{street.name}{body}", Kind.STREET_BODY, street) for body in STREET_BODIES),
            *(_community(community, children) for community in children[street.pk]),
        ],
    )


def _community(community: Place, children: dict[int | None, list[Place]]) -> Unit:
    name = community.short_name
    return Unit(
        f"{name}党委",
        Kind.COMMUNITY_COMMITTEE,
        community,
        [
            Unit(f"示例物业{name}服务中心", Kind.PROPERTY_COMPANY, community),
            *(_branch(number, grid) for number, grid in enumerate(children[community.pk])),
        ],
        elected_on=date(2021, 12, 20),
    )


def _branch(number: int, grid: Place) -> Unit:
    """Now and then one whose chain is not complete, or whose election is due."""
    household = Unit(f"{grid.name}党员中心户", Kind.MEMBER_HOUSEHOLD, grid)
    group = Unit(f"{grid.name}党小组", Kind.PARTY_GROUP, grid, [household] if number % 4 else [])
    elected_on = date(2021, 11, 30) if number % 7 == 3 else date(2023, 6, 30)
    return Unit(f"{grid.name}党支部", Kind.GRID_BRANCH, grid, [group] if number % 6 != 5 else [], elected_on)


def _node(unit: Unit, parent_id: int | None, ids: Iterator[int]) -> dict[str, Any]:
    """A unit as mptt's build_tree_nodes reads it."""
    own_id = next(ids)
    return {
        "id": own_id,
        "parent_id": parent_id,
        "name": unit.name,
        "kind": unit.kind,
        "place_id": unit.place.pk,
        "elected_on": unit.elected_on,
        "children": [_node(below, own_id, ids) for below in unit.below],
    }
