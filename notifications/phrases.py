"""Phrases that rules put into their words: a moment, a unit, a matter that would be too long."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

from django.utils.timezone import localtime

from cases.terms import Level

TITLE_LENGTH = 14  # for residents: a text message of up to 70 characters is sent as one
RESULT_LENGTH = 60
REASON_LENGTH = 40
PLAN_LENGTH = 20


def by_when(moment: datetime | None) -> str:
    return f"最晚{day_and_hour(moment)}办好" if moment else "正在办理"


def in_time(moment: datetime | None) -> str:
    return f"请在{day_and_hour(moment)}前" if moment else "请尽快"


def short(text: str, *, most: int = TITLE_LENGTH) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def known_as(unit: str, level: int) -> str:
    """What residents call the unit: at the top two rungs a district has one, with a long official name."""
    return Level(level).label if level >= Level.PLATFORM else unit


@lru_cache(maxsize=1024)  # a batch has many cases with the same deadline
def day_and_hour(moment: datetime) -> str:
    there = localtime(moment)
    return f"{day(there)}{there:%H:%M}"


def day(moment: date) -> str:
    return f"{moment.month}月{moment.day}日"
