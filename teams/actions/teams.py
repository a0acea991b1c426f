"""志愿队伍: founded, led, joined, left, disbanded; nothing of it is deleted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Skill, Team, TeamMember
from teams.people import ask_grown_up, people_of
from teams.rules import Refused
from volunteers.standing import organises

WHO = "这个社区的工作人员"


@dataclass(frozen=True, slots=True)
class Founding:
    community: Place
    name: str
    kind: str
    about: str
    lead: User
    grids: Sequence[Place] = ()


def found(said: Founding, *, by: Hat, at: datetime) -> Team:
    """A team with the one who leads it in it; sent twice by the same lead on one day it is one.

    Raises Refused `not_yours`, `team_there`, `not_of_here`, `minor`.
    """
    ask_organiser(by, said.community)
    _may_lead(said.lead, said.community, at)
    known = Team.objects.active().filter(community=said.community, name=said.name).first()
    if known and known.lead == said.lead and known.founded_on == localdate(at):
        return known
    if known:
        raise Refused("team_there", community=said.community.short_name, name=said.name)
    with transaction.atomic():
        team = Team.objects.create(
            community=said.community, name=said.name, kind=said.kind, about=said.about, lead=said.lead,
            founded_on=localdate(at),
        )  # fmt: skip
        team.grids.set(said.grids)
        TeamMember.objects.create(team=team, person=said.lead, since=localdate(at))
        write_audit(action="成立志愿队伍", of=team, by=by.person, at=at, detail={"kind": said.kind})
    return team


def describe(team: Team, *, kind: str, about: str, grids: Sequence[Place], by: Hat, at: datetime) -> None:
    """What it does, and in which grids: none named, the whole community. Raises Refused."""
    _may_change(team, by)
    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(kind=kind, about=about)
        team.grids.set(grids)
        write_audit(action="修改志愿队伍", of=team, by=by.person, at=at, detail={"kind": kind, "grids": len(grids)})


def lead(team: Team, person: User, *, by: Hat, at: datetime) -> None:
    """换队长: the new one is in the team with it. Raises Refused."""
    _may_change(team, by)
    _may_lead(person, team.community, at)
    with transaction.atomic():
        Team.objects.filter(pk=team.pk).update(lead=person)
        if not team.members.filter(person=person, until=None).exists():
            TeamMember.objects.create(team=team, person=person, since=localdate(at))
        write_audit(action="更换队长", of=team, by=by.person, at=at, detail={"lead": person.pk})


def join(team: Team, person: User, *, skills: Sequence[Skill] = (), by: Hat, at: datetime) -> TeamMember:
    """Raises Refused `not_yours`, `team_ended`, `not_of_here`, `in_the_team`."""
    _may_change(team, by)
    _of_here(person, team.community, at)
    if team.members.filter(person=person, until=None).exists():
        raise Refused("in_the_team")
    with transaction.atomic():
        member = TeamMember.objects.create(team=team, person=person, since=localdate(at))
        member.skills.set(skills)
        write_audit(action="加入志愿队伍", of=team, by=by.person, at=at, detail={"member": member.pk})
    return member


def teach(member: TeamMember, skills: Sequence[Skill], *, by: Hat, at: datetime) -> None:
    """What they can do for others, from now on. Raises Refused."""
    _may_change(member.team, by)
    with transaction.atomic():
        member.skills.set(skills)
        detail = {"member": member.pk, "skills": [skill.pk for skill in skills]}
        write_audit(action="登记队员特长", of=member.team, by=by.person, at=at, detail=detail)


def leave(member: TeamMember, *, by: Hat, at: datetime) -> None:
    """From today; what they did stays. Raises Refused `leads_it`."""
    _may_change(member.team, by)
    if member.team.lead_id == member.person_id:
        raise Refused("leads_it")
    with transaction.atomic():
        TeamMember.objects.filter(pk=member.pk, until=None).update(until=localdate(at))
        write_audit(action="退出志愿队伍", of=member.team, by=by.person, at=at, detail={"member": member.pk})


def disband(team: Team, *, reason: str, by: Hat, at: datetime) -> None:
    """With all who are in it. Raises Refused."""
    _may_change(team, by)
    with transaction.atomic():
        if not Team.objects.filter(pk=team.pk, ended_on=None).update(ended_on=localdate(at)):
            raise Refused("team_ended")
        team.members.filter(until=None).update(until=localdate(at))
        write_audit(action="解散志愿队伍", of=team, by=by.person, at=at, reason=reason)


def ask_organiser(by: Hat, community: Place) -> None:
    if by.person is None or not organises(by, community):
        raise Refused("not_yours", who=WHO)


def _may_change(team: Team, by: Hat) -> None:
    ask_organiser(by, team.community)
    if team.ended_on:
        raise Refused("team_ended")


def _may_lead(person: User, community: Place, at: datetime) -> None:
    _of_here(person, community, at)
    ask_grown_up(person, "队长", localdate(at))


def _of_here(person: User, community: Place, at: datetime) -> None:
    if not people_of(community, localdate(at)).filter(pk=person.pk).exists():
        raise Refused("not_of_here", community=community.short_name)
