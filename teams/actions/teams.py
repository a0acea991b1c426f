"""志愿队伍: founded, led, joined, left, disbanded; nothing of it is deleted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Place
from partyorg.hats import Hat
from teams.actions.couriers import end_without_ground
from teams.actions.handing import in_hand_of, let_go
from teams.actions.organiser import ask_organiser
from teams.models import CourierPost, Skill, Team, TeamMember
from teams.people import ask_grown_up, people_of
from teams.rules import Refused
from volunteers.again import as_before

# As the trail calls what concerns those who are in it: from there they are told (notifications/teaming.py).
FOUNDED, LED, JOINED, LEFT, DISBANDED = "成立志愿队伍", "更换队长", "加入志愿队伍", "退出志愿队伍", "解散志愿队伍"


@dataclass(frozen=True, slots=True)
class Founding:
    community: Place
    name: str
    kind: str
    about: str
    lead: User
    grids: Sequence[Place] = ()
    key: UUID | None = None


def found(said: Founding, *, by: Hat, at: datetime) -> Team:
    """A team with the one who leads it in it; the same key twice is one.

    Raises Refused `not_yours`, `team_there`, `not_of_here`, `minor`, `other_form`.
    """
    person = ask_organiser(by, said.community)

    def make() -> Team:
        _may_lead(said.lead, said.community, at)
        _may_be_called(said.name, said.community)
        team = Team.objects.create(
            key=said.key, community=said.community, name=said.name, kind=said.kind, about=said.about, lead=said.lead,
            founded_on=localdate(at),
        )  # fmt: skip
        team.grids.set(said.grids)
        TeamMember.objects.create(team=team, person=said.lead, since=localdate(at))
        detail = {"kind": said.kind, "lead": said.lead.pk}
        write_audit(action=FOUNDED, of=team, by=person, at=at, detail=detail)
        return team

    made = once(make, lambda: marked(Team.objects.filter(community=said.community), said.key))
    was = (made.name, made.kind, made.about, made.lead_id, {grid.pk for grid in made.grids.all()})
    now = (said.name, said.kind, said.about, said.lead.pk, {grid.pk for grid in said.grids})
    return as_before(made, was=was, said=now, done=f"成立“{made.name}”")


def describe(
    team: Team, *, name: str, kind: str, about: str, grids: Sequence[Place], by: Hat, at: datetime
) -> None:  # fmt: skip
    """How it is called, what it does, and in which grids: none named, the whole community. What was written down under
    another name stays as it was called. Raises Refused, also `team_there`."""
    with _changing(team, by) as held:
        _may_be_called(name, held.community, but=held)
        Team.objects.filter(pk=held.pk).update(name=name, kind=kind, about=about)
        held.grids.set(grids)
        detail: dict[str, object] = {"kind": kind, "grids": len(grids)}
        if name != held.name:
            detail |= {"was": {"name": held.name}, "now": {"name": name}}
        write_audit(action="修改志愿队伍", of=held, by=by.person, at=at, detail=detail)
        _what_stood_on_it(held, people_in(held), by, at)


def lead(team: Team, person: User, *, by: Hat, at: datetime) -> None:
    """换队长: the new one is in the team with it; who leads it already goes on. Raises Refused."""
    with _changing(team, by) as held:
        if held.lead_id == person.pk:
            return
        _may_lead(person, held.community, at)
        Team.objects.filter(pk=held.pk).update(lead=person)
        if not held.members.filter(person=person, until=None).exists():
            TeamMember.objects.create(team=held, person=person, since=localdate(at))
        detail = {"lead": person.pk, "before": held.lead_id}
        write_audit(action=LED, of=held, by=by.person, at=at, detail=detail)


def join(team: Team, person: User, *, skills: Sequence[Skill] = (), by: Hat, at: datetime) -> TeamMember:
    """Raises Refused `not_yours`, `team_ended`, `not_of_here`, `in_the_team`."""
    with _changing(team, by) as held:
        _of_here(person, held.community, at)
        if held.members.filter(person=person, until=None).exists():
            raise Refused("in_the_team")
        member = TeamMember.objects.create(team=held, person=person, since=localdate(at))
        member.skills.set(skills)
        write_audit(action=JOINED, of=held, by=by.person, at=at, detail={"member": member.pk})
    return member


def teach(member: TeamMember, skills: Sequence[Skill], *, by: Hat, at: datetime) -> None:
    """What they can do for others, from now on. Raises Refused."""
    with _changing(member.team, by) as held:
        member.skills.set(skills)
        detail = {"member": member.pk, "skills": [skill.pk for skill in skills]}
        write_audit(action="登记队员特长", of=held, by=by.person, at=at, detail=detail)


def leave(member: TeamMember, *, by: Hat, at: datetime) -> None:
    """From today; what they did stays, what they had taken and not done is anybody's again. Who has left already stays
    out of it. Raises Refused `leads_it`."""
    with _changing(member.team, by) as held:
        if held.lead_id == member.person_id:
            raise Refused("leads_it")
        if not TeamMember.objects.filter(pk=member.pk, until=None).update(until=localdate(at)):
            return
        write_audit(action=LEFT, of=held, by=by.person, at=at, detail={"member": member.pk})
        _what_stood_on_it(held, [member.person], by, at)


def disband(team: Team, *, reason: str, by: Hat, at: datetime) -> None:
    """With all who are in it, and what they had taken. Raises Refused."""
    with _changing(team, by) as held:
        people = people_in(held)
        Team.objects.filter(pk=held.pk).update(ended_on=localdate(at))
        held.members.filter(until=None).update(until=localdate(at))
        write_audit(action=DISBANDED, of=held, by=by.person, at=at, reason=reason, detail={"lead": held.lead_id})
        _what_stood_on_it(held, people, by, at)


def bookings_in_hand(people: Iterable[User], community: Place) -> int:
    """How many bookings these have taken here and not reported: who leaves gives them back."""
    return sum(in_hand_of(person, community).count() for person in people)


@contextmanager
def _changing(team: Team, by: Hat) -> Iterator[Team]:
    """The team as it stands now, held until what is done to it is done: it is not disbanded meanwhile."""
    ask_organiser(by, team.community)
    with transaction.atomic():
        held = Team.objects.select_for_update(of=("self",)).select_related("community").get(pk=team.pk)
        if held.ended_on:
            raise Refused("team_ended")
        yield held


def people_in(team: Team) -> list[User]:
    """Who is in it now."""
    return list(User.objects.filter(teams__in=team.members.filter(until=None)).order_by("pk"))


def _what_stood_on_it(team: Team, people: Sequence[User], by: Hat, at: datetime) -> None:
    let_go(people, community=team.community, by=by.person, at=at)
    held = CourierPost.objects.filter(person__in=people, community=team.community)
    end_without_ground(held, by=by.person, at=at)


def _may_be_called(name: str, community: Place, but: Team | None = None) -> None:
    named = Team.objects.active().filter(community=community, name=name)
    if (named.exclude(pk=but.pk) if but else named).exists():
        raise Refused("team_there", community=community.short_name, name=name)


def _may_lead(person: User, community: Place, at: datetime) -> None:
    _of_here(person, community, at)
    ask_grown_up(person, "队长", localdate(at))


def _of_here(person: User, community: Place, at: datetime) -> None:
    if not people_of(community, localdate(at)).filter(pk=person.pk).exists():
        raise Refused("not_of_here", community=community.short_name)
