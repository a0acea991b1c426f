"""What a hat may do with a record now. Asked by the pages that offer it and by the deeds themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from grids.models import Place
from partyorg.hats import Hat
from volunteers.kinds import Held, Work
from volunteers.models import Service
from volunteers.standing import keeps
from volunteers.workflow import UNDECIDED, State

ON_ONES_WORD = (Work.PAPER, Work.DONATION)  # nothing but what one person at the desk wrote down


class Due(NamedTuple):
    """Of a record what deciding on it and its award ask, where there are too many for whole models."""

    community: Place
    pk: int
    person_id: int
    work: str
    help: str
    source: str
    title: str
    day: date
    minutes: int
    claim: int
    state: str
    recorded_by_id: int | None
    decided_by_id: int | None
    held: Sequence[Sequence[str]] = ()  # what is held is looked at one by one


def hindrance(service: Service | Due, by: Hat) -> str:
    """The rule that keeps this hat from deciding on it (volunteers.rules); "" where none does. `service` comes with its
    community."""
    return _hindrance(service, by, keeps(by, service.community))


def open_to(by: Hat, services: Sequence[Due]) -> list[Due]:
    """Those on which this hat may decide. Each community is looked at once, however many are of it."""
    kept = {place: keeps(by, place) for place in {one.community for one in services}}
    return [one for one in services if not _hindrance(one, by, kept[one.community])]


def _hindrance(service: Service | Due, by: Hat, is_kept: bool) -> str:
    me = by.person.pk if by.person else None
    if service.person_id == me:
        return "own_record"
    if not is_kept:
        return "not_yours"
    if service.state in UNDECIDED and on_own_word(service, by):
        return "own_word"
    if service.state == State.APPEALED and service.decided_by_id == me:
        return "same_reviewer"
    return ""


def on_own_word(service: Service | Due, by: Hat) -> bool:
    """Whether it stands on this person's word alone, so that another one has to look at it: a paper, a donation, or
    what has too little proof but their own roll call."""
    if service.recorded_by_id is None or by.person is None or service.recorded_by_id != by.person.pk:
        return False
    return service.work in ON_ONES_WORD or any(kind == Held.EVIDENCE for kind, _ in service.held)


def not_on_own_word(by: Hat) -> Q:
    """Of records that raise no question (`held` is empty) those that `on_own_word` leaves to this person."""
    return ~Q(recorded_by=by.person, work__in=ON_ONES_WORD)


def deeds_for(service: Service, by: Hat) -> tuple[str, ...]:
    """The deeds that its page offers, by their names in the address."""
    if hindrance(service, by):
        return ()
    if service.state in UNDECIDED:
        return ("approve", "reject")
    return ("reverse",) if service.state == State.APPROVED else ()
