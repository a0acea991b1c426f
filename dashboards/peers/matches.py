"""Units beside each other: departments and stations by how they answer, property companies by what lies with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db.models import Count, Q

from cases.models import Case
from cases.models.queries import inside
from dashboards.asked import Asked
from dashboards.indicators import INDICATORS, Figure, Indicator, Rules, figure_of
from dashboards.now.late import late_by_holder
from dashboards.tallies.reading import ALL, Counts, by_value
from dashboards.terms import Cut, What
from partyorg.hats import Hat
from partyorg.kinds import REPORTING_IN, Kind
from partyorg.models import Organisation

_COMPANIES = (Kind.PROPERTY_COMPANY,)


@dataclass(frozen=True, slots=True)
class UnitLine:
    """`open`: what it has in hand now, among the cases that the reader may open; `late`: what it is late with."""

    unit: Organisation
    figures: Mapping[str, Figure]
    counts: Counts
    open: int = 0
    late: int = 0

    def worth(self, indicator: Indicator) -> Decimal | None:
        figure = self.figures[indicator.code]
        return None if figure.is_small else figure.value

    @property
    def is_idle(self) -> bool:
        """Nothing was counted of it in these days, and nothing lies with it now."""
        return not self.open and not self.late and not any(self.counts.values())

    @property
    def dispatched(self) -> int:
        return self.counts.get(What.DISPATCHED, 0)

    @property
    def disputed(self) -> int:
        return self.counts.get(What.DISPUTED, 0)

    @property
    def granted(self) -> int:
        return self.counts.get(What.DISPUTE_GRANTED, 0)

    @property
    def upheld(self) -> int:
        return self.counts.get(What.DISPUTE_UPHELD, 0)


def are_told_apart(asked: Asked) -> bool:
    """Whether units are compared here: not where the cases are narrowed to anything but one; no tally is cut twice."""
    return asked.part.cut in (Cut.ALL, Cut.UNIT)


def units_compared(asked: Asked, *, hat: Hat, at: datetime) -> list[UnitLine]:
    """Departments and stations that were called in these days or are late now, and all property companies of the
    place.

    Five queries. Whoever reads the own unit's figures alone gets that line, and so does who has narrowed the page to
    one. None where they are not told apart.
    """
    if not are_told_apart(asked):
        return []
    covered = asked.reach.covers(asked.place)
    only = None if asked.part == ALL else asked.part.values
    found = by_value(asked.place, Cut.UNIT, asked.period, only)
    held_late = late_by_holder(asked, hat, at)
    late = {one.unit.pk: one.number for one in held_late if only is None or str(one.unit.pk) in only}
    known = {int(value) for value in found if value.isdecimal()} | late.keys()
    wanted = Q(pk__in=known, kind__in=[*REPORTING_IN, *_COMPANIES])
    if covered and only is None:
        wanted |= Q(inside(asked.place), kind__in=_COMPANIES, ended_on=None)
    units = list(Organisation.objects.filter(wanted).order_by("name"))
    held = _in_hand([one.pk for one in units if one.kind in _COMPANIES], asked, hat)
    return [
        UnitLine(
            unit,
            _figures(found.get(str(unit.pk), {}), asked.rules),
            found.get(str(unit.pk), {}),
            held.get(unit.pk, 0),
            late.get(unit.pk, 0),
        )
        for unit in units
    ]


def _figures(found: Counts, rules: Rules) -> dict[str, Figure]:
    return {code: figure_of(one, found, rules) for code, one in INDICATORS.items() if one.bottom and not one.stock}


def _in_hand(units: list[int], asked: Asked, hat: Hat) -> dict[int, int]:
    """What is open now, by its host. Of cases, not of facts: who has it changes on the way."""
    if not units:
        return {}
    rows = Case.objects.visible_to(hat).open().filter(inside(asked.place), host_org__in=units).order_by()
    return dict(rows.values_list("host_org").annotate(many=Count("pk", distinct=True)))
