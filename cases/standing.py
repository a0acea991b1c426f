"""What a hat is to a case: owner's head, host, checker, reporter … The one place that reads posts for the workflow."""

from __future__ import annotations

from collections.abc import Iterator

from cases.models import Case
from cases.terms import TOP, Level, State, Who
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import CHECKERS, HEADS_OF_RUNG, Kind, Role
from partyorg.models import Organisation, Post

INTAKE = {Role.INTAKE_OFFICER, Role.COMMUNITY_SECRETARY, Role.STREET_OFFICER}
_SUPERVISED_FROM = frozenset({PlaceLevel.STREET, PlaceLevel.DISTRICT})
_BELOW_A_GRID = frozenset({PlaceLevel.MICRO_GRID, PlaceLevel.BUILDING})
APPROVERS = HEADS_OF_RUNG[Level.PLATFORM] | HEADS_OF_RUNG[Level.LEADING_GROUP]


def standings(hat: Hat, case: Case) -> dict[Who, Post | None]:
    """Everything the hat is to the case, with the post that makes it so (None: no post, as for the reporter).

    No query when the case came `with_faces()`.
    """
    found: dict[Who, Post | None] = {Who.ANYONE: None}
    if hat.is_system:
        found[Who.SYSTEM] = None
    if hat.reporter_of == case.pk or (hat.person and case.reporter_id == hat.person.pk):
        found[Who.REPORTER] = None
    for post in hat.posts:
        for who in _by_unit(post, case):
            found.setdefault(who, post)
        for who in _by_territory(post, case):
            found.setdefault(who, post)
    return found


def _by_unit(post: Post, case: Case) -> Iterator[Who]:
    owner, host = case.owner_org, case.host_org
    if post.organisation_id == owner.pk and post.is_head:
        yield Who.OWNER_HEAD
        if case.owner_level == Level.GRID:
            yield Who.BRANCH_SECRETARY  # where a grid has no branch yet, the unit above stands in for it
    if host and (works_for(post, host) or _is_force_of(post, host.place_id, host.rung)):
        yield Who.HOST
        if host.kind == Kind.DEPARTMENT:
            yield Who.HOST_DEPARTMENT


def _by_territory(post: Post, case: Case) -> Iterator[Who]:
    territory = post.covers
    if post.role in CHECKERS and territory and _same_community(territory, case.place):
        yield Who.CHECKER
    if territory is None or not _covers(territory, case.place):
        return
    if post.role in INTAKE:
        yield Who.INTAKE
    if post.role in HEADS_OF_RUNG[Level.STREET]:
        yield Who.COMMAND_CENTRE
    if post.role == Role.REVISIT_OFFICER and post.organisation_id != case.host_org_id:
        yield Who.REVISIT_OFFICER
    if post.role == Role.SUPERVISOR and territory.level in _SUPERVISED_FROM:
        yield Who.SUPERVISOR
    if post.role in APPROVERS:
        yield Who.APPROVER
    if post.is_head:
        yield Who.WHISTLER
        if post.rung in rungs_above(case):
            yield Who.ONE_UP


def territories(hat: Hat) -> list[Place]:
    """Where this hat may take down what residents say (代录): the places its posts cover, none of them below a grid.

    No query: the posts came with their places.
    """
    covered = [post.covers for post in hat.posts]
    return list(dict.fromkeys(place for place in covered if place and place.level not in _BELOW_A_GRID))


def may_take_down(hat: Hat, place: Place | None = None) -> bool:
    """Whether it may take down what happens at this place; without a place, anything at all."""
    return any(place is None or _covers(territory, place) for territory in territories(hat))


def rungs_above(case: Case) -> frozenset[int]:
    """Who is one level above the host, and so approves an extension (domain.md 3.3): a grid's the community or the
    street, a community's the street, a street's the platform. A department's at the platform, the platform itself;
    but when the work is done and the owner explains it, whoever is above the owner.
    """
    if case.rung == Level.GRID:
        return frozenset({Level.COMMUNITY, Level.STREET})
    if case.rung == Level.PLATFORM and case.host_org_id != case.owner_org_id and case.state != State.REVISIT:
        return frozenset({Level.PLATFORM})
    return frozenset({min(case.rung + 1, TOP)})


def works_for(post: Post, unit: Organisation) -> bool:
    """Its head or one who handles matters for it; not whoever else has a post there, to revisit or to supervise."""
    return post.organisation_id == unit.pk and (post.is_head or post.role == Role.UNIT_OFFICER)


def _is_force_of(post: Post, place_id: int | None, rung: int | None) -> bool:
    """Grid workers and guides have their post at the grid; they work for the branch that answers for it."""
    return rung == Level.GRID and post.role in CHECKERS and post.place_id is not None and post.place_id == place_id


def _covers(territory: Place, place: Place) -> bool:
    return territory.tree_id == place.tree_id and territory.lft <= place.lft and territory.rght >= place.rght


def _same_community(territory: Place, place: Place) -> bool:
    """A checker may come from a neighbouring grid: somebody other than the handler has to be found.

    Where no grid was ever named, the place is the community itself.
    """
    community = territory.parent_id
    return _covers(territory, place) or (community is not None and community in (place.pk, place.parent_id))
