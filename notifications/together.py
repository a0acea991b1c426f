"""Those who settle a matter together: who asked, who may decide, who was invited. A fixed number of queries a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from cases.models import Case, Consultation, Proposal
from cases.notes import ASKINGS, ROWS
from cases.standing import standings
from cases.terms import Who
from notifications.happenings import Happening
from notifications.models import UNREAD
from partyorg.hats import Hat
from partyorg.kinds import HEADS_OF_RUNG, Role
from partyorg.models import Post

# By the step that asks: what one has to be to the case in order to decide.
MAY_DECIDE: dict[str, frozenset[Who]] = {str(one.asked): ROWS[one.granted].who for one in ASKINGS.values()}
DECIDING_ROLES = {Role.INTAKE_OFFICER, *reduce(or_, HEADS_OF_RUNG.values())}


@dataclass
class Deciders:
    """Posts by the unit and the place they are at, and the cases in which somebody asked."""

    cases: dict[int, Case] = field(default_factory=dict)
    at_unit: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))
    at_place: dict[int, list[Post]] = field(default_factory=lambda: defaultdict(list))

    @classmethod
    def load(cls, happenings: Sequence[Happening], at: datetime) -> Deciders:
        if not happenings:
            return cls()
        cases = Case.objects.with_faces().defer(*UNREAD).in_bulk({one.case_id for one in happenings})
        deciders = cls(cases)
        posts = Post.objects.in_force(localdate(at)).filter(person__is_active=True, role__in=DECIDING_ROLES)
        for post in posts.select_related("organisation__place", "place").order_by("id"):
            if post.organisation_id:
                deciders.at_unit[post.organisation_id].append(post)
            if post.covers:
                deciders.at_place[post.covers.pk].append(post)
        return deciders

    def of(self, happening: Happening) -> Iterator[int]:
        """The people whose posts let them decide what was asked by this step."""
        case = self.cases[happening.case_id]
        near = [post for place in case.place.chain() for post in self.at_place[place.pk]]
        for post in [*self.at_unit[happening.owner_id], *near]:
            if MAY_DECIDE[happening.kind] & standings(Hat(posts=(post,)), case).keys():
                yield post.person_id


def proposers(happenings: Sequence[Happening]) -> dict[int, int]:
    """Who, by a post, had asked what was decided by this step; by event id."""
    if not happenings:
        return {}
    rows = Proposal.objects.filter(case__in={one.case_id for one in happenings}, decided_at__isnull=False)
    rows = rows.filter(asked_by__is_active=True, asked_post__isnull=False)
    asked = {(case_id, at): person for case_id, at, person in rows.values_list("case_id", "decided_at", "asked_by_id")}
    return {one.event_id: asked[one.case_id, one.at] for one in happenings if (one.case_id, one.at) in asked}


def invited(happenings: Sequence[Happening]) -> dict[int, list[int]]:
    """The units of the meeting that a step calls or writes down, by event id: the last one of the case."""
    if not happenings:
        return {}
    units: dict[int, list[int]] = defaultdict(list)
    last = Consultation.objects.filter(case=OuterRef("case")).order_by("-id").values("id")[:1]
    meetings = Consultation.objects.filter(case__in={one.case_id for one in happenings}, id=Subquery(last))
    for case_id, unit_id in meetings.values_list("case_id", "units"):
        units[case_id].append(unit_id)
    return {one.event_id: units[one.case_id] for one in happenings}
