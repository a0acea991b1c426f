"""Counted anew: when the tree of places or the working calendar has changed, and when somebody asks for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime, time
from hashlib import sha256

from django.db import connection, transaction
from django.db.models import Q

from cases.store import append
from dashboards.models import Above, Counted, Fact, Projected, Spread, Tally
from dashboards.tallies.sums import CUT_ON, KEPT_ON
from dashboards.terms import COUNTED, LASTING, Cut, Grain, What
from grids.models import Place
from worktime.calendar import SHANGHAI
from worktime.models import CalendarChange

_VALUE = {
    Cut.ALL: "''",
    Cut.CATEGORY: "COALESCE(CAST(f.category_id AS varchar(20)), '')",
    Cut.CHANNEL: "f.channel",
    Cut.UNIT: "COALESCE(CAST(f.unit_id AS varchar(20)), '')",
    Cut.LEVEL: "CAST(f.level AS varchar(20))",
}


def keep_tree(mark: Projected) -> Projected:
    """Let the sums follow the tree of places: where something has come under another place, both are summed anew.

    Under the lock of `mark`. One query where nothing has changed.
    """
    rows = Place.objects.order_by("pk").values_list("pk", "parent", "level")
    parents = {pk: (parent, level) for pk, parent, level in rows}
    tree = sha256(repr(sorted(parents.items())).encode()).hexdigest()
    if tree == mark.tree:
        return mark
    now = {(pk, above) for pk in parents for above in _chain(pk, parents)}
    before = set(Above.objects.values_list("place", "above"))
    Above.objects.filter(pk__in=_ids_of(before - now)).delete()
    new = [{"place_id": pk, "above_id": above, "level": parents[above][1]} for pk, above in sorted(now - before)]
    append(Above, new)
    moved = {pk for pk, _ in before ^ now}
    counted = set(Fact.objects.filter(place__in=moved).order_by().values_list("place", flat=True).distinct())
    if changed := {above for pk, above in before ^ now if pk in counted}:
        sum_anew(changed)
        mark.revision += 1
    mark.tree = tree
    mark.save(update_fields=["tree", "revision"])
    return mark


def keep_calendar(mark: Projected) -> Projected:
    """Let the facts follow the working calendar: where days have changed that a case lasted over, it counts as not
    counted, and the mark goes back to the beginning.

    Under the lock of `mark`. One query where nothing has changed. Whoever counts reads the calendar after this, so
    what it counts by is never older than what is noted here as dealt with.
    """
    changes = list(CalendarChange.objects.filter(pk__gt=mark.calendar).order_by("pk").values_list("pk", "years"))
    if not changes:
        return mark
    lasted = Fact.objects.filter(what__in=LASTING).order_by()
    if all(years for _, years in changes):  # none named: the working hours, of all days
        lasted = lasted.filter(_within({year for _, years in changes for year in years}))
    mark.calendar = changes[-1][0]
    if Counted.objects.filter(case__in=lasted.values("case")).delete()[0]:
        mark.event_id = 0
        mark.revision += 1
    mark.save(update_fields=["calendar", "event_id", "revision"])
    return mark


def _within(years: Collection[int]) -> Q:
    """Of what lasted: any of it in one of the years, from the report until the day on which it ended."""
    found = Q(pk__in=[])
    for year in years:
        following = datetime.combine(date(year + 1, 1, 1), time(), SHANGHAI)
        found |= Q(day__gte=date(year, 1, 1), case__submitted_at__lt=following)
    return found


def _chain(pk: int, parents: dict[int, tuple[int | None, str]]) -> list[int]:
    chain: list[int] = []
    here: int | None = pk
    while here is not None:
        parent, level = parents[here]
        if level in KEPT_ON:
            chain.append(here)
        here = parent
    return chain


def _ids_of(pairs: set[tuple[int, int]]) -> list[int]:
    rows = Above.objects.filter(place__in=[pk for pk, _ in pairs]).values_list("pk", "place", "above")
    return [pk for pk, place, above in rows if (place, above) in pairs]


def count_all_anew() -> None:
    """Forget every sum and fact; the next `catch_up` counts all cases anew from their histories."""
    with transaction.atomic():
        mark = Projected.objects.select_for_update().get(pk=1)
        for model in (Tally, Spread, Fact, Counted, Above):
            model._default_manager.all().delete()
        mark.event_id, mark.tree, mark.revision = 0, "", mark.revision + 1
        mark.save()


def sum_anew(places: Collection[int]) -> None:
    """The tallies of these places by the engine itself: of days from the facts below them, of months from the days.
    Under the lock.

    Written in the order of their places and days: what a page reads together then lies together.
    """
    Tally.objects.filter(place__in=places).delete()
    Spread.objects.filter(place__in=places).delete()
    for cut in Cut:
        of_days = f"INSERT INTO dashboards_tally ({TALLY_COLUMNS}) {tallies_of_facts(cut, Grain.DAY)} {_IN_ORDER}"
        _sum(of_days, places, KEPT_ON if cut == Cut.ALL else CUT_ON)
    _sum(f"INSERT INTO dashboards_spread ({SPREAD_COLUMNS}) {spreads_of_facts(Grain.DAY)}", places, KEPT_ON)
    _sum(_MONTHS_OF_TALLIES, places)
    _sum(_MONTHS_OF_SPREADS, places)


def _sum(sql: str, places: Collection[int], levels: Collection[str] = ()) -> None:
    marks = [", ".join(["%s"] * len(given)) for given in (places, levels)]
    with connection.cursor() as cursor:
        cursor.execute(sql.format(*marks, month=_month("day")), [*places, *sorted(levels)])


def _day(grain: Grain) -> str:
    return "f.day" if grain == Grain.DAY else _month("f.day")


def _month(day: str) -> str:
    postgres = connection.vendor == "postgresql"
    return f"CAST(date_trunc('month', {day}) AS date)" if postgres else f"date({day}, 'start of month')"


_IN_ORDER = "ORDER BY 1, 2, 3, 5"  # place, cut, value, day
_COUNTED = [what.value for what in COUNTED]
TALLY_COLUMNS = f"place_id, cut, value, grain, day, {', '.join(_COUNTED)}"
SPREAD_COLUMNS = "place_id, what, level, grain, day, hours, number"
_MONTHS_OF_TALLIES = (
    f"INSERT INTO dashboards_tally ({TALLY_COLUMNS}) "
    f"SELECT place_id, cut, value, '{Grain.MONTH.value}', {{month}}, {', '.join(f'SUM({one})' for one in _COUNTED)} "
    f"FROM dashboards_tally WHERE grain = '{Grain.DAY.value}' AND place_id IN ({{}}) GROUP BY 1, 2, 3, 5 {_IN_ORDER}"
)
_MONTHS_OF_SPREADS = (
    f"INSERT INTO dashboards_spread ({SPREAD_COLUMNS}) "
    f"SELECT place_id, what, level, '{Grain.MONTH.value}', {{month}}, hours, SUM(number) "
    f"FROM dashboards_spread WHERE grain = '{Grain.DAY.value}' AND place_id IN ({{}}) GROUP BY 1, 2, 3, 5, 6"
)
_LASTING = ", ".join(f"'{what.value}'" for what in sorted(LASTING))
_FROM = "FROM dashboards_fact f JOIN dashboards_above a ON a.place_id = f.place_id"


def tallies_of_facts(cut: Cut, grain: Grain) -> str:
    """SQL for what the tallies should be. Two gaps: the places summed for, the levels on which this cut is kept.

    First one number for each thing that was counted, then a column for each: there are dozens, and few facts less.
    """
    sums = ", ".join(f"SUM(CASE WHEN what = '{what}' THEN number ELSE 0 END)" for what in _COUNTED)
    each = (
        f"SELECT a.above_id AS place_id, {_VALUE[cut]} AS value, {_day(grain)} AS day, f.what, "
        f"SUM(f.number) AS number {_FROM} "
        f"WHERE f.what NOT IN ({_LASTING}) AND a.above_id IN ({{}}) AND a.level IN ({{}}) GROUP BY 1, 2, 3, 4"
    )
    return (
        f"SELECT place_id, '{cut.value}', value, '{grain.value}', day, {sums} FROM ({each}) each_what "
        f"GROUP BY place_id, value, day"
    )


def spreads_of_facts(grain: Grain) -> str:
    """As `tallies_of_facts`, for the hours."""
    rung = f"CASE WHEN f.what = '{What.TOOK.value}' THEN f.level ELSE 0 END"
    return (
        f"SELECT a.above_id, f.what, {rung}, '{grain.value}', {_day(grain)}, f.hours, SUM(f.number) {_FROM} "
        f"WHERE f.what IN ({_LASTING}) AND a.above_id IN ({{}}) AND a.level IN ({{}}) GROUP BY 1, 2, 3, 5, 6"
    )
