"""How long something may take: an amount and a unit, written `2wd`, `4wh`, `7nd`, `24h`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

LONGEST = 3650
HOURS_OF_A_WORKING_DAY = 8


class Unit(StrEnum):
    WORKING_HOUR = "wh"
    WORKING_DAY = "wd"
    NATURAL_DAY = "nd"
    CLOCK_HOUR = "h"

    @property
    def in_words(self) -> str:
        return _IN_WORDS[self]


_IN_WORDS = {
    Unit.WORKING_HOUR: "个工作小时",
    Unit.WORKING_DAY: "个工作日",
    Unit.NATURAL_DAY: "个自然日",
    Unit.CLOCK_HOUR: "小时",
}


@dataclass(frozen=True, slots=True)
class Limit:
    """`amount` units, 1 to 3650. Raises ValueError, with a sentence for the screen, for anything else."""

    amount: int
    unit: Unit

    def __post_init__(self) -> None:
        if not 1 <= self.amount <= LONGEST:
            raise ValueError(f"时限要在 1 到 {LONGEST} 之间，不能是 {self.amount}。")

    @classmethod
    def parse(cls, text: str) -> Limit:
        found = re.fullmatch(r"([0-9]{1,9})(wh|wd|nd|h)", text.strip())
        if found is None:
            raise ValueError(
                f"看不懂时限“{text[:40]}”：请写数字加单位，如 2wd（工作日）、4wh（工时）、7nd（自然日）、24h（小时）。"
            )
        return cls(int(found[1]), Unit(found[2]))

    def __str__(self) -> str:
        return f"{self.amount}{self.unit}"

    @property
    def in_words(self) -> str:
        return f"{self.amount} {self.unit.in_words}"

    def halved(self) -> Limit:
        """The limit of a rework: half, rounded up, at least one working day (domain.md §3.5, rework_start).

        Working hours whose half is no more than a day's work become one working day. One natural day needs no such
        care: it rolls to a working day and so ends when one working day does. Clock hours stay clock hours, because
        emergencies run round the clock (§3.4): badly done work must not buy an emergency a holiday.
        """
        half = Limit((self.amount + 1) // 2, self.unit)
        if self.unit is Unit.WORKING_HOUR and half.amount <= HOURS_OF_A_WORKING_DAY:
            return Limit(1, Unit.WORKING_DAY)
        return half
