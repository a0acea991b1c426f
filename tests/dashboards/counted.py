"""Facts written down without living through the cases behind them, and the sums of them."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from cases.models import Case
from cases.terms import Channel
from dashboards.actions import catch_up
from dashboards.actions.recounting import sum_anew
from dashboards.models import Above, Fact
from dashboards.terms import What
from partyorg.models import Organisation
from tests.factories import MONDAY, SHANGHAI, Town

NOVEMBER, OCTOBER = date(2026, 11, 10), date(2026, 10, 12)


def counted(town: Town, where: str, day: date = NOVEMBER, *, unit: Organisation | None = None, **many: Any) -> None:
    """So many of each thing at this place: `satisfied_yes=30`."""
    case = Case.objects.order_by("pk").first() or town.reported()
    if not Above.objects.exists():
        catch_up(at=MONDAY)
    said = {"case": case, "day": day, "at": datetime.combine(day, time(12), SHANGHAI), "place": town.places[where]}
    Fact.objects.bulk_create(
        Fact(what=What(what), number=number, channel=Channel.PATROL, unit=unit, level=1, **said)
        for what, number in many.items()
    )
    sum_anew(set(Above.objects.values_list("above", flat=True)))


def answers(good: int, bad: int = 0) -> dict[str, Any]:
    """Everybody content with what was done, but for `bad` of them."""
    found = {"satisfied_yes": good, "solved_yes": good, "answered": good, "finished_in_time": good}
    return found | ({"satisfied_no": bad, "solved_no": bad} if bad else {})
