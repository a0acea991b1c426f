"""Who leads an activity, or what recurs: who may, and what becomes of it when they are a volunteer no more."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from activities.models import Activity, Template
from activities.rules import Refused
from activities.workflow import State
from grids.models import Place
from partyorg.models import Post
from teams.models import Team
from volunteers.models import Volunteer


def may_lead(leader: User | None, on: date, *, before: Activity | Template | None = None) -> None:
    """Whoever answers for the others is of age, and there. As it stood `before` it may stay: who changes the rest is
    not made to name another.

    Raises Refused `leader_needed`, `leader_left`, `leader_too_young`.
    """
    if leader is None:
        if before is None or before.leader_id is not None:
            raise Refused("leader_needed")
        return
    volunteer = Volunteer.objects.filter(person=leader).first()
    if volunteer is None or (before and before.leader_id == leader.pk and volunteer.left_on):
        return
    if volunteer.left_on:
        if not _works_here(leader, on):
            raise Refused("leader_left")
    elif volunteer.is_minor(on):
        raise Refused("leader_too_young")


def named_at(leader: User | None, *, by: User | None, at: datetime) -> datetime | None:
    """What is kept of the naming, for the letter: of whoever named themselves nothing."""
    return at if leader is not None and leader != by else None


def may_be_of(team: Team | None, community: Place, *, before: Activity | Template | None = None) -> None:
    """Raises Refused `team_elsewhere`, `team_over`."""
    if team and team.community_id != community.pk:
        raise Refused("team_elsewhere")
    if team and team.ended_on and not (before and before.team_id == team.pk):
        raise Refused("team_over")


def give_up_leading(person: User, *, at: datetime) -> None:
    """What is still to be held, and what recurs, is led by nobody until the desk names another: it reads so there.

    Whoever has a post leads by that, and goes on.
    """
    with transaction.atomic():
        for one in led_by(person, at=at):
            type(one).objects.filter(pk=one.pk, leader=person).update(leader=None)
            write_audit(action="活动负责人退出", of=one, by=person, at=at)


def led_by(person: User, *, at: datetime) -> list[Activity | Template]:
    """What somebody leads as a volunteer: still to be held or to be closed, and what recurs. Three queries."""
    if _works_here(person, localdate(at)):
        return []
    ahead = Activity.objects.filter(leader=person, state__in=(State.DRAFT, State.PUBLISHED)).order_by("starts_at", "pk")
    return [*ahead, *Template.objects.filter(leader=person).order_by("pk")]


def _works_here(person: User, on: date) -> bool:
    return Post.objects.in_force(on).filter(person=person).exists()
