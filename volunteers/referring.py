"""推荐码: a short sign that a volunteer passes on, and that nobody makes up for somebody else."""

from __future__ import annotations

import unicodedata

from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.personal import lookup_hash
from volunteers.kinds import Work
from volunteers.models import Service, Volunteer

SIGNS = 4


def code_of(volunteer: Volunteer) -> str:
    """“12-7F3A”: whose it is, and a check that only we can reckon."""
    return f"{volunteer.pk}-{_check(volunteer.pk)}"


def referrer(typed: str) -> Volunteer | None:
    """Of a code however it is typed; None where there is none such, or they have left."""
    plain = unicodedata.normalize("NFKC", typed).upper().replace(" ", "").replace("—", "-").replace("－", "-")
    number, _, check = plain.partition("-")
    if not (number.isascii() and number.isdecimal() and len(number) < 12 and check.isascii()):
        return None
    if not constant_time_compare(check, _check(int(number))):
        return None
    return Volunteer.objects.active().filter(pk=int(number)).first()


def key_of(newcomer: Volunteer) -> str:
    """Of the record that a newcomer is worth: one for a telephone, whoever signs up with it again. A keyed hash of its
    own, which finds no account, and which stays when the account is gone.
    """
    phone = newcomer.person.phone
    return f"referral:{lookup_hash('referral:' + phone) if phone else newcomer.pk}"


def newcomer_of(service: Service) -> Volunteer | None:
    """Whom a record of 推荐 is for; None of any other."""
    if service.work != Work.REFERRAL:
        return None
    return Volunteer.objects.filter(pk=int(service.source.split()[-1])).select_related("person", "community").first()


def _check(pk: int) -> str:
    return salted_hmac("volunteers.referring", str(pk)).hexdigest()[:SIGNS].upper()
