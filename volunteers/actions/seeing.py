"""查看原值: a volunteer's telephone in full, for whoever has to call them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate

from accounts.actions import write_audit
from partyorg.hats import Hat
from volunteers.models import Volunteer
from volunteers.rules import Refused
from volunteers.standing import keeps


@dataclass(frozen=True, slots=True)
class Reached:
    """Who answers at that number; `phone` is "" where none is known."""

    name: str
    phone: str
    is_guardian: bool


def see_phone(volunteer: Volunteer, *, reason: str, by: Hat, at: datetime) -> Reached:
    """Of a minor the guardian's, who is called about a child. Each look is a line of the trail: who, whose, why.

    Raises Refused `not_yours`, `reason_needed`.
    """
    if by.person is None or not keeps(by, volunteer.community):
        raise Refused("not_yours")
    if not reason:
        raise Refused("reason_needed")
    is_guardian = bool(volunteer.birthday) and volunteer.is_minor(localdate(at))
    write_audit(
        action="查看志愿者手机号", of=volunteer, by=by.person, at=at, reason=reason, detail={"guardian": is_guardian}
    )
    if is_guardian:
        return Reached(volunteer.guardian_name, volunteer.guardian_phone, True)
    return Reached(volunteer.name, volunteer.person.phone, False)
