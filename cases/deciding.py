"""Which cases wait for a decision that a hat may make: cases/standing.py and cases/notes.py, asked of the whole table.

tests/desk/test_to_decide.py holds it, case by case and person by person, against what the case page lets them do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import reduce
from operator import or_

from django.db.models import Exists, F, OuterRef, Q

from cases.models import Proposal
from cases.models.queries import inside
from cases.standing import APPROVERS, INTAKE
from cases.terms import TOP, Level, Matter, State
from partyorg.hats import Hat
from partyorg.kinds import KINDS_OF_RUNG
from partyorg.models import Post


def decides(hat: Hat) -> bool:
    """Whether anything can ever wait for this hat's decision."""
    return any(_questions(post) for post in hat.posts)


def to_decide(hat: Hat) -> Q:
    """Cases with a question that this hat may answer; not one that the same person has asked."""
    waiting = [question for post in hat.posts for question in _questions(post)]
    if not waiting:
        return Q(pk__in=[])
    asked_by_me = Proposal.objects.filter(case=OuterRef("pk"), outcome="", asked_by=hat.person)
    return ~Q(proposed="") & reduce(or_, waiting) & ~Q(Exists(asked_by_me))


def _questions(post: Post) -> list[Q]:
    """By its territory and by its unit."""
    here = inside(post.covers) if post.covers else None
    found = [Q(owner_org=post.organisation) & which for which in _of_the_owner(post)]
    return found + ([here & which for which in _of_the_territory(post)] if here else [])


def _of_the_owner(post: Post) -> Iterator[Q]:
    if post.is_head and post.rung >= Level.STREET:
        yield Q(proposed__in=[Matter.DISPUTE, Matter.EXPLANATION])


def _of_the_territory(post: Post) -> Iterator[Q]:
    if post.role in INTAKE:
        yield Q(proposed__in=[Matter.REFUSAL, Matter.REOPENING])
    if post.role in APPROVERS:
        yield Q(proposed=Matter.SUSPENSION)
    if post.is_head:
        for below in _one_below(post.rung):
            yield Q(proposed__in=[Matter.EXTENSION, Matter.EXPLANATION]) & below


def _one_below(rung: int) -> Iterator[Q]:
    """The other side of `standing.rungs_above`: for which cases a head of this rung is one level above the host."""
    its_own = Q(host_org=F("owner_org")) | Q(state=State.REVISIT)
    if rung in (Level.COMMUNITY, Level.STREET):
        yield _owned_on(Level.GRID)
    if rung == Level.STREET:
        yield _owned_on(Level.COMMUNITY)
    if rung == Level.PLATFORM:
        yield _owned_on(Level.STREET)
        yield _owned_on(Level.PLATFORM) & ~its_own
    if rung == TOP:
        yield (_owned_on(Level.PLATFORM) & its_own) | _owned_on(TOP)


def _owned_on(rung: int) -> Q:
    return Q(owner_org__kind__in=KINDS_OF_RUNG[rung])
