"""A case of the demo at one moment, and the people around it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.timezone import localdate

from accounts.models import User
from cases.models import Case
from cases.terms import Level
from grids.models import Place
from partyorg.hats import Hat, hat_of
from partyorg.kinds import HEADS_OF_RUNG, Role
from partyorg.models import Organisation, Post, Resource


@dataclass
class Scene:
    case: Case
    at: datetime
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
        return self._at_place(Role.GRID_WORKER, unit.place) if unit.rung == Level.GRID else self.head_of(unit)

    @property
    def guide(self) -> Hat:
        return self._at_place(Role.GUIDE, self.case.place.community)

    @property
    def intake(self) -> Hat:
        return self._hat(role=Role.INTAKE_OFFICER, organisation__place=self.case.place.community)

    @property
    def revisit_officer(self) -> Hat:
        return self._hat(role=Role.REVISIT_OFFICER, organisation__place=self.case.place.street)

    def head_of(self, unit: Organisation) -> Hat:
        roles = HEADS_OF_RUNG[unit.rung] if unit.rung else {Role.UNIT_OFFICER}
        return self._hat(role__in=roles, organisation=unit)

    def unit(self, name: str) -> Organisation:
        return Organisation.objects.get(name=name)

    def resource(self, name: str) -> Resource:
        return Resource.objects.get(name=name, place=self.case.place)

    def number_of(self, story: str) -> str:
        return Case.objects.get(pk=self.cases[story]).number

    def in_days(self, days: int) -> date:
        return localdate(self.at) + timedelta(days=days)

    def _at_place(self, role: Role, place: Place | None) -> Hat:
        return self._hat(role=role, place=place)

    def _hat(self, **post: Any) -> Hat:
        first = Post.objects.filter(**post).order_by("id").values("person")[:1]
        return hat_of(User.objects.get(pk__in=first), self.at)
