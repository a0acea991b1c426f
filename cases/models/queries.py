"""Which cases: the questions asked of the table, each built on the last. `visible_to` is the one door."""

from __future__ import annotations

from datetime import datetime
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.apps import apps
from django.db import models
from django.db.models import Count, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from cases.models.beside import AssistingUnit, Follower
from cases.terms import OPEN, Level, Notice, State, Supervision
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import CHECKERS, GRID_WORKERS, Role

if TYPE_CHECKING:
    from cases.models.case import Case  # noqa: F401  named in a type that is written as a string

OPEN_STATES = sorted(OPEN)  # spelt alike in queries and indexes, so that PostgreSQL sees that one serves the other


def _number_of(rows: models.QuerySet, by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, hat: Hat) -> CaseQuerySet:
        """The one door: what this hat may open. Lists, details, exports, searches and counts all go through it.

        A post with a territory sees the cases of its places; a unit sees what it owns, hosts or assists in;
        a resident sees their own reports. Nobody else sees anything.
        """
        return self.filter(doors_of(hat))

    def on_desk_of(self, hat: Hat) -> CaseQuerySet:
        """Open cases that wait for this hat's units or for a duty of its posts: the desk cuts its queues from them."""
        return self.filter(duties_of(hat))

    def known_to_all(self) -> CaseQuerySet:
        """Of which anybody may know that they are, of what kind, where about and how they stand; never their words."""
        return self.filter(confidential=False).exclude(category__sensitive=True)

    def open(self) -> CaseQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, at: datetime) -> CaseQuerySet:
        """Open cases whose earliest pending clock has run out: the sweep's question, answered by index `case_due`."""
        return self.filter(due_at__lte=at)

    def with_faces(self) -> CaseQuerySet:
        """All that a list row or a case page names, in one query."""
        return self.select_related(
            "category", "place__parent__parent__parent", "owner_org", "host_org", "first_receiver"
        )

    def with_company(self) -> CaseQuerySet:
        """How many stand beside the reporter, counted in the same query: `represented` (被代报), `joined` (并进来);
        and how often the reporter has urged, `urged` (催办)."""
        represented = Follower.objects.filter(case=OuterRef("pk"), why=Follower.Why.REPRESENTED)
        joined = self.model._default_manager.filter(merged_into=OuterRef("pk"))
        return self.annotate(
            represented=_number_of(represented, "case"),
            joined=_number_of(joined, "merged_into"),
            urged=_number_of(urgings(), "case"),
        )


def urgings() -> models.QuerySet:
    """The rows by which the reporter of the outer case urged; `each_step_once` answers it."""
    return apps.get_model("cases", "Event").objects.filter(case=OuterRef("pk"), kind=Notice.URGED)


def doors_of(hat: Hat) -> Q:
    """The condition of `visible_to`, for counting several lists at once."""
    doors = [inside(place) for place in (post.covers for post in hat.posts) if place]
    doors += [_next_door(place) for post in hat.posts if post.role in CHECKERS and (place := post.covers)]
    if hat.unit_ids:
        doors += [_in_hands_of(hat)]
    if hat.person:
        doors += [Q(reporter=hat.person)]
    if hat.reporter_of:
        doors += [Q(pk=hat.reporter_of)]
    return reduce(or_, doors, Q(pk__in=[]))


def duties_of(hat: Hat) -> Q:
    """Which open cases wait for this hat's units or for a duty of its posts."""
    duties = [_waits_for(hat)] + [_duty(post.role, post.covers) for post in hat.posts if post.covers]
    duties += [_next_door(place) for post in hat.posts if post.role in CHECKERS and (place := post.covers)]
    return Q(state__in=OPEN_STATES) & reduce(or_, duties)


def inside(place: Place) -> Q:
    return Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)


def _next_door(territory: Place) -> Q:
    """Checks in the same community: where a grid has one worker, the neighbour looks whether it is done. Whether the
    neighbour's post is at the grid or at its branch.
    """
    community = territory.parent_id
    here = Q(place__parent=community) | Q(place=community) if community else Q(pk__in=[])
    return Q(here, state=State.CHECKING)


def _in_hands_of(hat: Hat) -> Q:
    units = hat.unit_ids
    assisting = AssistingUnit.objects.filter(organisation__in=units).values("case")
    return Q(owner_org__in=units) | Q(host_org__in=units) | Q(pk__in=assisting)


def _waits_for(hat: Hat) -> Q:
    """What the units own or host, what they are asked to answer, and what the system accepted in a grid's place."""
    units = hat.unit_ids
    asked = AssistingUnit.objects.filter(organisation__in=units, why=AssistingUnit.Why.NAMED, answered_at=None)
    copied = AssistingUnit.objects.filter(organisation__in=units, why=AssistingUnit.Why.COPIED)
    unclaimed = Q(state=State.ACCEPTED, owner_level=Level.GRID, pk__in=copied.values("case"))
    return Q(owner_org__in=units) | Q(host_org__in=units) | Q(pk__in=asked.values("case")) | unclaimed


def _duty(role: str, place: Place | None) -> Q:
    """What waits for a role rather than for a unit: to the grid force its grid's own work and every check, to a
    supervisor what is late or pressed already.
    """
    if place is None:
        return Q(pk__in=[])
    in_the_grid = Q(state__in=_IN_THE_GRID, owner_level=Level.GRID) | Q(state=State.CHECKING)
    waits = {
        **dict.fromkeys(GRID_WORKERS, in_the_grid),
        Role.GUIDE: Q(state=State.CHECKING),
        Role.INTAKE_OFFICER: Q(state=State.SUBMITTED),
        Role.REVISIT_OFFICER: Q(state=State.REVISIT),
        Role.SUPERVISOR: Q(overdue=True) | ~Q(supervised=Supervision.NONE),
    }
    return inside(place) & waits.get(Role(role), Q(pk__in=[]))


_IN_THE_GRID = [State.SUBMITTED, State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.REWORK]
