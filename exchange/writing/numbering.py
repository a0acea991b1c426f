"""The tree's numbers after many organisations have come in: built in memory, written at once.

New units come last under their parents, as the register hangs them; only trees that something comes into change.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Max

from partyorg.models import Organisation

Numbers = tuple[int, int, int, int]  # tree_id, lft, rght, depth


@dataclass(slots=True)
class Numbering:
    """`new`: of every new unit; `shifted`: of those of the register whose numbers are others now. By id."""

    new: dict[int, Numbers] = field(default_factory=dict)
    shifted: dict[int, Numbers] = field(default_factory=dict)


def number(new: Iterable[tuple[int, int | None]]) -> Numbering:
    """`new`: (id, parent's id), in their order. The caller holds the tree's lock."""
    below: dict[int | None, list[int]] = defaultdict(list)
    standing: dict[int, Numbers] = {}
    for pk, parent, *numbers in Organisation.objects.order_by("tree_id", "lft").values_list(
        "id", "parent_id", "tree_id", "lft", "rght", "depth"
    ):
        below[parent].append(pk)
        standing[pk] = (numbers[0], numbers[1], numbers[2], numbers[3])
    for pk, parent in new:
        below[parent].append(pk)
    numbering = Numbering()
    next_tree = (Organisation.objects.aggregate(last=Max("tree_id"))["last"] or 0) + 1
    for root in below[None]:
        if root in standing:
            tree = standing[root][0]
        else:
            tree, next_tree = next_tree, next_tree + 1
        _walk(root, tree, 1, 0, below, standing, numbering)
    return numbering


def _walk(
    pk: int,
    tree: int,
    left: int,
    depth: int,
    below: dict[int | None, list[int]],
    standing: dict[int, Numbers],
    numbering: Numbering,
) -> int:
    """Number one and all below it, its left edge being `left`; returns its right edge. No chain is deeper than nine."""
    right = left + 1
    for child in below.get(pk, ()):
        right = _walk(child, tree, right, depth + 1, below, standing, numbering) + 1
    numbers = (tree, left, right, depth)
    if pk not in standing:
        numbering.new[pk] = numbers
    elif standing[pk] != numbers:
        numbering.shifted[pk] = numbers
    return right
