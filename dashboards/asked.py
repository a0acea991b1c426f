"""What an address asks for: which place, which days, which of its cases. A URL is a view: this reads and writes it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple

from django.db.models import Subquery
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate

from cases.models import Panel
from cases.terms import Channel, Level
from dashboards.categories import category_tree
from dashboards.indicators import Rules
from dashboards.models import Projected
from dashboards.periods import DEFAULT, Period, period_of
from dashboards.reach import Reach, reach_of
from dashboards.scoring.frozen import Frozen, frozen_brought, with_frozen, with_what_was_kept
from dashboards.scoring.schemes import rules_brought, with_rules
from dashboards.tallies.reading import ALL, Slice
from dashboards.tallies.sums import KEPT_ON
from dashboards.terms import Cut
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation

_CUTS = {"category": Cut.CATEGORY, "channel": Cut.CHANNEL, "unit": Cut.UNIT, "level": Cut.LEVEL}
PANEL = "panel"  # of the address: all categories of one of the four panels (四板块)


class When(NamedTuple):
    """The days of a page that is not of the period: as its file is called, and in full. Said as a Period is."""

    label: str
    in_full: str


@dataclass(frozen=True, slots=True)
class Asked:
    """`only`: what the cases are narrowed to, in words ("" for all), and `narrowed` how the address says it.

    Of a page that cannot be narrowed `unheeded` has these words instead; None where it can be. `when`: the days that
    it counts where they are not the period's. Its links keep what was asked for, for the pages that heed it.
    """

    reach: Reach
    place: Place
    period: Period
    part: Slice = ALL
    only: str = ""
    narrowed: tuple[tuple[str, str], ...] = ()
    trouble: str = ""  # a sentence where the address could not be followed as it stands
    counted_at: datetime | None = None  # of when the figures are: what happened since is counted by the next run
    # What every rate is counted by: as the last of its months was closed, else of the year of its last day.
    rules: Rules = field(default_factory=Rules)
    frozen: Frozen | None = None  # where all the months are closed that these days lie in: months close in turn
    closed_otherwise: Frozen | None = None  # the last that is closed of them, where it was by other rules than these
    earlier_rules: Rules | None = None  # of the period before, by the same; None: as these
    unheeded: str | None = None
    when: Period | When | None = None

    def address(self, view: str = "dashboards:board", *args: object) -> str:
        """This view's address, or that of another page of the same place, days and cases."""
        return f"{reverse(view, args=[self.place.pk, *args])}?{self.query}"

    @property
    def query(self) -> str:
        return urlencode({**self.period.address(), **dict(self.narrowed)})

    @property
    def scope(self) -> str:
        """Which cases are counted, for what is read without the page around it."""
        if self.unheeded is None:
            return self.only or "全部案件"
        return f"全部，不只“{self.unheeded}”" if self.unheeded else "全部"

    @property
    def days(self) -> Period | When:
        """Which days are counted, in words."""
        return self.when or self.period

    @property
    def is_covered(self) -> bool:
        """All of the place may be read; else a unit's own line alone."""
        return self.reach.covers(self.place)

    @property
    def keeps_figures(self) -> bool:
        """Whether it was written down what these figures were: of all cases in all of a closed month."""
        return self.frozen is not None and self.frozen.figures is not None

    @property
    def rules_before(self) -> Rules:
        """What the same of the period before is counted by."""
        return self.earlier_rules or self.rules

    def at(self, place: Place) -> Asked:
        return replace(self, place=place)

    def during(self, period: Period) -> Asked:
        return replace(self, period=period)

    def frozen_as(self, frozen: Frozen | None) -> Asked:
        """Counted by the rules that the last of its months was closed by; where that is open (`frozen` is of an
        earlier one, or None) as it is, and beside it whether the earlier ones were closed by other rules."""
        if frozen is None:
            return self
        if frozen.month < self.period.last.replace(day=1):
            return replace(self, closed_otherwise=frozen if frozen.rules != self.rules else None)
        return replace(self, frozen=frozen, rules=frozen.rules)

    def of(self, name: str = "", value: object = "") -> Asked:
        """To make addresses: narrowed to a category, panel, channel, unit or level (`name`) instead; "": to none."""
        return replace(self, narrowed=((name, str(value)),) if name else ())

    def whole(self) -> Asked:
        """Of a page that cannot be narrowed: all of the place; to whoever may read a unit's own line alone, that."""
        return replace(self, part=ALL, only="", unheeded=self.only) if self.is_covered else self

    def on(self, when: Period | When) -> Asked:
        """Of a page that is not of the period."""
        return replace(self, when=when)

    def now(self, at: datetime, words: str) -> Asked:
        """Of a page that is of the present moment, whatever the period: neither its closing nor its lack touches it."""
        return replace(self.on(When(f"{localdate(at)}", words)), frozen=None, trouble="")


