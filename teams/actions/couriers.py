"""四员: given to a rider or courier by the community, ended; a person may hold several."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import once
from grids.models import Place
from partyorg.hats import Hat
from teams.actions.organiser import ask_organiser
from teams.fourposts import FourPost
from teams.models import CourierPost, TeamMember
from teams.people import ask_grown_up, is_courier, masked, people_of
from teams.rules import Refused


def give_post(person: User, *, community: Place, kind: FourPost | str, by: Hat, at: datetime) -> CourierPost:
    """Given twice it is one: what is held already is found. Raises Refused `not_yours`, `not_of_here`, `minor`,
    `no_courier`."""
    giver = ask_organiser(by, community)
    held = CourierPost.objects.open().filter(person=person, community=community, kind=kind)

    def make() -> CourierPost:
        TeamMember.objects.hold(person, community)
        _may_hold(person, community, FourPost(kind), at)
        post = CourierPost.objects.create(person=person, community=community, kind=kind, since=localdate(at))
        detail = {"kind": kind, "community": community.code}
        write_audit(action="任命四员", of=post, by=giver, at=at, detail=detail)
        return post

    return once(make, held.first)


def end_post(post: CourierPost, *, by: Hat, at: datetime) -> None:
    """From today; a second tap finds it ended. Raises Refused."""
    _end(post, ask_organiser(by, post.community), at)


def end_without_ground(posts: QuerySet[CourierPost], *, by: User | None, at: datetime) -> int:
    """Those of these whose holder is no courier there any more (`is_courier`): their team is disbanded, or they are out
    of it; their post as a dynamic grid worker is over. `by` None: the system saw it. Returns how many."""
    ended = 0
    for post in posts.filter(until=None).select_related("person", "community").order_by("pk"):
        if not is_courier(post.person, post.community, localdate(at)):
            ended += _end(post, by, at)
    return ended


def _end(post: CourierPost, by: User | None, at: datetime) -> bool:
    with transaction.atomic():
        if not CourierPost.objects.filter(pk=post.pk, until=None).update(until=localdate(at)):
            return False
        write_audit(action="免去四员", of=post, by=by, at=at, detail={"kind": post.kind})
    return True


def _may_hold(person: User, community: Place, kind: FourPost, at: datetime) -> None:
    if not people_of(community, localdate(at)).filter(pk=person.pk).exists():
        raise Refused("not_of_here", community=community.short_name)
    ask_grown_up(person, kind.label, localdate(at))
    if not is_courier(person, community, localdate(at)):
        raise Refused("no_courier", who=masked(person), post=kind.label)
