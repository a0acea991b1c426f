"""月度封存: the scores of a month are written down as they are, with the weights they were made by.

Of whoever stood on any day of it (dashboards/stood.py), also where it was closed or ended before the month is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from dashboards.actions.projecting import catch_up, hold_still
from dashboards.board import Reckoned
from dashboards.indicators import Rules
from dashboards.models import Closing, Score, Snapshot
from dashboards.periods import Period, month_of
from dashboards.scoring.schemes import OF_THE_BOARD, schemes_of
from dashboards.scoring.score import Scheme, Scored
from dashboards.scoring.scores import SUBJECT_OF, placed, scored_each, scored_units
from dashboards.scoring.standing import closing_post
from dashboards.stood import departments_of, places_of
from dashboards.tallies.reading import Asking, by_day, by_value, counts, several, until
from dashboards.tallies.sums import KEPT_ON
from dashboards.terms import Cut, Grain
from dashboards.workflow import APPEAL_WORKING_DAYS, Refused, Subject
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Post
from worktime.current import current_calendar
from worktime.limits import Limit, Unit


def close_period(district: Place, month: Period, *, by: Hat, at: datetime) -> Closing:
    """Close a whole month of a district. Raises Refused: as `may_close`, and where there is no scheme."""
    catch_up(at=at)
    post = may_close(district, month, by=by, at=at)
    schemes = schemes_of(month.first.year)
    if not schemes:
        raise Refused("some_scheme")
    try:
        with transaction.atomic():
            hold_still(at=at)  # scores and figures are of one moment
            return _closed(district, month, schemes, post, at)
    except IntegrityError as error:
        if Closing.objects.filter(district=district, month=month.first).exists():
            raise Refused("closed_once", month=month.label) from error
        raise


def may_close(district: Place, month: Period, *, by: Hat, at: datetime) -> Post:
    """The post by which this hat may. Raises Refused: nobody's to do, not over, closed already, nothing to close, not
    its turn. Nothing opens a month again, so none is closed by a slip: months go one after the other.
    """
    post = closing_post(by, district)
    if post is None:
        raise Refused("not_yours", who="区平台值班长、领导小组办公室", deed="封存考核")
    if month.first > localdate(at):
        raise Refused("month_begun", month=month.label)
    if month.last >= localdate(at):
        raise Refused("month_over", month=month.label)
    closed = set(Closing.objects.filter(district=district).values_list("month", flat=True))
    if month.first in closed:
        raise Refused("closed_once", month=month.label)
    counted = _months_counted(district, month.last)
    if not counted:
        raise Refused("some_case", month=month.label)
    if waiting := [first for first in counted if first < month.first and first not in closed]:
        raise Refused("months_in_turn", month=month.label, first=month_of(waiting[0]).label)
    return post


def _months_counted(district: Place, last: date) -> list[date]:
    """The first days of those until this day in which anything happened. One query."""
    found = by_day(district, until(last), grain=Grain.MONTH)
    return sorted(first for first, counts in found.items() if any(counts.values()))


def _closed(district: Place, month: Period, schemes: dict[str, Scheme], post: Post, at: datetime) -> Closing:
    until = current_calendar().deadline(at, Limit(APPEAL_WORKING_DAYS, Unit.WORKING_DAY)).at
    closing = Closing.objects.create(
        district=district, month=month.first, closed_at=at, appeal_by=until, by_id=post.person_id, post=post,
        schemes={subject: scheme.as_kept() for subject, scheme in schemes.items()},
    )  # fmt: skip
    places = list(Place.objects.under(district).filter(places_of(month), level__in=KEPT_ON).order_by("lft"))
    scores = [*_of_places(closing, places, month, schemes), *_of_departments(closing, month, schemes)]
    Score.objects.bulk_create(scores, batch_size=500)
    kept = _of_everything(closing, places, month, schemes.get(OF_THE_BOARD))
    Snapshot.objects.bulk_create(kept, batch_size=500)
    detail = {"month": month.name, "scores": len(scores)}
    write_audit(action="封存月度考核", of=closing, by=post.person, at=at, detail=detail)
    return closing


def _of_places(closing: Closing, places: list[Place], month: Period, schemes: dict[str, Scheme]) -> Iterable[Score]:
    """Each among those under the same place."""
    scorable = [place for place in places if place.level in SUBJECT_OF]
    beside: dict[int | None, list[tuple[Place, Scored]]] = defaultdict(list)
    for place, found in scored_each(scorable, counts(scorable, month), schemes):
        beside[place.parent_id].append((place, found))
    for above, siblings in beside.items():
        for rank, place, found in placed(siblings):
            yield Score(
                closing=closing, subject=SUBJECT_OF[place.level], place=place, above_id=above, score=found.value,
                rank=rank, figures=found.as_kept(),
            )  # fmt: skip


def _of_everything(closing: Closing, places: list[Place], month: Period, scheme: Scheme | None) -> Iterable[Snapshot]:
    """Every figure of the board, of the district and of each place in it."""
    flowing, there = several([Asking(places, month), Asking(places, until(month.last))])
    rules = scheme.rules if scheme else Rules()
    for place in places:
        figures = Reckoned(rules, flowing[place.pk], there[place.pk])
        kept = {code: [str(one.numerator), one.denominator] for code, one in figures.items() if not one.is_nothing}
        yield Snapshot(closing=closing, place=place, figures=kept)


def _of_departments(closing: Closing, month: Period, schemes: dict[str, Scheme]) -> Iterable[Score]:
    if scheme := schemes.get(Subject.DEPARTMENT):
        units = departments_of(month)
        figures = by_value(closing.district, Cut.UNIT, month, [str(unit.pk) for unit in units])
        for rank, unit, found in placed(scored_units(units, figures, scheme)):
            yield Score(
                closing=closing, subject=Subject.DEPARTMENT, unit=unit, score=found.value, rank=rank,
                figures=found.as_kept(),
            )  # fmt: skip