def asked(given: Mapping[str, str], *, place: int, hat: Hat, at: datetime) -> Asked:
    """Read an address. Raises Http404 for a place, or a part of its figures, that this hat may not read."""
    reach = reach_of(hat)
    period, trouble = period_of(given, today=localdate(at))
    before = period.before()
    part, only, narrowed, unfollowed = _part(given)
    places = with_rules(Place.objects.with_chain(), period.last.year)
    of_all = part == ALL and period.is_whole_month
    places = with_what_was_kept(places, period.first) if of_all else with_frozen(places, period.first, period.last)
    places = with_frozen(with_rules(places, before.last.year, _BEFORE_RULES), before.last, before.last, _BEFORE_FROZEN)
    places = places.annotate(counted_at=Subquery(Projected.objects.values("counted_at")[:1]))
    found = get_object_or_404(places, pk=place, level__in=KEPT_ON)
    if not reach.allows(found, part):
        raise Http404
    then = frozen_brought(found, _BEFORE_FROZEN)
    earlier = then.rules if then else rules_brought(found, _BEFORE_RULES)
    whole = Asked(
        reach, found, period, part, only, narrowed, trouble or unfollowed, found.counted_at, rules_brought(found),
        earlier_rules=earlier,
    )  # fmt: skip
    return whole.frozen_as(frozen_brought(found))


def opening(reach: Reach, given: Mapping[str, str], view: str = "dashboards:board") -> str:
    """The address of the first place that this reach has, some at least: with the days as they are asked for, so that
    the page there says where they cannot be had."""
    assert reach.first
    place, part = reach.first
    days = {name: given[name] for name in ("period", "from", "to") if name in given} or {"period": DEFAULT}
    unit = {"unit": part.values[0]} if part.cut == Cut.UNIT else {}
    return f"{reverse(view, args=[place.pk])}?{urlencode(days | unit)}"


_BEFORE_RULES, _BEFORE_FROZEN = "rules_before_", "frozen_before_"


def _part(given: Mapping[str, str]) -> tuple[Slice, str, tuple[tuple[str, str], ...], str]:
    """One narrowing at a time, the first that the address names, and a sentence where it names more. What it names has
    to exist."""
    named = [name for name in (PANEL, *_CUTS) if given.get(name)]
    if not named:
        return ALL, "", (), ""
    name, value = named[0], given[named[0]]
    part, only = _READ[name](value) if name in _READ else (Slice(_CUTS[name], (value,)), _words(_CUTS[name], value))
    return part, only, ((name, value),), f"一次只能按一样来看，先只看“{only}”。" if len(named) > 1 else ""


def _panel(value: str) -> tuple[Slice, str]:
    """All categories of a panel, those no longer in use too."""
    number = _number(value)
    panel = Panel.objects.filter(pk=number).first() if number else None
    if panel is None:
        raise Http404
    return Slice(Cut.CATEGORY, tuple(str(pk) for pk in panel.categories.values_list("pk", flat=True))), str(panel)


def _category(value: str) -> tuple[Slice, str]:
    """It and all below it."""
    tree = category_tree()
    if value not in tree.names:
        raise Http404
    return Slice(Cut.CATEGORY, tree.with_below(value)), tree.called(value)


_READ = {PANEL: _panel, "category": _category}


def _words(cut: Cut, value: str) -> str:
    if cut == Cut.CHANNEL and value in Channel.values:
        return Channel(value).label
    if number := _number(value):
        if cut == Cut.LEVEL and number in Level.values:
            return Level(number).label
        if cut == Cut.UNIT and (found := Organisation.objects.filter(pk=number).first()):
            return str(found)
    raise Http404


def _number(value: str) -> int | None:
    """As the tallies have it written, and no other way: "007" or "７" would name a category and count nothing of it."""
    return int(value) if value.isdecimal() and len(value) < 10 and str(int(value)) == value else None
