"""A case of the demo at one moment, and the people around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User
from cases.models import Case, Event
from cases.standing import rungs_above
from cases.terms import Kind as EventKind
from cases.terms import Level
from grids.models import Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import HEADS_OF_RUNG, KIND_OF_RUNG, Kind, Role
from partyorg.models import Organisation, Post, Resource
from worktime.current import current_calendar
from worktime.limits import Limit, Unit


@dataclass
class Cast:
    """Who fills a post. Nobody changes posts in the demo's past: each is looked up once."""

    at: datetime
    _known: dict[tuple[tuple[str, object], ...], Hat] = field(default_factory=dict)

    def hat(self, **post: Any) -> Hat:
        """By columns of the post, as a query takes them; the first of several."""
        key = tuple((name, getattr(value, "pk", value)) for name, value in sorted(post.items()))
        if key not in self._known:
            first = Post.objects.filter(**post).order_by("id").values("person")[:1]
            self._known[key] = hat_of(User.objects.get(pk__in=first), self.at)
        return self._known[key]

    def intake(self, place: Place) -> Hat:
        """Of the community."""
        return self.hat(role=Role.INTAKE_OFFICER, organisation__place=place.community or place)

    def grid_worker(self, place: Place) -> Hat:
        return self.hat(role=Role.GRID_WORKER, place=place)


@dataclass
class Scene:
    case: Case
    at: datetime
    cast: Cast
    cases: Mapping[str, int]  # key of a story → its case

    @property
    def reporter(self) -> Hat:
        return Hat(reporter_of=self.case.pk)

    @property
    def owner(self) -> Hat:
        return self.head_of(self.case.owner_org)

    @property
    def host(self) -> Hat:
        """In a grid the grid worker does the work, elsewhere the unit's head or officer."""
        unit = self.case.host_org or self.case.owner_org
        if unit.rung == Level.GRID and unit.place:
            return self.cast.grid_worker(unit.place)
        return self.head_of(unit)

    @property
    def company(self) -> Organisation:
        """The property company (物业) of the community."""
        return Organisation.objects.get(kind=Kind.PROPERTY_COMPANY, place=self.case.place.community)

    @property
    def guide(self) -> Hat:
        return self.cast.hat(role=Role.GUIDE, place=self.case.place.community)

    @property
    def intake(self) -> Hat:
        return self.cast.intake(self.case.place)

    @property
    def second_intake(self) -> Hat:
        return self.cast.hat(role=Role.INTAKE_OFFICER, organisation__place=self.case.place.street)

    @property
    def revisit_officer(self) -> Hat:
        """The street's; of what the street hosts itself, the platform's."""
        street, host = self.case.place.street, self.case.host_org
        if host and host.rung == Level.STREET:
            return self.cast.hat(role=Role.REVISIT_OFFICER, organisation=self._unit_on(Level.PLATFORM))
        return self.cast.hat(role=Role.REVISIT_OFFICER, organisation__place=street)

    @property
    def leader(self) -> Hat:
        """The street's secretary."""
        return self.cast.hat(role=Role.STREET_SECRETARY, organisation__place=self.case.place.street)

    @property
    def platform(self) -> Hat:
        return self.head_of(self._unit_on(Level.PLATFORM))

    @property
    def supervisor(self) -> Hat:
        return self.cast.hat(role=Role.SUPERVISOR, organisation=self._unit_on(Level.PLATFORM))

    @property
    def one_up(self) -> Hat:
        return self.head_of(self._unit_on(min(rungs_above(self.case))))

    @property
    def approver(self) -> Hat:
        """Of a 挂账: the platform, or the leading group where the platform has asked."""
        asked_by_platform = self.case.host_org_id == self._unit_on(Level.PLATFORM).pk
        return self.head_of(self._unit_on(Level.LEADING_GROUP)) if asked_by_platform else self.platform

    def head_of(self, unit: Organisation) -> Hat:
        roles = HEADS_OF_RUNG[unit.rung] if unit.rung else frozenset({Role.UNIT_OFFICER})
        return self.cast.hat(role__in=roles, organisation=unit)

    def unit(self, name: str) -> Organisation:
        return Organisation.objects.get(name=name)

    def resource(self, name: str) -> Resource:
        return Resource.objects.get(name=name, place=self.case.place)

    def case_of(self, story: str) -> Case:
        return Case.objects.with_faces().get(pk=self.cases[story])

    def latest(self, kind: EventKind) -> Event:
        return self.case.events.filter(kind=kind).latest("seq")

    def in_days(self, days: int) -> date:
        return localdate(self.at) + timedelta(days=days)

    def in_working_hours(self, hours: int) -> datetime:
        return current_calendar().deadline(self.at, Limit(hours, Unit.WORKING_HOUR)).at

    def _unit_on(self, rung: int) -> Organisation:
        return Organisation.objects.answering_for(self.case.place).get(kind=KIND_OF_RUNG[rung])
