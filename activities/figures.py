"""What was done, by whom it was for (七助): the services that were approved, whichever app saw them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Sum

from partyorg.hats import Hat
from volunteers.kinds import Help
from volunteers.models import Service
from volunteers.standing import in_sight


@dataclass(frozen=True, slots=True)
class Helped:
    """One of the seven, or what was for nobody of them."""

    label: str
    services: int
    people: int
    minutes: int

    @property
    def hours(self) -> str:
        return f"{self.minutes / 60:.1f}".removesuffix(".0")


def by_help(hat: Hat, first: date, last: date) -> list[Helped]:
    """All seven, also those with nothing, in their order, then the rest. One query."""
    rows = Service.objects.approved().filter(in_sight(hat), day__range=(first, last)).order_by()
    sums = rows.values("help").annotate(services=Count("id"), people=Count("person", distinct=True), sum=Sum("minutes"))
    found = {row["help"]: (row["services"], row["people"], row["sum"]) for row in sums}
    labels = [*Help.choices, ("", "其他")]
    return [Helped(str(label), *found.get(value, (0, 0, 0))) for value, label in labels]
