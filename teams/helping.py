"""What residents may book where they live: which communities have stations, which grids those serve, who can what."""

from __future__ import annotations

from datetime import date

from django.db.models import QuerySet

from accounts.models import User
from grids.models import Place
from teams.models import Booking, BookingStep, Skill, Station, TeamMember
from teams.people import is_minor
from teams.workflow import Deed
from volunteers.standing import keepers_of


def communities() -> list[Place]:
    """Those with a station that is open. One query."""
    return list(served())


def served() -> QuerySet[Place]:
    """Each once, however many stations it has."""
    return Place.objects.filter(pk__in=Station.objects.active().values("community")).order_by("tree_id", "lft")


def community_of(person: User) -> Place | None:
    """Where they volunteer, else where they booked last."""
    volunteer = getattr(person, "volunteer", None)
    if volunteer and volunteer.left_on is None:
        return volunteer.community
    last = Booking.objects.filter(person=person).select_related("station__community").first()
    return last.station.community if last else None


def grids_of(community: Place) -> list[Place]:
    """Those that its stations serve, in the tree's order."""
    grids = Station.objects.active().filter(community=community).values("grids")
    return list(Place.objects.filter(pk__in=grids).order_by("tree_id", "lft"))


def skills_of(community: Place, on: date) -> list[Skill]:
    """What somebody in one of its teams can do now, and may go and do."""
    there = TeamMember.objects.filter(team__community=community).who_go(on)
    return list(Skill.objects.filter(is_active=True, members__in=there).distinct())


def is_kept_back(person: User, on: date) -> bool:
    """Whether somebody in a team is offered nothing for being under 18."""
    return is_minor(person, on) and TeamMember.objects.on(on).filter(person=person).exists()


def was_just_done(booking: int, deed: Deed, person: User) -> bool:
    """Whether the last thing done about it was this, by them: a second tap finds it so."""
    last = BookingStep.objects.filter(booking=booking).last()
    return last is not None and (last.deed, last.by_id) == (deed, person.pk)


def who_gives_them_out(community: Place, on: date) -> list[int]:
    """Those at the desk who are told of bookings that wait for them: who keeps the community, and of the street only
    where it has nobody of its own. Many more may give them out. One query."""
    keepers = [(post.person_id, post.covers) for post in keepers_of(community, on)]
    own = [person for person, place in keepers if place == community]
    return sorted(set(own or [person for person, _ in keepers]))
