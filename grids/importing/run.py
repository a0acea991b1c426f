"""The whole of one import, all or nothing."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from accounts.actions import write_audit
from accounts.models import User
from grids.importing.drawings import Drawing, Drawn, store_drawings
from grids.importing.entries import Entry, Problems
from grids.importing.linking import link
from grids.importing.merging import Merge, merge_places
from grids.importing.reading import Told
from grids.models import Place
from grids.register import renew_revision
from grids.treelock import tree_write


@dataclass(frozen=True)
class Imported:
    """What an import did."""

    places: int
    merge: Merge
    stand_ins: list[Entry]
    stay_closed: list[Entry]
    drawn: Drawn


def import_places(
    entries: list[Entry], drawings: list[Drawing], *, by: User | None, at: datetime, problems: Problems, told: Told
) -> Imported:
    """Merge a file's places, then its boundaries, into the register, in one transaction under the tree's lock.

    Raises ImportRefused with every error found; then nothing is written. The same files a second time change nothing.
    """
    with tree_write(Place):
        linked = link(entries, problems)
        problems.stop_if_any()
        told("上下级关系无误，开始写入")
        merge = merge_places(linked, told)
        drawn = store_drawings(drawings, by=by, at=at, problems=problems, told=told) if drawings else Drawn()
        _audit(merge, by=by, at=at)
        if merge.changed or drawn.new:
            renew_revision()
    return Imported(len(linked.places), merge, linked.stand_ins, linked.stay_closed, drawn)


def _audit(merge: Merge, *, by: User | None, at: datetime) -> None:
    """One line for every district that an import changed; what changed in it is counted."""
    done = {"added": merge.added, "renamed": merge.renamed, "moved": merge.moved, "described": merge.described}
    counts = {what: Counter(entry.tree for entry in entries) for what, entries in done.items()}
    changed = {entry.tree: entry.root for entry in (*merge.roots, *merge.renamed, *merge.described)}
    for tree, district in changed.items():
        detail = {what: of_trees[tree] for what, of_trees in counts.items()}
        write_audit(action="导入地域", of=Place(pk=district.id), by=by, at=at, detail=detail)
