"""Who the audiences of a batch of events are: persons in the app, phones by text. A fixed number of queries a batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import NamedTuple

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils.timezone import localdate

from accounts.personal import is_mobile, lookup_hash
from cases.models import AssistingUnit, Case, Follower
from notifications.happenings import Happening, telling
from notifications.said import Said, above, named, outcomes, said
from notifications.terms import Audience
from notifications.together import Deciders, invited, proposers
from partyorg.kinds import CHECKERS, OFFICES, RUNGS, Role
from partyorg.kinds import Kind as UnitKind
from partyorg.models import Organisation, Post

# They judge and press; what their unit owns or hosts is not theirs to take up.
BESIDE_THE_WORK = sorted({Role.REVISIT_OFFICER, Role.SUPERVISOR} | OFFICES)
GRID_FORCE = sorted(CHECKERS)  # they have their post at the place and work for its branch

# Whoever follows because their case was merged hears by their own case how it ended.
WHY = {Audience.FOLLOWERS: Follower.Why.FOLLOWING, Audience.REPRESENTED: Follower.Why.REPRESENTED}

Followers = dict[tuple[int, str], list[tuple[int | None, str]]]  # (case, why) → accounts and phones
Beside = dict[tuple[int, str], list[tuple[int, datetime]]]  # (case, why) → units and since when


class Addressee(NamedTuple):
    """Somebody with an account, or a phone."""

    person_id: int | None = None
    phone: str = ""
    phone_hash: str = ""


@dataclass(slots=True)
class Unit:
    name: str
    people: list[int] = field(default_factory=list)


class Revisitor(NamedTuple):
    """A post that revisits in its territory, as `Post.covers` says it."""

    person_id: int
    unit_id: int | None
    tree_id: int
    lft: int
    rght: int

    def covers(self, happening: Happening) -> bool:
        return self.tree_id == happening.tree_id and self.lft <= happening.lft <= self.rght


class Listeners:
    """The units, people and followers around a batch of happenings, read once."""

    def __init__(self, happenings: Sequence[Happening], at: datetime) -> None:
        self._beside = _beside(telling(happenings, Audience.ASSISTING, Audience.COPIED))
        self._named = named(telling(happenings, Audience.ASSISTING))
        self._invited = invited(telling(happenings, Audience.INVITED))
        self._above = above(telling(happenings, Audience.ABOVE))
        self._phones = _phones(telling(happenings, Audience.REPORTER))
        self._followers = _followers(telling(happenings, Audience.FOLLOWERS, Audience.REPRESENTED))
        self._revisitors = _revisitors(telling(happenings, Audience.REVISITORS), at)
        self._proposers = proposers(telling(happenings, Audience.PROPOSER))
        self._deciders = Deciders.load(telling(happenings, Audience.DECIDERS), at)
        self._units, self._force = _people(self._unit_ids(happenings), _places(happenings), at)
        self._said = said(happenings)
        self._outcomes = outcomes(happenings)

    def of(self, happening: Happening, audience: Audience) -> Iterator[Addressee]:
        """Everybody in this audience, some perhaps twice."""
        match audience:
            case Audience.REPORTER:
                phone = self._phones.get(happening.case_id, "")
                yield from _addressees(happening.reporter_id, phone, happening.reporter_phone_hash)
            case Audience.FOLLOWERS if not happening.known_to_all:
                return  # the matter has become nobody's business since they followed it
            case Audience.FOLLOWERS | Audience.REPRESENTED:
                for person_id, phone in self._followers.get((happening.case_id, WHY[audience]), ()):
                    yield from _addressees(person_id, phone, lookup_hash(phone))
            case Audience.CHECKERS:
                for place_id in happening.places:
                    yield from map(Addressee, self._force.get(place_id, ()))
            case Audience.REVISITORS:
                for post in self._revisitors:
                    if post.covers(happening) and post.unit_id != happening.host_id:
                        yield Addressee(post.person_id)
            case Audience.PROPOSER:
                yield from _addressees(self._proposers.get(happening.event_id), "", "")  # by tracking code: nobody
            case Audience.DECIDERS:
                yield from map(Addressee, self._deciders.of(happening))
            case _:
                for unit_id in self._unit_ids_of(happening, audience):
                    if unit_id:
                        yield from map(Addressee, self._units[unit_id].people)

    def name(self, unit_id: int | None) -> str:
        return self._units[unit_id].name if unit_id else ""

    def said(self, happening: Happening) -> Said:
        """What was written down with the step."""
        return self._said[happening.event_id]

    def outcome(self, happening: Happening) -> str:
        """How the work ended, in the words of whoever ended it."""
        return self._outcomes.get(happening.main_case_id, "")

    def _unit_ids_of(self, happening: Happening, audience: Audience) -> Sequence[int | None]:
        match audience:
            case Audience.OWNER:
                return [happening.owner_id]
            case Audience.HOST:
                return [happening.host_id]
            case Audience.BEFORE:
                return [happening.before_owner_id, happening.before_host_id]
            case Audience.INVITED:
                return self._invited.get(happening.event_id, ())
            case Audience.ABOVE:
                return [self._above.get(happening.event_id)]
            case Audience.ASSISTING:
                beside = self._beside.get((happening.case_id, AssistingUnit.Why.NAMED), ())
                return [unit for unit, _ in beside if self.name(unit) in self._named[happening.event_id]]
            case _:
                copied = self._beside.get((happening.case_id, AssistingUnit.Why.COPIED), ())
                return [unit for unit, since_at in copied if since_at == happening.at]

    def _unit_ids(self, happenings: Sequence[Happening]) -> set[int]:
        ids = {unit_id for units in self._beside.values() for unit_id, _ in units}
        ids |= {unit_id for units in self._invited.values() for unit_id in units}
        ids |= set(self._above.values())
        for one in happenings:
            ids |= {unit for unit in (one.owner_id, one.host_id, one.before_owner_id, one.before_host_id) if unit}
        return ids


def _addressees(person_id: int | None, phone: str, phone_hash: str) -> Iterator[Addressee]:
    if person_id:
        yield Addressee(person_id)
    if is_mobile(phone):
        yield Addressee(None, phone, phone_hash)


def _case_ids(happenings: Sequence[Happening]) -> set[int]:
    return {happening.case_id for happening in happenings}


def _phones(happenings: Sequence[Happening]) -> dict[int, str]:
    """The reporters' phones by case. Only those that may be texted: each has to be decrypted."""
    texted = {one.case_id for one in happenings if one.reporter_phone_hash and not one.by_reporter}
    return dict(Case.objects.filter(id__in=texted).values_list("id", "reporter_phone"))


