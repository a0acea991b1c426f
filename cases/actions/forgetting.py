"""A reporter's own data leave their cases (个人信息保护法 art. 47). The cases go on, and are counted as before."""

from __future__ import annotations

from django.db import transaction
from django.db.models import F, Q

from accounts.models import User
from cases.models import Case, Follower
from cases.models.queries import OPEN_STATES
from cases.terms import State


def reported_by(person: User) -> Q:
    """What an account reported, and what was reported with its phone: that it is theirs a code has proved."""
    return Q(reporter=person) | (Q(reporter_phone_hash=person.phone_hash) if person.phone_hash else Q())


def forget_reporter(person: User) -> int:
    """Take name, phone and account out of all that this person reported or follows. Returns how many cases.

    An open case becomes an anonymous one: nobody can ask any more, so the check decides. One that waits for the answer
    of its reporter stays what it is, and ends as one who was not reached.
    """
    with transaction.atomic():
        theirs = Case.objects.filter(reported_by(person))
        pks = list(theirs.values_list("pk", flat=True))
        unasked = Case.objects.filter(pk__in=pks, state__in=OPEN_STATES).exclude(state=State.REVISIT)
        unasked.update(anonymous=True)
        gone = {"reporter": None, "reporter_name": "", "reporter_phone": "", "reporter_phone_hash": ""}
        Case.objects.filter(pk__in=pks).update(**gone, version=F("version") + 1)
        Follower.objects.filter(person=person).delete()
    return len(pks)
