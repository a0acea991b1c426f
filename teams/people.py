"""Who may be in a team here, and what they are called where others read it."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from accounts.models import User
from accounts.personal import masked_name
from grids.models import Place
from partyorg.kinds import Role
from partyorg.models import Post
from teams.rules import Refused
from volunteers.models import Volunteer

COURIERS = "COURIERS"  # the kind of a team, Team.Kind: its model stands on this module


def people_of(community: Place, on: date) -> QuerySet[User]:
    """Volunteers of the community, and whoever holds a post in it: grid workers, riders who walk its grids."""
    posted = _posted(on, community.tree_id, community.lft, community.rght).values("person")
    volunteers = Q(volunteer__community=community, volunteer__left_on=None)
    return User.objects.filter(volunteers | Q(pk__in=posted), is_active=True).select_related("volunteer")


def still_here(on: date) -> Q:
    """Of members of teams: who is, as `people_of` has it, one of the community's people now."""
    volunteers = Q(person__volunteer__community=F("team__community"), person__volunteer__left_on=None)
    of_the_tree = (OuterRef(f"team__community__{name}") for name in ("tree_id", "lft", "rght"))
    return volunteers | Q(Exists(_posted(on, *of_the_tree).filter(person=OuterRef("person"))))


def _posted(on: date, tree: Any, lft: Any, rght: Any) -> QuerySet[Post]:
    inside = {"place__tree_id": tree, "place__lft__gte": lft, "place__rght__lte": rght}
    return Post.objects.in_force(on).filter(**inside)


def ask_grown_up(person: User, duty: str, on: date) -> None:
    """Who has told us that they are under 18 answers for nothing yet. Raises Refused `minor`."""
    if is_minor(person, on):
        raise Refused("minor", who=masked(person), duty=duty)


def is_courier(person: User, community: Place, on: date) -> bool:
    """Who walks its grids as a dynamic grid worker, or is in one of its teams of riders and couriers."""
    walking = _posted(on, community.tree_id, community.lft, community.rght).filter(role=Role.DYNAMIC_WORKER)
    if walking.filter(person=person).exists():
        return True
    riding = person.teams.filter(team__community=community, team__kind=COURIERS, team__ended_on=None)
    return bool(riding.filter(until=None).exists())


def is_minor(person: User, on: date) -> bool:
    """As far as they have told us: who is no volunteer has told nothing. No query after `select_related`."""
    volunteer = getattr(person, "volunteer", None)
    return bool(volunteer and volunteer.left_on is None and volunteer.is_minor(on))


def minors_among(people: QuerySet[Any, Any], on: date) -> list[int]:
    """The numbers of those under 18. Birthdays are encrypted, so that no database compares them. One query."""
    volunteers = Volunteer.objects.active().filter(person__in=people)
    return [one.person_id for one in volunteers if one.is_minor(on)]


def called(person: User) -> str:
    """By the name that they volunteer under, else by that of the account. No query after `select_related`."""
    volunteer = getattr(person, "volunteer", None)
    return str(volunteer.name if volunteer else person.name)


def told_apart(person: User) -> str:
    """As the desk reads somebody beside others of the same surname."""
    return f"{masked(person)}（尾号 {person.phone_end}）" if person.phone_end else masked(person)


def masked(person: User) -> str:
    return masked_name(called(person))
