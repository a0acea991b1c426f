"""更正出生日期、姓名: what somebody slipped on when they joined, put right by staff who have seen a paper."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from partyorg.hats import Hat
from volunteers.kinds import Ranked
from volunteers.models import Volunteer
from volunteers.models.proof import GONE
from volunteers.models.volunteer import OF_AGE, OLDEST, YOUNGEST, age_of, plain
from volunteers.rules import Refused
from volunteers.standing import keeps


def correct_birthday(volunteer: Volunteer, *, birthday: date, reason: str, by: Hat, at: datetime) -> Volunteer:
    """Never one's own. Whoever is a minor by the new one stands in no ranking. The trail says that, not which day.

    Raises Refused `not_yours`, `own_record`, `no_birthday`, `too_young`, `guardian_needed`, `reason_needed`.
    """
    today = localdate(at)
    if by.person is None or not keeps(by, volunteer.community):
        raise Refused("not_yours")
    if volunteer.person == by.person:
        raise Refused("own_record")
    if not reason:
        raise Refused("reason_needed")
    age = age_of(birthday, today)
    if birthday > today or age > OLDEST:
        raise Refused("no_birthday")
    if age < YOUNGEST:
        raise Refused("too_young", age=YOUNGEST)
    if age < OF_AGE and not volunteer.guardian_agreed_at:
        raise Refused("guardian_needed")
    volunteer.birthday = birthday.isoformat()
    volunteer.ranked = Ranked.HIDDEN if age < OF_AGE else volunteer.ranked
    with transaction.atomic():
        volunteer.save(update_fields=["birthday", "ranked"])
        write_audit(action="更正志愿者出生日期", of=volunteer, by=by.person, at=at, reason=reason)
    return volunteer


def correct_name(volunteer: Volunteer, *, name: str, reason: str, by: Hat, at: datetime) -> Volunteer:
    """Never one's own. The volunteer is told; whoever makes a proof out to the name reads that it was corrected. The
    trail keeps both names as lists show them.

    Raises Refused `not_yours`, `own_name`, `reason_needed`, `same_name`, `forgotten`.
    """
    if by.person is None or not keeps(by, volunteer.community):
        raise Refused("not_yours")
    if volunteer.person == by.person:
        raise Refused("own_name")
    if not reason:
        raise Refused("reason_needed")
    with transaction.atomic():
        row = Volunteer.objects.select_for_update(of=("self",)).get(pk=volunteer.pk)
        if row.name == GONE:
            raise Refused("forgotten")
        if plain(row.name) == plain(name):
            raise Refused("same_name")
        was, row.name, row.name_corrected_at = row.masked_name, name, at
        row.save(update_fields=["name", "name_corrected_at"])
        detail = {"was": was, "is": row.masked_name}
        write_audit(action="更正志愿者姓名", of=row, by=by.person, at=at, reason=reason, detail=detail)
    return row
