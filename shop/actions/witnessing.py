"""在场人: who may be the second pair of eyes. Whoever was named may say that they were not there, and another one looks
into it.
"""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from accounts.actions import write_audit
from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Post
from shop.models import Beside
from shop.rules import Refused
from volunteers.standing import keepers_of, keeps, staff_of


def beside(community: Place, *, by: User, on: date, gets: int | None = None) -> list[Post]:
    """Who may be the second pair of eyes: somebody else whose post organises there, and not who gets it (`gets`)."""
    return [post for post in staff_of(community, on) if post.person_id not in (by.pk, gets)]


def must_be_beside(witness: User, community: Place, *, by: User, on: date, gets: int | None = None) -> None:
    """Raises Refused `same_person`, `not_staff`."""
    if witness.pk in (by.pk, gets):
        raise Refused("same_person")
    if all(post.person_id != witness.pk for post in beside(community, by=by, on=on, gets=gets)):
        raise Refused("not_staff")


def say_absent(named: Beside, *, words: str, by: User, at: datetime) -> None:
    """我不在场: once. What was handed over stays as it is. Raises Refused `not_yours`, `said_already`."""
    if named.person_id != by.pk:
        raise Refused("not_yours")
    with transaction.atomic():
        if not Beside.objects.filter(pk=named.pk, denied_at=None).update(denied_at=at, words=words):
            raise Refused("said_already")
        write_audit(action="说核销时不在场", of=named.order, by=by, at=at, reason=words)


def answer_absence(named: Beside, *, answer: str, by: Hat, at: datetime) -> None:
    """核实: what somebody else, who keeps the shop, has found. Raises Refused `not_yours`, `not_theirs_to_answer`,
    `answered_already`."""
    if by.person is None or not keeps(by, named.order.community):
        raise Refused("not_yours")
    if not is_others(named, by.person):
        raise Refused("not_theirs_to_answer")
    with transaction.atomic():
        found = {"answered_at": at, "answered_by": by.person, "answer": answer}
        if not Beside.objects.unanswered().filter(pk=named.pk).update(**found):
            raise Refused("answered_already")
        write_audit(action="核实在场人", of=named.order, by=by.person, at=at, reason=answer)


def is_others(named: Beside, person: User) -> bool:
    """Whether this person is none of those it is about: who was named, who named them, who got it."""
    return person.pk not in (named.person_id, named.order.ended_by_id, named.order.person_id)


def who_answers(named: Beside, on: date) -> list[int]:
    """Those who keep the shop that day and may look into it."""
    people = {post.person for post in keepers_of(named.order.community, on)}
    return sorted(person.pk for person in people if is_others(named, person))
