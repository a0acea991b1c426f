"""What apps above say of somebody on the page 志愿服务, each by what it told here when it was loaded."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime

from accounts.models import User

Saying = Callable[[User, datetime], Iterable[str]]
_SAYINGS: list[Saying] = []


def said_on_the_hub(saying: Saying) -> Saying:
    """For apps above, which this one may not know."""
    _SAYINGS.append(saying)
    return saying


def lines_of(person: User, at: datetime) -> list[str]:
    """A sentence each: what they are that day, and what waits for them at that moment."""
    return [line for saying in _SAYINGS for line in saying(person, at)]
