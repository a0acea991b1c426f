"""What a post makes of its holder in the course of a task. The one place that reads posts for it."""

from __future__ import annotations

from burden.workflow import MOVES, State, Who
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import HEADS_OF_RUNG, Kind, Role
from partyorg.models import Organisation, Post

# kind of the unit → which of its posts count, and as what
_PARTS: dict[str, tuple[frozenset[str], Who]] = {
    Kind.DEPARTMENT: (frozenset({Role.UNIT_OFFICER}), Who.GIVER),
    Kind.STREET_BODY: (frozenset({Role.UNIT_OFFICER}), Who.GIVER),
    Kind.COMMUNITY_COMMITTEE: (HEADS_OF_RUNG[2] | {Role.UNIT_OFFICER}, Who.COMMUNITY),
    Kind.STREET_COMMITTEE: (HEADS_OF_RUNG[3], Who.STREET),
}


def part_of(post: Post) -> Who | None:
    """GIVER for its own unit; COMMUNITY and STREET within the territory that its unit answers for."""
    if post.organisation is None:
        return None
    roles, who = _PARTS.get(post.organisation.kind, (frozenset(), Who.GIVER))
    return who if post.role in roles else None


def giving_posts(hat: Hat) -> list[Post]:
    return [post for post in hat.posts if part_of(post) == Who.GIVER]


def giving_units(hat: Hat) -> list[Organisation]:
    """The units for which this hat may put tasks on communities, each once."""
    return list(dict.fromkeys(post.organisation for post in giving_posts(hat) if post.organisation))


def standing_at(community: Place, hat: Hat) -> dict[Who, Post]:
    """What the hat is to a task put on this community, with the post that makes it so. No query."""
    found: dict[Who, Post] = {}
    for post in hat.posts:
        part = part_of(post)
        if part and post.covers and post.covers.is_ancestor_of(community, include_self=True):
            found.setdefault(part, post)
    return found


def awaited_states(post: Post) -> list[State]:
    """The states in which a task waits for the holder of this post."""
    part = part_of(post)
    return sorted({move.source for move in MOVES.values() if move.who == part})
