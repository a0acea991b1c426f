"""Merging what a file says into the trees: numbers are built in memory, then everything is written at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from django.db.models import Max

from grids.bulk import Values, insert_rows, reserve_ids, update_rows
from grids.importing.entries import Entry
from grids.importing.linking import Linked
from grids.importing.reading import Told
from grids.models import FROM_THE_BEGINNING, Place, Region

INSERTED = (
    *("id", "code", "name", "level", "parent", "region", "lat", "lon", "valid_from", "lines"),
    *("tree_id", "lft", "rght", "depth"),
)
UPDATED = ("name", "parent", "region", "lat", "lon", "tree_id", "lft", "rght", "depth")


@dataclass
class Merge:
    """What an import does to the register of places. Nothing is ever deleted: what the file leaves out is told."""

    added: list[Entry] = field(default_factory=list)
    renamed: list[Entry] = field(default_factory=list)
    moved: list[Entry] = field(default_factory=list)
    described: list[Entry] = field(default_factory=list)
    missing: list[Entry] = field(default_factory=list)
    roots: list[Entry] = field(default_factory=list)  # of the trees that need new numbers

    @property
    def changed(self) -> bool:
        return bool(self.added or self.renamed or self.moved or self.described)


def merge_places(linked: Linked, told: Told) -> Merge:
    """Write regions and places, under the tree's lock, which the caller holds."""
    _write_regions(linked.regions)
    merge = _merge(linked)
    changed = {entry.id: entry for entry in _number(merge.roots)}
    changed |= {entry.id: entry for entry in (*merge.renamed, *merge.moved, *merge.described)}
    if merge.added:
        first = reserve_ids(Place, len(merge.added))
        for number, entry in enumerate(merge.added, start=first):
            entry.id = number
    insert_rows(Place, INSERTED, _inserts(merge.added), lambda n: told(f"已写入 {n} / {len(merge.added)}"))
    update_rows(Place, UPDATED, _updates(changed.values()), lambda n: told(f"已更新 {n} / {len(changed)}"))
    return merge


def _merge(linked: Linked) -> Merge:
    merge = Merge()
    for entry in linked.places.values():
        parent = linked.standing(entry.parent_code)
        region = entry.parent_code if parent is None and entry.parent_code else None
        if old := linked.registered.get(entry.code):
            _amend(old, entry, parent, region, merge)
        else:
            entry.region_code = region
            if parent is not None:
                parent.adopt(entry)
            merge.added.append(entry)
    merge.roots = _roots(merge, linked)  # not before: only now is every new entry hung up to its root
    merge.missing = _left_out(linked)
    return merge


def _amend(old: Entry, said: Entry, parent: Entry | None, region: str | None, merge: Merge) -> None:
    if old.name != said.name:
        old.name = said.name
        merge.renamed.append(old)
    if old.parent is not None and parent is not None and old.parent is not parent:
        (old.parent.children or []).remove(old)
        parent.adopt(old)
        merge.moved.append(old)
    where = (said.lat, said.lon) if said.lat is not None else (old.lat, old.lon)  # a file may leave both out
    described = (region or old.region_code, *where)
    if described != (old.region_code, old.lat, old.lon):
        old.region_code, old.lat, old.lon = described
        merge.described.append(old)


def _roots(merge: Merge, linked: Linked) -> list[Entry]:
    """The roots of the trees that something came into, or moved out of."""
    siblings = {id(entry.parent or entry): entry for entry in (*merge.added, *merge.moved)}
    roots = {id(entry.root): entry.root for entry in siblings.values()}
    left_behind = {entry.tree for entry in merge.moved}
    roots |= {id(old): old for old in linked.registered.values() if old.parent is None and old.tree in left_behind}
    return list(roots.values())


def _left_out(linked: Linked) -> list[Entry]:
    """Open places that the register has beside those of the file (same parent, same level) and the file has not."""
    if not linked.registered:
        return []
    listed = {(id(linked.standing(entry.parent_code)), entry.level) for entry in linked.places.values()}
    return [
        entry
        for entry in linked.registered.values()
        if entry.code not in linked.places
        and not entry.closed
        and entry.parent is not None
        and (id(entry.parent), entry.level) in listed
    ]


def _number(roots: Iterable[Entry]) -> list[Entry]:
    """Number these trees afresh, children by code; returns the registered entries whose numbers changed."""
    shifted: list[Entry] = []
    next_tree = (Place.objects.aggregate(last=Max("tree_id"))["last"] or 0) + 1
    for root in sorted(roots, key=lambda entry: entry.code):
        if root.numbers:
            tree = root.numbers[0]
        else:
            tree, next_tree = next_tree, next_tree + 1
        _walk(root, tree, 1, 0, shifted)
    return shifted


def _walk(entry: Entry, tree: int, left: int, depth: int, shifted: list[Entry]) -> int:
    """Number the entry and all below it, its left edge being `left`; returns its right edge."""
    right = left + 1
    if entry.children:
        entry.children.sort(key=_by_code)
        for child in entry.children:
            right = _walk(child, tree, right, depth + 1, shifted) + 1
    numbers = (tree, left, right, depth)
    if entry.numbers is not None and entry.numbers != numbers:
        shifted.append(entry)
    entry.numbers = numbers
    return right


def _by_code(entry: Entry) -> str:
    return entry.code


def _inserts(entries: Iterable[Entry]) -> Iterator[Values]:
    since = FROM_THE_BEGINNING.isoformat()
    for entry in entries:
        above = entry.parent.id if entry.parent else None
        level = entry.level.value
        fixed = (entry.id, entry.code, entry.name, level, above, entry.region_code, entry.lat, entry.lon, since, "[]")
        yield fixed + (entry.numbers or ())


def _updates(entries: Iterable[Entry]) -> Iterator[Values]:
    for entry in entries:
        above = entry.parent.id if entry.parent else None
        yield (entry.name, above, entry.region_code, entry.lat, entry.lon, *(entry.numbers or ()), entry.id)


def _write_regions(regions: dict[str, Entry]) -> None:
    known = {region.code: region for region in Region.objects.all()}
    for entry in sorted(regions.values(), key=lambda entry: entry.level != Region.Level.PROVINCE):
        said = Region(code=entry.code, name=entry.name, level=entry.level, parent_id=entry.parent_code or None)
        old = known.get(entry.code)
        if old is None or (old.name, old.level, old.parent_id) != (said.name, said.level, said.parent_id):
            said.save(force_insert=old is None)
