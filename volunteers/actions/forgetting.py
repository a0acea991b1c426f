"""Who leaves takes their name along; what they did stays in the ledger, of nobody that anybody knows."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.models import User
from volunteers.departures import end_all
from volunteers.kinds import Ranked
from volunteers.models import FamilyTie, Proof, Service, Volunteer
from volunteers.models.proof import GONE


@transaction.atomic
def forget(person: User, *, at: datetime) -> None:
    """注销: name, birthday, guardian and what their telephone told are gone for good. The caller writes the trail.

    What hangs on being a volunteer ends as when one leaves.
    """
    for volunteer in Volunteer.objects.active().filter(person=person).select_related("person"):
        end_all(volunteer, at=at)
    Volunteer.objects.filter(person=person).update(
        name=GONE, birthday="", guardian_name="", guardian_phone="", ranked=Ranked.HIDDEN, left_on=localdate(at)
    )
    Service.objects.of(person).update(
        device="", photo="", came_lat=None, came_lon=None, left_lat=None, left_lon=None, appeal=""
    )
    Proof.objects.of(person).on_paper().update(name=GONE)
    FamilyTie.objects.of(person).update(ended_at=at)
