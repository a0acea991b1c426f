"""What one day is: worked or not, and why."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DayKind(StrEnum):
    WORKDAY = "工作日"
    WEEKEND = "周末"
    HOLIDAY = "放假"
    MAKEUP = "调休上班"


@dataclass(frozen=True, slots=True)
class Day:
    """`name` is the holiday a day off (or its make-up day) belongs to; `provisional` means no table holds this day."""

    date: date
    is_workday: bool
    name: str = ""
    provisional: bool = False

    @property
    def kind(self) -> DayKind:
        weekend = self.date.weekday() >= 5
        if self.is_workday:
            return DayKind.MAKEUP if weekend else DayKind.WORKDAY
        return DayKind.WEEKEND if weekend and not self.name else DayKind.HOLIDAY


def unannounced(day: date) -> Day:
    """A day of a year whose holidays are not known yet: Monday to Friday work."""
    return Day(day, is_workday=day.weekday() < 5, provisional=True)
