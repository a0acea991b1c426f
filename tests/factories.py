"""A small district to test in: two streets, their communities and grids, units on all five rungs, people with posts.

    town = build_town()
    case = town.reported("地下室漏水")                     # by a resident, into the first grid
    client = town.client("secretary")                      # signed in as the grid branch's secretary
    actions.accept(case, …, by=town.hat("secretary"), at=MONDAY)

The first grid is the square 36.080–36.081 N, 120.350–120.351 E; its neighbour lies east of it, the rest further north.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.test import Client

from accounts.models import User
from cases import actions
from cases.models import Case, Category
from cases.terms import Urgency
from grids.actions.place import add_place
from grids.models import Boundary, Place
from grids.register import renew_revision
from grids.workflow import Level
from partyorg.actions import add_organisation, appoint
from partyorg.hats import RESIDENT, Hat, hat_of
from partyorg.kinds import Kind, Role
from partyorg.models import Organisation
from tests.keeping import built_once

SHANGHAI = ZoneInfo("Asia/Shanghai")
LONG_AGO = date(2020, 1, 1)
NOT_SOON = date(2030, 12, 31)  # a guide's last day
MONDAY = datetime(2026, 11, 16, 9, 0, tzinfo=SHANGHAI)  # a working Monday with plain days around it
PASSWORD = "shaodao-2026"
IN_FIRST_GRID = (36.0805, 120.3505)

# login name → (shown name, role, key of the unit or place the post is at)
PEOPLE: dict[str, tuple[str, Role, str]] = {
    "secretary": ("王书记", Role.BRANCH_SECRETARY, "branch"),
    "worker": ("李格员", Role.GRID_WORKER, "grid"),
    "guide": ("赵引导", Role.GUIDE, "grid"),
    "next_worker": ("周邻格", Role.GRID_WORKER, "next_grid"),
    "community": ("陈社区", Role.COMMUNITY_SECRETARY, "community_unit"),
    "intake": ("吴受理", Role.INTAKE_OFFICER, "community_unit"),
    "street": ("孙街道", Role.STREET_OFFICER, "street_unit"),
    "second_intake": ("何受理", Role.INTAKE_OFFICER, "community_unit"),
    "street_secretary": ("吕书记", Role.STREET_SECRETARY, "street_unit"),
    "director": ("施主任", Role.STREET_DIRECTOR, "street_unit"),
    "revisitor": ("郑回访", Role.REVISIT_OFFICER, "street_unit"),
    "platform": ("钱平台", Role.PLATFORM_OFFICER, "platform"),
    "second_platform": ("张平台", Role.PLATFORM_OFFICER, "platform"),
    "supervisor": ("孔督办", Role.SUPERVISOR, "platform"),
    "leading": ("冯领导办", Role.LEADING_GROUP_OFFICER, "leading_group"),
    "housing": ("褚住建", Role.UNIT_OFFICER, "housing"),
    "finance": ("卫财政", Role.UNIT_OFFICER, "finance"),
    "station": ("蒋站所", Role.UNIT_OFFICER, "station"),
    "party_officer": ("尤党务", Role.PARTY_OFFICER, "community_unit"),
    "system_admin": ("许系统", Role.SYSTEM_ADMINISTRATOR, "district_committee"),
    "security_admin": ("何安全", Role.SECURITY_ADMINISTRATOR, "district_committee"),
    "audit_admin": ("吕审计", Role.AUDIT_ADMINISTRATOR, "district_committee"),
    "far_secretary": ("沈远格", Role.BRANCH_SECRETARY, "far_branch"),
    "far_street": ("韩远街", Role.STREET_OFFICER, "far_street_unit"),
}


@dataclass
class Town:
    places: dict[str, Place] = field(default_factory=dict)
    units: dict[str, Organisation] = field(default_factory=dict)
    people: dict[str, User] = field(default_factory=dict)

    @property
    def grid(self) -> Place:
        return self.places["grid"]

    def hat(self, name: str, at: datetime = MONDAY) -> Hat:
        return hat_of(self.people[name], at)

    def client(self, name: str) -> Client:
        client = Client()
        client.force_login(self.people[name])
        return client

    def reported(
        self, words: str = "地下室漏水，墙皮洇湿", *, by: Hat = RESIDENT, at: datetime = MONDAY, **said: Any
    ) -> Case:
        said = {"place": self.grid, **said}
        return actions.report(actions.Report(words=words, **said), by=by, at=at)

    def accepted(self, *, at: datetime = MONDAY, category: str = "LEAK", **said: Any) -> Case:
        """Reported, accepted by the branch secretary and dispatched to the branch itself."""
        case = self.reported(at=at, **said)
        return actions.accept(
            case, category=Category.objects.get(code=category), urgency=Urgency(case.urgency), place=self.grid,
            checked=True, host=self.units["branch"], by=self.hat("secretary"), at=at,
        )  # fmt: skip

    def handling(self, *, at: datetime = MONDAY, **said: Any) -> Case:
        return actions.sign(self.accepted(at=at, **said), by=self.hat("worker"), at=at)

    def handled_by(self, level: int, *, at: datetime = MONDAY, **said: Any) -> Case:
        """In the hands of the unit on this rung, signed by it: whistled up by hand from the grid."""
        case = self.handling(at=at, **said)
        if level > 1:
            actions.match_resource(case, resource=None, tried="上门看过", by=self.hat("secretary"), at=at)
        for to, whistler, signer in [
            (2, "secretary", "community"),
            (3, "community", "street"),
            (4, "street", "platform"),
        ]:
            if to <= level:
                case.refresh_from_db()
                case = actions.whistle(case, to=to, reason="本级办不了", study="需要部门", by=self.hat(whistler), at=at)
                case = actions.sign(case, by=self.hat(signer), at=at)
        return case


def administrator(role: Role, name: str = "administrator") -> Client:
    """Signed in as somebody who keeps registers by this post; no town is needed for it."""
    committee = Organisation.objects.filter(kind=Kind.DISTRICT_COMMITTEE).first() or add_organisation(
        name="市北区委", kind=Kind.DISTRICT_COMMITTEE, parent=None, place=None, by=None, at=MONDAY
    )
    person = User.objects.create_user(name, PASSWORD, name="三员")
    appoint(person, role=role, organisation=committee, from_date=LONG_AGO, by=None, at=MONDAY)
    client = Client()
    client.force_login(person)
    return client


@built_once
def build_town() -> Town:
    town = Town()
    _add_places(town)
    _add_units(town)
    for name, (shown, role, where) in PEOPLE.items():
        person = User.objects.create_user(name, PASSWORD, name=shown)
        town.people[name] = person
        said: dict[str, Any] = {"sent_by": town.units["street_unit"], "to_date": NOT_SOON} if role == Role.GUIDE else {}
        at_place = where in town.places
        appoint(
            person, role=role, from_date=LONG_AGO, by=None, at=MONDAY, **said,
            **({"place": town.places[where]} if at_place else {"organisation": town.units[where]}),
        )  # fmt: skip
    return town


def _add_places(town: Town) -> None:
    for key, code, name, level, parent in [
        ("district", "370203", "市北区", Level.DISTRICT, None),
        ("street", "370203022", "镇江路街道", Level.STREET, "district"),
        ("community", "370203022001", "太平镇社区", Level.COMMUNITY, "street"),
        ("grid", "370203022001001", "太平镇社区第1网格", Level.GRID, "community"),
        ("next_grid", "370203022001002", "太平镇社区第2网格", Level.GRID, "community"),
        ("far_street", "370203005", "辽宁路街道", Level.STREET, "district"),
        ("far_community", "370203005001", "科技街社区", Level.COMMUNITY, "far_street"),
        ("far_grid", "370203005001001", "科技街社区第1网格", Level.GRID, "far_community"),
    ]:
        town.places[key] = add_place(
            code=code, name=name, level=level, parent=town.places[parent] if parent else None, by=None, at=MONDAY
        )
    for place in town.places.values():
        place.refresh_from_db()
    for key, south, west in [("grid", 36.080, 120.350), ("next_grid", 36.080, 120.351), ("far_grid", 36.090, 120.350)]:
        _draw(town.places[key], south, west)
    renew_revision()


def _draw(place: Place, south: float, west: float) -> None:
    north, east = south + 0.001, west + 0.001
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    Boundary.objects.create(
        place=place, geometry={"type": "Polygon", "coordinates": [ring]}, min_lat=south, max_lat=north, min_lon=west,
        max_lon=east, status=Boundary.Status.IN_FORCE, origin=Boundary.Origin.IMPORT, proposed_at=MONDAY,
    )  # fmt: skip


def _add_units(town: Town) -> None:
    for key, name, kind, parent, place in [
        ("district_committee", "市北区委", Kind.DISTRICT_COMMITTEE, None, "district"),
        ("leading_group", "市北区委党建引领基层治理工作领导小组", Kind.LEADING_GROUP, "district_committee", "district"),
        ("platform", "市北区城市综合管理指挥平台", Kind.PLATFORM, "leading_group", "district"),
        ("street_unit", "镇江路街道党工委", Kind.STREET_COMMITTEE, "district_committee", "street"),
        ("community_unit", "太平镇社区党委", Kind.COMMUNITY_COMMITTEE, "street_unit", "community"),
        ("branch", "太平镇社区第1网格党支部", Kind.GRID_BRANCH, "community_unit", "grid"),
        ("next_branch", "太平镇社区第2网格党支部", Kind.GRID_BRANCH, "community_unit", "next_grid"),
        ("far_street_unit", "辽宁路街道党工委", Kind.STREET_COMMITTEE, "district_committee", "far_street"),
        ("far_community_unit", "科技街社区党委", Kind.COMMUNITY_COMMITTEE, "far_street_unit", "far_community"),
        ("far_branch", "科技街社区第1网格党支部", Kind.GRID_BRANCH, "far_community_unit", "far_grid"),
        ("housing", "区住建局", Kind.DEPARTMENT, None, "district"),
        ("finance", "区财政局", Kind.DEPARTMENT, None, "district"),
        ("station", "镇江路街道综合执法队", Kind.STREET_BODY, "street_unit", "street"),
        ("property", "太平镇物业公司", Kind.COMPANY, None, "community"),
    ]:
        town.units[key] = add_organisation(
            name=name, kind=kind, parent=town.units[parent] if parent else None, place=town.places[place],
            by=None, at=MONDAY,
        )  # fmt: skip
