"""The course of a case as its reporter reads it: the newest three steps first, the rest behind 全部."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from cases.telling import Step

SEEN_AT_ONCE = 3


@dataclass(frozen=True, slots=True)
class Course:
    newest: list[Step]
    older: list[Step]

    @property
    def length(self) -> int:
        return len(self.newest) + len(self.older)


def course(steps: Sequence[Step]) -> Course:
    """`steps`: newest first. What was said day after day in the same words stands there once, with how often."""
    told = [_once(list(same)) for _, same in groupby(steps, key=lambda one: (one.headline, one.note, one.unit))]
    cut = SEEN_AT_ONCE if len(told) > SEEN_AT_ONCE + 1 else len(told)  # one alone is not worth a fold
    return Course(told[:cut], told[cut:])


def _once(same: list[Step]) -> Step:
    newest = same[0]
    return newest if len(same) == 1 else replace(newest, aside=f"一共 {len(same)} 次")
