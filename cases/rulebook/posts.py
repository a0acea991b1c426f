"""What a post can make of somebody: asked of cases/standing.py itself, with made-up cases. Touches no database."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from itertools import product

from cases.models import Case
from cases.rulebook.lines import Line, lines
from cases.standing import standings
from cases.terms import Level, State, Who
from grids.models import Place
from grids.workflow import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.kinds import KIND_OF_RUNG, OFFICES, Kind, Role
from partyorg.models import Organisation, Post

# Numbers that no row has: of a made-up case, and of the units in it that are not the post's own.
_NO_CASE, _OWNER, _HOST, _OWN_UNIT, _OWN_PLACE = 0, -1, -2, -3, -4
HANDLING = [role for role in Role if role not in OFFICES]
_PLACE_OF_RUNG = {
    Level.GRID: PlaceLevel.GRID,
    Level.COMMUNITY: PlaceLevel.COMMUNITY,
    Level.STREET: PlaceLevel.STREET,
    Level.PLATFORM: PlaceLevel.DISTRICT,
    Level.LEADING_GROUP: PlaceLevel.DISTRICT,
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What one can be to a case. `roles`: the posts that can make one so. `mine`: whether one of the reader's does."""

    who: Who
    roles: list[str]
    lines: list[Line]
    mine: bool

    @property
    def by_any_post(self) -> bool:
        return len(self.roles) == len(HANDLING)


def standings_told(mine: Iterable[Who]) -> list[Standing]:
    """Every standing that may do something by the table."""
    rows, roles, mine = lines(), _roles(), set(mine)
    told = [Standing(who, roles.get(who, []), [row for row in rows if who in row.move.who], who in mine) for who in Who]
    return [standing for standing in told if standing.lines]


def could_be(posts: Collection[Post]) -> frozenset[Who]:
    """All that these posts can make one, to some case. A unit that stands in for a missing one is left out."""
    found = {
        who
        for post in posts
        for case in _made_up_for(post)
        for who, by in standings(Hat(posts=(post,)), case).items()
        if by is not None
    }
    return frozenset(found | {Who.ASSISTANT for post in posts if post.organisation_id})  # any unit may be asked to


def _made_up_for(post: Post) -> Iterator[Case]:
    """A case at each level in the post's territory, in its own hands and in those of others."""
    place = post.covers or _a_place(PlaceLevel.GRID)
    for level in Level:
        owners = [Organisation(pk=_OWNER, kind=KIND_OF_RUNG[level], place=place)]
        hosts = [Organisation(pk=_HOST, kind=KIND_OF_RUNG[level], place=place)]
        if post.organisation:
            hosts.append(post.organisation)
            owners += [post.organisation] * (post.organisation.rung == level)
        for owner, host in product(owners, hosts):
            yield Case(
                pk=_NO_CASE, owner_level=level, owner_org=owner, host_org=host, place=place, state=State.HANDLING
            )


@cache  # two thousand made-up cases; what posts make of somebody is written in the code, and in no table
def _roles() -> dict[Who, list[str]]:
    """Standing → the posts that can make one so, tried one after the other."""
    giving: dict[Who, list[str]] = {}
    for role in HANDLING:
        for who in could_be([*_conceivable(role)]):
            giving.setdefault(who, []).append(str(role.label))
    return giving


def _conceivable(role: Role) -> Iterator[Post]:
    """Such a post at every kind of unit, and at every kind of place."""
    for kind in Kind:
        rung = Organisation(kind=kind).rung
        place = _a_place(_PLACE_OF_RUNG[Level(rung)]) if rung else None
        yield Post(role=role, organisation=Organisation(pk=_OWN_UNIT, kind=kind, place=place))
    for level in _PLACE_OF_RUNG.values():
        yield Post(role=role, place=_a_place(level))


def _a_place(level: PlaceLevel) -> Place:
    return Place(pk=_OWN_PLACE, level=level, tree_id=0, lft=1, rght=2)
