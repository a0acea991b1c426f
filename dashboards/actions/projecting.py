"""From history to figures: every case that has moved on since it was counted is counted anew.

Which have: those with an event above the mark whose version is not the one that was counted. Not an event's number
but the case's version says whether it was counted, so a step that was committed late is never missed. Who counts
holds the one row of `Projected`; others come back later.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max, Q
from django.db.models.functions import Now
from django.utils.timezone import localdate

from cases.models import Case, Event
from cases.models.mark import SETTLED_AFTER
from cases.store import append
from dashboards.actions.recounting import keep_calendar, keep_tree
from dashboards.folding import Step, Subject, facts_of
from dashboards.models import Above, Counted, Fact, Projected, Spread, Tally
from dashboards.tallies.sums import FactRow, Sums
from dashboards.terms import COUNTED
from worktime.current import current_calendar

WINDOW = 4_000  # events looked through at once
BATCH = 400  # cases counted at once
_TALLY_KEY = "(place_id, cut, grain, value, day)"
_ADDED = ", ".join(f"{what.value} = dashboards_tally.{what.value} + excluded.{what.value}" for what in COUNTED)
_SPREAD_KEY = "(place_id, grain, day, what, level, hours)"


def catch_up(*, at: datetime) -> int:
    """Count what has happened until now. Returns how many cases were counted anew; 0 where somebody else counts."""
    counted, revision = 0, -1
    after: int | None = 0
    while after is not None:
        with transaction.atomic():
            mark = Projected.objects.select_for_update(skip_locked=True).filter(pk=1).first()
            if mark is None:
                return counted
            if mark.revision != revision:  # it begins; or somebody else held the mark, and may have set it back
                mark = keep_calendar(keep_tree(mark))
                after = 0
            window, after = _window(max(after, mark.event_id))
            for start in range(0, len(window), BATCH):
                count_anew(window[start : start + BATCH])
            _move(mark, after, bool(window), at)
            counted, revision = counted + len(window), mark.revision
    return counted


def hold_still(*, at: datetime) -> None:
    """Count all that has happened; nobody counts on until the caller's transaction ends, so that whatever it reads of
    the figures, by however many queries, is of one moment. Waits for whoever counts now.
    """
    Projected.objects.select_for_update().get(pk=1)
    catch_up(at=at)


def _window(after: int) -> tuple[list[int], int | None]:
    """The cases of the next events that have to be counted, and where the window ends; None where it was the last."""
    ids = list(Event.objects.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:WINDOW])
    if not ids:
        return [], None
    stale = Q(counted=None) | ~Q(counted__version=F("version"))
    among = Event.objects.filter(pk__gt=after, pk__lte=ids[-1]).order_by().values("case")
    return list(Case.objects.filter(stale, pk__in=among).order_by("pk").values_list("pk", flat=True)), ids[-1]


def _move(mark: Projected, seen: int | None, changed: bool, at: datetime) -> None:
    """The mark moves past what was recorded longer ago than any writing transaction lasts (see cases.models.mark)."""
    if seen is not None and seen > mark.event_id:
        here = Event.objects.filter(pk__gt=mark.event_id, pk__lte=seen)
        young = here.filter(recorded_at__gt=Now() - SETTLED_AFTER).order_by("pk").values_list("pk", flat=True).first()
        settled = here.filter(pk__lt=young) if young else here
        mark.event_id = settled.aggregate(last=Max("pk"))["last"] or mark.event_id
    if changed:
        mark.revision += 1
    mark.counted_at = at
    mark.save(update_fields=["event_id", "revision", "counted_at"])


def count_anew(case_ids: Sequence[int]) -> None:
    """Make the facts of these cases anew and let the tallies follow. In the caller's transaction, under the lock.

    The cases are read before their histories: what moves in between is counted again by the next run.
    """
    cases = Case.objects.filter(pk__in=case_ids).order_by("pk")  # so are their facts: lists of a day follow them
    subjects = [Subject(*row) for row in cases.values_list(*Subject._fields)]
    found = Counter(facts_made(subjects))
    kept: dict[FactRow, list[int]] = {}
    for pk, *row in Fact.objects.filter(case__in=case_ids).order_by().values_list("pk", *FactRow._fields):
        kept.setdefault(FactRow(*row), []).append(pk)
    gone = [(row, pk) for row, pks in kept.items() for pk in pks[found[row] :]]
    new = list((found - Counter({row: len(pks) for row, pks in kept.items()})).elements())
    Fact.objects.filter(pk__in=[pk for _, pk in gone]).delete()
    append(Fact, [row._asdict() for row in new])
    sums = Sums(above_of({row.place_id for row in (*new, *(row for row, _ in gone))}))
    sums.add(new)
    sums.add((row for row, _ in gone), sign=-1)
    append(Tally, sums.tally_rows(), on_conflict=f"{_TALLY_KEY} DO UPDATE SET {_ADDED}")
    append(
        Spread,
        sums.spread_rows(),
        on_conflict=f"{_SPREAD_KEY} DO UPDATE SET number = dashboards_spread.number + excluded.number",
    )
    append(
        Counted,
        [{"case_id": one.id, "version": one.version} for one in subjects],
        on_conflict="(case_id) DO UPDATE SET version = excluded.version",
    )


def facts_made(subjects: Sequence[Subject]) -> Iterable[FactRow]:
    """The facts of these cases, from their histories: two queries, for the calendar and the events."""
    steps: dict[int, list[Step]] = {one.id: [] for one in subjects}
    rows = Event.objects.filter(case__in=list(steps)).order_by("case", "seq").values_list(*Step._fields)
    for step in map(Step._make, rows):
        steps[step.case_id].append(step)
    minutes = current_calendar().working_minutes
    for one in subjects:
        for found in facts_of(one, steps[one.id], minutes):
            yield FactRow(
                one.id, found.what.value, found.at, localdate(found.at), one.place_id, one.category_id, one.channel,
                found.unit, found.level, found.number, found.hours,
            )  # fmt: skip


def above_of(places: Iterable[int]) -> dict[int, list[tuple[int, str]]]:
    above: dict[int, list[tuple[int, str]]] = {}
    for place, one, level in Above.objects.filter(place__in=list(places)).values_list("place", "above", "level"):
        above.setdefault(place, []).append((one, level))
    return above
