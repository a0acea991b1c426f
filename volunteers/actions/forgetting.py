"""Who leaves takes their name along; what they did stays in the ledger, of nobody that anybody knows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from volunteers.actions.ending import end_volunteering
from volunteers.kinds import Ranked
from volunteers.models import FamilyTie, Proof, Service, Volunteer
from volunteers.models.proof import GONE
from volunteers.referring import key_of


@transaction.atomic
def forget(person: User, *, at: datetime) -> None:
    """注销: name, birthday, guardian and what their telephone told are gone for good. The caller writes the trail.

    What hangs on being a volunteer ends first, as when one leaves.
    """
    end_volunteering(person, at=at)
    _keep_who_was_referred(person)
    Volunteer.objects.filter(person=person).update(
        name=GONE, birthday="", guardian_name="", guardian_phone="", ranked=Ranked.HIDDEN
    )
    Service.objects.of(person).update(
        device="", photo="", came_lat=None, came_lon=None, left_lat=None, left_lon=None, appeal=""
    )
    Proof.objects.of(person).on_paper().update(name=GONE)
    FamilyTie.objects.of(person).update(ended_at=at)


def _keep_who_was_referred(person: User) -> None:
    """A record from before its key knew the telephone gets the key now, while there is still one."""
    volunteer = Volunteer.objects.filter(person=person).select_related("person").first()
    if volunteer and not Service.objects.filter(key=key_of(volunteer)).exists():
        Service.objects.filter(key=f"referral:{volunteer.pk}").update(key=key_of(volunteer))
