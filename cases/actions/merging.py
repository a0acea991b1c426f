"""并案: a case about the same matter as another goes on within it, and ends with it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from cases.actions.moving import Conflict, Refused, Step, permit, step, system_step, write
from cases.deadlines import NO_RESPOND
from cases.duplicates import LATELY
from cases.models import Case, Event, Follower
from cases.terms import Kind, Notice, State, Supervision
from cases.workflow import MOVES
from partyorg.hats import Hat

OFTEN = 3  # so many complaints about one matter within thirty days, and it is supervised (督办)


def merge(case: Case, *, parent: Case, by: Hat, at: datetime) -> Case:
    """并案 into an open case about the same matter. Whoever waits for this one hears how that one ends.

    What was merged into this one goes along.
    """
    attempt = permit(case, Kind.MERGE, by=by, at=at, parent=parent)
    child = step(attempt, data={"parent": parent.number}, new={**NO_RESPOND, "merged_into_id": parent.pk})
    joined = Step(parent, Notice.JOINED, child.who, by, at, post=child.post, data={"child": case.number})
    with transaction.atomic():
        _lock(case, parent, by=by)
        if len(write([child, joined])) < 2:
            raise Conflict
        Case.objects.filter(merged_into=case).update(merged_into=parent)
        Follower.objects.bulk_create(_following_on(case, parent))
        supervise_if_often(parent, at=at)
    return Case.objects.with_faces().get(pk=case.pk)


def _lock(case: Case, parent: Case, *, by: Hat) -> None:
    """Both in one order, so that two who merge them into each other do not wait for one another for ever.

    A parent that the hat may not see does not exist for it.
    """
    both = Case.objects.visible_to(by).filter(pk__in=[case.pk, parent.pk]).order_by("pk")
    if len(both.select_for_update(of=("self",)).values_list("pk")) < 2:
        raise Refused("parent_open")


def _following_on(case: Case, parent: Case) -> Iterator[Follower]:
    """The reporter and the followers of the case as followers of the parent, but for those who hear of it already."""
    told = [Follower(person_id=parent.reporter_id, phone=parent.reporter_phone), *parent.followers.all()]
    people, phones = {one.person_id for one in told} - {None}, {one.phone for one in told} - {""}
    reporter = Follower(person_id=case.reporter_id, name=case.reporter_name, phone=case.reporter_phone)
    for one in [reporter, *case.followers.all()]:
        if (one.person_id or one.phone) and one.person_id not in people and one.phone not in phones:
            why = Follower.Why.MERGED
            yield Follower(case=parent, why=why, person_id=one.person_id, name=one.name, phone=one.phone)


def supervise_if_often(case: Case, *, at: datetime) -> bool:
    """督办 when it was said OFTEN in thirty days: reported, merged into this case, or said again by the same person.

    In the caller's transaction; `case` may have been read before it. True where it was done: the case has moved on.
    Where nobody supervises yet nothing happens: what comes together before the dispatch is counted with it.
    """
    if case.supervised or case.state not in MOVES[Kind.SUPERVISE].sources:
        return False
    complaints = Q(kind=Kind.SUBMIT) | Q(kind=Notice.ADDED, data__again=True)
    together = Case.objects.filter(Q(pk=case.pk) | Q(merged_into=case))
    times = Event.objects.filter(complaints, case__in=together, at__gte=at - LATELY).count()
    if times < OFTEN:
        return False
    data = {"supervised": Supervision.GENERAL, "why": "said_often", "times": times}
    new = {"supervised": Supervision.GENERAL}
    return bool(write([system_step(Case.objects.get(pk=case.pk), Kind.SUPERVISE, at=at, new=new, data=data)]))


def close_children(parent: Case, *, at: datetime) -> None:
    """The cases merged into this one end with it, in the caller's transaction. Their rows tell those who wait."""
    waiting = Case.objects.filter(merged_into=parent, state=State.MERGED, closed_at=None).select_for_update()
    data = {"parent": parent.number, "ended": parent.state}
    write(
        [
            system_step(child, Notice.CLOSED_WITH_PARENT, at=at, new={"closed_at": at}, data=data)
            for child in waiting.defer("words", "reporter_name", "reporter_phone")
        ]
    )


def reopen_children(parent: Case, *, at: datetime) -> None:
    """The cases that ended with this one wait again, in the caller's transaction: they are told its next result too."""
    ended = Case.objects.filter(merged_into=parent, state=State.MERGED, closed_at__isnull=False).select_for_update()
    data = {"parent": parent.number}
    write(
        [
            system_step(child, Notice.REOPENED_WITH_PARENT, at=at, new={"closed_at": None}, data=data)
            for child in ended.defer("words", "reporter_name", "reporter_phone")
        ]
    )