def _revisitors(happenings: Sequence[Happening], at: datetime) -> list[Revisitor]:
    """All of them: a district has few, and each batch has many places."""
    if not happenings:
        return []
    posts = Post.objects.in_force(localdate(at)).filter(person__is_active=True, role=Role.REVISIT_OFFICER)
    posts = posts.filter(Q(organisation=None) | Q(organisation__kind__in=RUNGS)).order_by("id")
    numbers = ("tree_id", "lft", "rght")
    territory = [Coalesce(f"organisation__place__{number}", f"place__{number}") for number in numbers]
    return [Revisitor(*row) for row in posts.values_list("person_id", "organisation_id", *territory)]


def _beside(happenings: Sequence[Happening]) -> Beside:
    found: Beside = defaultdict(list)
    rows = AssistingUnit.objects.filter(case__in=_case_ids(happenings))
    for case_id, why, unit_id, since_at in rows.values_list("case_id", "why", "organisation_id", "since_at"):
        found[case_id, why].append((unit_id, since_at))
    return found


def _followers(happenings: Sequence[Happening]) -> Followers:
    found: Followers = defaultdict(list)
    rows = Follower.objects.filter(case__in=_case_ids(happenings), why__in=WHY.values())
    for case_id, why, person_id, phone in rows.values_list("case_id", "why", "person_id", "phone"):
        found[case_id, why].append((person_id, phone))
    return found


def _places(happenings: Sequence[Happening]) -> set[int]:
    """Where something waits for a check: the grid force there makes it."""
    return {place_id for one in telling(happenings, Audience.CHECKERS) for place_id in one.places}


def _people(unit_ids: set[int], place_ids: set[int], at: datetime) -> tuple[dict[int, Unit], dict[int, list[int]]]:
    """The units with the people who hold a post there today, and the grid force by place."""
    rows = Organisation.objects.filter(id__in=unit_ids).values_list("id", "name", "kind", "place_id")
    units, branch_at = {}, {}
    for unit_id, name, kind, place_id in rows:
        units[unit_id] = Unit(name)
        if kind == UnitKind.GRID_BRANCH:
            branch_at[place_id] = units[unit_id]
    posts = Post.objects.in_force(localdate(at)).filter(person__is_active=True)
    posts = posts.exclude(role__in=BESIDE_THE_WORK)
    posts = posts.filter(Q(organisation__in=unit_ids) | Q(place__in=place_ids | branch_at.keys(), role__in=GRID_FORCE))
    force: dict[int, list[int]] = defaultdict(list)
    for unit_id, place_id, person_id in posts.order_by("id").values_list("organisation_id", "place_id", "person_id"):
        if unit_id:
            units[unit_id].people.append(person_id)
        else:
            force[place_id].append(person_id)
            if place_id in branch_at:
                branch_at[place_id].people.append(person_id)
    return units, force
