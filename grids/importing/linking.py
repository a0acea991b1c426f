"""Who stands under whom: each entry of the file meets its parent, in the file or in the register, or an error does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import TypeVar

from grids.importing.entries import Entry, Problems
from grids.models import Level, Place, Region
from grids.workflow import misplaced

T = TypeVar("T")

ASKED_AT_ONCE = 900  # codes in one query; SQLite's old limit is 999

COLUMNS = (
    *("id", "code", "name", "level", "parent_id", "region_id", "lat", "lon", "valid_to"),
    *("tree_id", "lft", "rght", "depth"),
)


@dataclass
class Linked:
    """The file's entries by code, the registered places of every tree they touch, and the names above the roots."""

    regions: dict[str, Entry] = field(default_factory=dict)
    places: dict[str, Entry] = field(default_factory=dict)
    registered: dict[str, Entry] = field(default_factory=dict)
    stand_ins: list[Entry] = field(default_factory=list)
    stay_closed: list[Entry] = field(default_factory=list)

    def standing(self, code: str) -> Entry | None:
        """The entry that will be in the tree under this code: the registered one, else the file's."""
        return self.registered.get(code) or self.places.get(code)


def link(entries: Iterable[Entry], problems: Problems) -> Linked:
    """Sort the entries out and check every parent; what is wrong goes to `problems`."""
    linked = Linked()
    known_regions = {region.code: region for region in Region.objects.all()}
    _sort_out(entries, linked, problems)
    _stand_in_for_missing_districts(linked, known_regions)
    linked.registered = _registered({*linked.places, *(entry.parent_code for entry in linked.places.values())})
    _leave_alone(linked)
    for entry in linked.regions.values():
        if entry.parent_code in problems.refused:
            continue
        if clause := _region_clause(entry, linked, known_regions):
            problems.at(entry, clause)
    for entry in linked.places.values():
        if entry.parent_code in problems.refused:
            continue
        if clause := _register_clause(entry, linked) or _parent_clause(entry, linked, known_regions):
            problems.at(entry, clause)
    return linked


def _sort_out(entries: Iterable[Entry], linked: Linked, problems: Problems) -> None:
    for entry in entries:
        mine = linked.places if isinstance(entry.level, Level) else linked.regions
        first = linked.places.get(entry.code) or linked.regions.get(entry.code)
        if first:
            problems.at(entry, f"编码 {entry.code} 与{first.source}第 {first.line} 行重复")
        else:
            mine[entry.code] = entry


def _stand_in_for_missing_districts(linked: Linked, known: dict[str, Region]) -> None:
    """东莞, 中山, 儋州, 嘉峪关 have streets and no districts: the city itself stands as the one district.

    Its code is the first six digits of its streets' codes (441900, 620201), as in the statistical codes.
    """
    for street in [entry for entry in linked.places.values() if entry.level == Level.STREET]:
        city = linked.regions.get(street.parent_code) or known.get(street.parent_code)
        if city is None or city.level != Region.Level.CITY:
            continue
        native = len(street.code) >= 9 and street.code.startswith(city.code)
        code = street.code[:6] if native else city.code.ljust(6, "0")
        if code not in linked.places:
            stand_in = Entry(code, city.name, Level.DISTRICT, city.code, street.source, street.line)
            linked.places[code] = stand_in
            linked.stand_ins.append(stand_in)
        street.parent_code = code


def _leave_alone(linked: Linked) -> None:
    """Two kinds of entries change nothing: a stand-in that is registered, and a place that was closed since.

    An old file imported again must neither fail over what was closed nor open it again.
    """
    for entry in list(linked.places.values()):
        old = linked.registered.get(entry.code)
        if old and old.closed and old.name == entry.name:
            linked.stay_closed.append(linked.places.pop(entry.code))
    for stand_in in linked.stand_ins:
        if stand_in.code in linked.registered:
            linked.places.pop(stand_in.code, None)
    linked.stand_ins = [stand_in for stand_in in linked.stand_ins if stand_in.code in linked.places]


def _registered(codes: set[str]) -> dict[str, Entry]:
    """Every place of every tree in which one of these codes is known, linked; of two under one code the open one."""
    trees: set[int] = set()
    if Place.objects.exists():
        for some in portions(codes):
            trees.update(Place.objects.filter(code__in=some).order_by().values_list("tree_id", flat=True))
    by_id: dict[int, Entry] = {}
    links: list[tuple[int, int]] = []
    for some_trees in portions(trees):
        rows = Place.objects.filter(tree_id__in=some_trees).values_list(*COLUMNS)
        for pk, code, name, level, parent_id, region, lat, lon, valid_to, *numbers in rows.iterator(10_000):
            by_id[pk] = Entry(
                code, name, Level(level), lat=lat, lon=lon, id=pk, region_code=region,
                closed=valid_to is not None, numbers=tuple(numbers),
            )  # fmt: skip
            if parent_id is not None:
                links.append((parent_id, pk))
    for parent_id, pk in links:
        by_id[parent_id].adopt(by_id[pk])
    return {entry.code: entry for entry in sorted(by_id.values(), key=lambda entry: not entry.closed)}


def portions(items: Iterable[T]) -> Iterator[list[T]]:
    """The items in lists short enough for one query."""
    rest = iter(items)
    while some := list(islice(rest, ASKED_AT_ONCE)):
        yield some


def _register_clause(entry: Entry, linked: Linked) -> str:
    """What the register says against this line."""
    old = linked.registered.get(entry.code)
    if old is None:
        return ""
    if old.closed:
        return f"编码 {entry.code} 曾用于{old.name}，已停用，编码不能重复使用"
    if old.level != entry.level:
        return f"编码 {entry.code} 已登记为{old.level.label}，文件写作{entry.level.label}，级别不能由导入改变"
    return ""


def _parent_clause(entry: Entry, linked: Linked, known: dict[str, Region]) -> str:
    if not entry.parent_code:
        return misplaced(Level(entry.level), None)
    if parent := linked.standing(entry.parent_code):
        closed = f"上级{parent.name}（{parent.code}）已停用" if parent.closed else ""
        return closed or misplaced(entry.level, parent.level)  # type: ignore[arg-type]  # places, not regions
    region = linked.regions.get(entry.parent_code) or known.get(entry.parent_code)
    if region is None:
        return f"上级编码 {entry.parent_code} 既不在文件里，也没有登记过"
    if entry.level == Level.DISTRICT:
        return ""
    return f"{entry.level.label}不能直接属于{Region.Level(region.level).label}"


def _region_clause(entry: Entry, linked: Linked, known: dict[str, Region]) -> str:
    if len(entry.code) > 6:
        return f"省市编码 {entry.code} 不能超过 6 位"
    if entry.level == Region.Level.PROVINCE:
        return "省级上面没有别的地域" if entry.parent_code else ""
    above = linked.regions.get(entry.parent_code) or known.get(entry.parent_code)
    if above is None:
        return f"上级编码 {entry.parent_code or '（空）'} 不是文件里或登记过的省"
    return "" if above.level == Region.Level.PROVINCE else "地级应属于省级"
