"""Which cases may be the same matter (重复诉求): near, alike, lately reported. A person decides whether they are."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from django.db.models import Exists, OuterRef, Q
from shapely import Point

from cases.likeness import numbers_differ
from cases.models import Case, CaseQuerySet, Category
from cases.models.queries import OPEN_STATES
from cases.terms import Notice, State
from cases.trigrams import likest
from grids.geometry import box_around, metres_to
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat

NEAR_METRES = 100
LATELY = timedelta(days=30)
ALIKE, THE_SAME = 0.3, 0.6  # tests/cases/test_likeness.py holds them against complaints as people write them
SHOWN = 5


class Said(Protocol):
    """What is compared: of a case, or of a report that is none yet."""

    @property
    def words(self) -> str: ...

    @property
    def place(self) -> Place: ...

    @property
    def category(self) -> Category | None: ...

    @property
    def lat(self) -> float | None: ...

    @property
    def lon(self) -> float | None: ...

    @property
    def confidential(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A case that may be the same matter. `likeness`: of the words, from 0 to 1. `metres`: None where nobody knows."""

    case: Case
    likeness: float
    metres: float | None
    reasons: tuple[str, ...]

    @property
    def why(self) -> str:
        """同网格，相距 60 米，同类别，文字相近 78%"""
        return "，".join(self.reasons)


def suggestions(case: Case, hat: Hat, at: datetime) -> list[Suggestion]:
    """The earlier open cases that this one may be merged into, of those the hat may see; the likest five, in order.

    One query for a case that came `with_faces()`. A confidential case is never merged: none for it, and none like it.
    """
    return similar(case, Case.objects.visible_to(hat).filter(pk__lt=case.pk), at)


def similar(said: Said, among: CaseQuerySet, at: datetime) -> list[Suggestion]:
    """The same for what is only being said. Within one community, so that few are compared, found by an index."""
    if said.confidential:
        return []
    lately = among.open().filter(confidential=False, submitted_at__gte=at - LATELY)
    near = lately.filter(_around(said), _of_category(said.category)).select_related("category", "place", "owner_org")
    likely = [one for one in _compared(said, near) if one.likeness >= ALIKE and _is_near(said, one)]
    return sorted(likely, key=lambda one: (-one.likeness, one.metres or 0))[:SHOWN]


def same_matter_of(
    said: Said, *, person_id: int | None, phone_hash: str, kept: Q | None = None, at: datetime
) -> Case | None:
    """The case in which this person has said the same before: going on, or closed in the last 30 days.

    Nobody looks this over, so it has to be plain: the same place, words very much alike, no other house number.
    `phone_hash`: of a number that was proved, or that staff have heard, never of one that was only typed: whoever
    types a neighbour's would write in their case. By it alone no confidential case is found. `kept`: which cases are
    theirs by what their browser keeps.

    One query for who never reported here, which is nearly everybody; two for the others.
    """
    who = kept or Q()
    if person_id:
        who |= Q(reporter=person_id)
    if phone_hash and not said.confidential:
        who |= Q(reporter_phone_hash=phone_hash)
    if not (who and Case.objects.filter(who, place=said.place).exists()):
        return None
    going_on = Q(state__in=[*OPEN_STATES, State.MERGED], closed_at=None)
    lately_closed = Q(state=State.CLOSED, closed_at__gte=at - LATELY)
    there = Case.objects.filter(who, going_on | lately_closed, _of_category(said.category), place=said.place)
    same = [one for one in _compared(said, there.filter(confidential=said.confidential)) if _is_the_same(said, one)]
    best_first = sorted(same, key=lambda one: (not one.case.is_open, -one.likeness))
    return next((one.case for one in best_first), None)


def kin(case: Case, hat: Hat) -> list[Case]:
    """The case that this one was merged into, or those merged into it; `seen`: this hat may open it.

    One query, and none where its history, read already, tells of no merging.
    """
    if not (case.merged_into_id or any(event.kind == Notice.JOINED for event in case.events.all())):
        return []
    family = Case.objects.filter(Q(pk=case.merged_into_id) | Q(merged_into=case)).order_by("pk")
    seen = Exists(Case.objects.visible_to(hat).filter(pk=OuterRef("pk")))
    return list(family.annotate(seen=seen).only("number", "title"))


def _is_the_same(said: Said, found: Suggestion) -> bool:
    near = found.metres is None or found.metres <= NEAR_METRES
    return near and found.likeness >= THE_SAME and not numbers_differ(found.case.words, said.words)


def _around(said: Said) -> Q:
    """The same grid, or near enough; where one of the two knows no grid, the same community."""
    place, community = said.place, _community(said.place)
    inside = Q(place__tree_id=community.tree_id, place__lft__gte=community.lft, place__rght__lte=community.rght)
    if place.level != PlaceLevel.GRID:
        return inside
    near = Q(place__in=[place, community])
    if said.lat is not None and said.lon is not None:
        west, south, east, north = box_around(said.lat, said.lon, NEAR_METRES).bounds
        near |= Q(lat__range=(south, north), lon__range=(west, east))
    return inside & near


def _community(place: Place) -> Place:
    return place.community or place


def _of_category(category: Category | None) -> Q:
    """The same, or not settled yet."""
    return Q(category=category) | Q(category=None) if category else Q()


def _compared(said: Said, cases: CaseQuerySet) -> list[Suggestion]:
    """Nothing encrypted is opened to compare words."""
    found = likest(cases.defer("reporter_name", "reporter_phone"), said.words)
    return [_suggestion(said, case, likeness) for likeness, case in found]


def _suggestion(said: Said, case: Case, likeness: float) -> Suggestion:
    metres = _metres(said, case)
    reasons = (
        _same_place(said, case),
        f"相距 {metres:.0f} 米" if metres is not None else "",
        "同类别" if said.category and said.category == case.category else "",
        f"文字相近 {likeness:.0%}",
    )
    return Suggestion(case, likeness, metres, tuple(filter(None, reasons)))


def _is_near(said: Said, found: Suggestion) -> bool:
    """The corners of a box are further off than its sides."""
    return bool(_same_place(said, found.case)) or (found.metres is not None and found.metres <= NEAR_METRES)


def _same_place(said: Said, case: Case) -> str:
    if PlaceLevel.GRID == said.place.level == case.place.level:
        return "同网格" if said.place == case.place else ""
    return "同社区"


def _metres(said: Said, case: Case) -> float | None:
    if said.lat is None or said.lon is None or case.lat is None or case.lon is None:
        return None
    return metres_to(said.lat, said.lon, Point(case.lon, case.lat))
