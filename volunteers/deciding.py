"""What a hat may do with a record now. Asked by the pages that offer it and by the deeds themselves."""

from __future__ import annotations

from partyorg.hats import Hat
from volunteers.kinds import Work
from volunteers.models import Service
from volunteers.standing import keeps
from volunteers.workflow import UNDECIDED, State


def hindrance(service: Service, by: Hat) -> str:
    """The rule that keeps this hat from deciding on it (volunteers.rules); "" where none does. `service` comes with its
    community."""
    me = by.person.pk if by.person else None
    if service.person_id == me:
        return "own_record"
    if not keeps(by, service.community):
        return "not_yours"
    if service.work == Work.PAPER and service.state in UNDECIDED and service.recorded_by_id == me:
        return "own_paper"
    if service.state == State.APPEALED and service.decided_by_id == me:
        return "same_reviewer"
    return ""


def deeds_for(service: Service, by: Hat) -> tuple[str, ...]:
    """The deeds that its page offers, by their names in the address."""
    if hindrance(service, by):
        return ()
    if service.state in UNDECIDED:
        return ("approve", "reject")
    return ("reverse",) if service.state == State.APPROVED else ()
