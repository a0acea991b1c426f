"""推荐码: a short sign that a volunteer passes on, and that nobody makes up for somebody else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from datetime import datetime

from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.personal import lookup_hash
from volunteers.departures import ends_with_volunteering, says_what_ends
from volunteers.kinds import Held, Work
from volunteers.models import Service, Volunteer
from volunteers.models.service import ServiceQuerySet
from volunteers.workflow import State

SIGNS = 4
NO_MORE = "推荐人退出了志愿者，推荐不再记分。"


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


def newcomers_of(services: Iterable[Service]) -> dict[int, Volunteer]:
    """Of many records, by the record. One query, where there is a 推荐 among them."""
    of = {one.pk: int(one.source.split()[-1]) for one in services if one.work == Work.REFERRAL}
    found = Volunteer.objects.select_related("person").in_bulk(of.values()) if of else {}
    return {pk: found[newcomer] for pk, newcomer in of.items() if newcomer in found}


@says_what_ends
def referrals_to_lose(volunteer: Volunteer, at: datetime) -> Iterator[str]:
    if waiting := _not_paid(volunteer).count():
        yield f"您推荐了 {waiting} 位新志愿者，社区还没有核对：不再记分。"


@ends_with_volunteering
def lose_referrals(volunteer: Volunteer, at: datetime) -> None:
    """Who has left earns nothing more: what waits is answered at once, and nobody at the desk has to know it."""
    for service in _not_paid(volunteer).select_for_update():
        service.state = State.UPHELD if service.state == State.APPEALED else State.REJECTED
        service.reason, service.decided_by, service.decided_at, service.appeal_by = NO_MORE, None, at, at
        service.save(update_fields=["state", "reason", "decided_by", "decided_at", "appeal_by"])
        write_audit(action="不通过志愿服务", of=service, by=volunteer.person, at=at, reason=NO_MORE)


@ends_with_volunteering
def doubt(newcomer: Volunteer, at: datetime) -> None:
    """Who was referred has gone again: what waits for it is looked at by itself. In the transaction of their going."""
    source = f"volunteers.volunteer {newcomer.pk}"
    waiting = Service.objects.select_for_update().filter(work=Work.REFERRAL, source=source, state=State.WAITING)
    for service in waiting:
        service.held.append([str(Held.EVIDENCE), f"推荐来的人 {localdate(at):%Y-%m-%d} 已经退出。"])
        service.save(update_fields=["held"])


def _not_paid(volunteer: Volunteer) -> ServiceQuerySet:
    return Service.objects.of(volunteer.person).undecided().filter(work=Work.REFERRAL)


def _check(pk: int) -> str:
    return salted_hmac("volunteers.referring", str(pk)).hexdigest()[:SIGNS].upper()
