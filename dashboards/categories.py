"""Categories as a tree: narrowed to one, cases are of it and of all below it. Told apart, each has its own row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cases.models import Category

NONE_YET = "还没有定"  # in place of a category's name, of a unit's


@dataclass(frozen=True, slots=True)
class Tree:
    """By number, as the tallies have it written. `parents`: of those that have one."""

    names: Mapping[str, str]
    parents: Mapping[str, str]

    def with_above(self, value: str) -> list[str]:
        """Itself and those above it, the nearest first."""
        found = [value]
        while (parent := self.parents.get(found[-1])) and parent not in found:
            found.append(parent)
        return found

    def with_below(self, value: str) -> tuple[str, ...]:
        """Itself and all below it, those no longer in use too."""
        return (value, *(one for one in self.names if one != value and value in self.with_above(one)))

    def called(self, value: str) -> str:
        """As a page says that it is narrowed to it: 占道经营（含 店外经营）"""
        _, *below = self.with_below(value)
        return (
            f"{self.names[value]}（含 {'、'.join(self.names[one] for one in below)}）" if below else self.names[value]
        )


def category_tree() -> Tree:
    """One query."""
    rows = list(Category.objects.values_list("pk", "name", "parent"))
    return Tree({str(pk): name for pk, name, _ in rows}, {str(pk): str(above) for pk, _, above in rows if above})
