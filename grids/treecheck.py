"""Proves the numbers of an mptt tree (tree_id, lft, rght, level) against its parent links, reading each row once."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model


@dataclass(slots=True)
class _Open:
    """A node whose right edge the walk has not reached yet."""

    pk: Any
    right: int


def broken_rows(model: type[Model]) -> list[str]:
    """One Chinese sentence for every row whose numbers disagree with its parent link; empty when the tree is sound.

    Works for any mptt model and streams: 665,000 rows need no more memory than one branch.
    """
    names = model._mptt_meta  # type: ignore[attr-defined]  # any mptt model has it
    columns = ("pk", f"{names.parent_attr}_id", names.tree_id_attr, names.left_attr, names.right_attr, names.level_attr)
    walk = _Walk(str(model._meta.verbose_name))
    rows = model._default_manager.order_by(names.tree_id_attr, names.left_attr, "pk").values_list(*columns)
    for row in rows.iterator(chunk_size=5000):
        walk.enter(*row)
    walk.leave_until(None)
    return walk.broken


class _Walk:
    """A walk over the rows in the order of their left edges, counting the edges 1, 2, 3 … as it should find them."""

    def __init__(self, noun: str) -> None:
        self.noun = noun
        self.broken: list[str] = []
        self.branch: list[_Open] = []
        self.tree: int | None = None
        self.edge = 0

    def enter(self, pk: Any, parent: Any, tree: int, left: int, right: int, depth: int) -> None:
        if tree != self.tree:
            self.leave_until(None)
            self.tree, self.edge = tree, 0
        self.leave_until(left)
        above = self.branch[-1].pk if self.branch else None
        self.expect(pk, "左值", left, self.edge + 1)
        self.expect(pk, "上级", parent, above)
        self.expect(pk, "层级", depth, len(self.branch))
        if right <= left:
            self.broken.append(f"{self.noun} #{pk}：右值 {right} 应大于左值 {left}")
        self.edge = left
        self.branch.append(_Open(pk, right))

    def leave_until(self, left: int | None) -> None:
        while self.branch and (left is None or self.branch[-1].right < left):
            node = self.branch.pop()
            self.expect(node.pk, "右值", node.right, self.edge + 1)
            self.edge = node.right

    def expect(self, pk: Any, what: str, found: Any, wanted: Any) -> None:
        if found != wanted:
            self.broken.append(f"{self.noun} #{pk}：{what}应为 {wanted}，实为 {found}")
