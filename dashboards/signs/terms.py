"""What is looked for, and from how many on. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import sqrt
from typing import NamedTuple

from django.db.models import TextChoices

from dashboards.periods import Period
from grids.models import Place

RECENT_DAYS, WEEKS = 7, 8  # a rise: these days against so many weeks before them
FEW = 5  # below so many in a week nothing is called a rise
LONG_DAYS = 30  # what is said again and again, and what climbs
OFTEN = 3
LISTED = 8  # cases of a sign
MOST_LISTED = 100  # of one whose others no page lists
MOST_NAMED = 5  # places that a rise comes from
ENOUGH_CAME, TIMES, HALF = 10, 2, 2  # places where everything climbs: one in `HALF`, or `TIMES` the whole


class SignKind(TextChoices):
    RISE = "RISE", "突然增多"
    REPEATED = "REPEATED", "反复反映"
    ADDRESS = "ADDRESS", "同一地点"
    CLIMBING = "CLIMBING", "都往上走"


@dataclass(frozen=True, slots=True)
class Sign:
    """`about`: the category's or case's number, a mark of the address; with kind and place it is the sign's name.

    `words`: the whole arithmetic. `narrowed`: to which of the place's cases, as an address says it.
    """

    kind: SignKind
    place: Place
    about: str
    title: str
    words: str
    weight: float  # how far beyond its limit: the furthest first
    during: Period
    case_ids: tuple[int, ...] = ()
    many: int = 0  # cases there are: more than are named
    narrowed: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> str:
        return f"{self.kind.lower()}-{self.place.pk}-{self.about}"

    def with_cases(self, ids: Sequence[int], listed: int) -> Sign:
        """The newest `listed` of them by name, the others as a number."""
        return replace(self, case_ids=tuple(ids[:listed]), many=len(ids))


def limit_of(mean: float) -> float:
    """What a week may have where `mean` is usual: the mean, three times its square root, and one.

    Numbers of independent reports vary by about the root of their mean (Poisson). With nothing but that chance, and
    the mean known from eight weeks alone, the rule gives at most 4.7 false alarms among 1,000 categories of places a
    week (reckoned exactly for means from 0.05 to 100: tests/dashboards/test_signs.py).
    """
    return mean + 3 * sqrt(mean) + 1


def is_rise(recent: int, before: int) -> bool:
    """`before`: in all the weeks together."""
    return recent >= FEW and recent > limit_of(before / WEEKS)


def in_words(recent: int, before: int) -> str:
    """Each part as it is shown, so that whoever adds them up comes to the same sum."""
    mean = before / WEEKS
    usual, spread = round(mean, 2), round(3 * sqrt(mean), 2)
    return (
        f"近 {RECENT_DAYS} 天来了 {recent} 件（后来并案、不予受理、撤回的也算），"
        f"过去 {WEEKS} 周平均每周 {usual:.2f} 件，它平方根的 3 倍是 {spread:.2f}，"
        f"超过 {usual:.2f} + {spread:.2f} + 1 = {usual + spread + 1:.2f}。"
    )


def whence(parts: Mapping[Place, int], many: int) -> str:
    """From which places below how many of them; what was reported to the place itself is what is left over."""
    if not parts:
        return ""
    most = sorted(parts.items(), key=lambda pair: -pair[1])
    said = [f"{place.short_name} {number} 件" for place, number in most[:MOST_NAMED]]
    if rest := many - sum(number for _, number in most[:MOST_NAMED]):
        said.append(f"别处 {rest} 件")
    return f"来自{'、'.join(said)}。"


class Left(NamedTuple):
    """Of so many that came to a place, so many have left the grids upwards: cases, however often each went up."""

    cases: int
    came: int

    @property
    def percent(self) -> float:
        return 100 * self.cases / self.came if self.came else 0.0

    @property
    def in_words(self) -> str:
        return f"{self.percent:.1f}%（{self.cases} / {self.came}）"

    def less(self, part: Left) -> Left:
        return Left(self.cases - part.cases, self.came - part.came)


def is_half(mine: Left) -> bool:
    """By itself, whatever the whole is like: where everything climbs everywhere no place is twice the whole."""
    return mine.came >= ENOUGH_CAME and HALF * mine.cases >= mine.came


def is_twice(mine: Left, whole: Left) -> bool:
    return mine.came >= ENOUGH_CAME and mine.cases * whole.came >= TIMES * whole.cases * mine.came > 0


def climbs(mine: Left, whole: Left) -> bool:
    """Whether half of what came in a place left the grids upwards, or twice as large a share as in the whole."""
    return is_half(mine) or is_twice(mine, whole)


def is_worse(mine: Left, around: Left) -> bool:
    """Than what is around it and listed already: twice its share, or at most half as much stays in the grids."""
    stay, stay_around = mine.came - mine.cases, around.came - around.cases
    is_higher = mine.cases * around.came > around.cases * mine.came
    half_stays = TIMES * stay * around.came <= stay_around * mine.came
    return mine.came >= ENOUGH_CAME and is_higher and (half_stays or is_twice(mine, around))


def beyond(mine: Left, whole: Left) -> float:
    """By how many points it is beyond the lower of its limits."""
    return mine.percent - min(100 / HALF, TIMES * whole.percent or 100)
