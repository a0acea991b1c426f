"""四员: given to a rider or courier by the community, ended; a person may hold several."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import once
from grids.models import Place
from partyorg.hats import Hat
from teams.actions.teams import ask_organiser
from teams.fourposts import FourPost
from teams.models import CourierPost
from teams.people import ask_grown_up, is_courier, masked, people_of
from teams.rules import Refused


def give_post(person: User, *, community: Place, kind: FourPost | str, by: Hat, at: datetime) -> CourierPost:
    """Given twice it is one. Raises Refused `not_yours`, `not_of_here`, `minor`, `no_courier`."""
    ask_organiser(by, community)
    if not people_of(community, localdate(at)).filter(pk=person.pk).exists():
        raise Refused("not_of_here", community=community.short_name)
    ask_grown_up(person, FourPost(kind).label, localdate(at))
    if not is_courier(person, community, localdate(at)):
        raise Refused("no_courier", who=masked(person), post=FourPost(kind).label)

    def make() -> CourierPost:
        post = CourierPost.objects.create(person=person, community=community, kind=kind, since=localdate(at))
        write_audit(action="任命四员", of=post, by=by.person, at=at, detail={"kind": kind, "community": community.code})
        return post

    held = CourierPost.objects.open().filter(person=person, community=community, kind=kind)
    return once(make, held.first)


def end_post(post: CourierPost, *, by: Hat, at: datetime) -> None:
    """From today. Raises Refused."""
    ask_organiser(by, post.community)
    with transaction.atomic():
        CourierPost.objects.filter(pk=post.pk, until=None).update(until=localdate(at))
        write_audit(action="免去四员", of=post, by=by.person, at=at, detail={"kind": post.kind})
