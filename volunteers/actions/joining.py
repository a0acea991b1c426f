"""Becoming a volunteer, by oneself, and leaving."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import phone_digits
from grids.models import Place
from volunteers.actions.ending import end_volunteering
from volunteers.actions.recording import Done, record
from volunteers.kinds import Ranked, Work
from volunteers.models import Volunteer
from volunteers.models.volunteer import OF_AGE, OLDEST, YOUNGEST, age_of, plain
from volunteers.referring import key_of
from volunteers.rules import Refused
from volunteers.standing import COMMUNITY_LEVELS
from volunteers.stays import CAME, WENT


@dataclass(frozen=True, slots=True)
class Guardian:
    """Who agrees for a child: the one whose word it is has ticked that they do."""

    name: str
    phone: str


@dataclass(frozen=True, slots=True)
class Joining:
    name: str
    birthday: date
    community: Place
    guardian: Guardian | None = None
    referred_by: Volunteer | None = None


def join(person: User, said: Joining, *, at: datetime) -> Volunteer:
    """注册志愿者, or back again after having left. Who referred a new one has a record that waits to be looked at.

    Raises Refused `too_young`, `no_birthday`, `guardian_needed`, `own_guardian`, `guardians_phone`, `not_here`,
    `other_birthday`, `other_name`, `volunteers_there`.
    """
    age = _age(said, localdate(at))
    if age < OF_AGE:
        _must_be_another(person, said)
    if said.community.level not in COMMUNITY_LEVELS:
        raise Refused("not_here")
    with transaction.atomic():
        known = Volunteer.objects.select_for_update(of=("self",)).filter(person=person).first()
        if known:
            _must_be_the_same(known, said)
        if known and known.left_on is None:
            return known  # a second tap
        volunteer = known or Volunteer(person=person, joined_at=at)
        volunteer.name, volunteer.birthday = said.name, said.birthday.isoformat()
        volunteer.community, volunteer.left_on = said.community, None
        volunteer.ranked = Ranked.HIDDEN if known is None or age < OF_AGE else volunteer.ranked
        _agreed(volunteer, said.guardian if age < OF_AGE else None, at)
        if known is None and said.referred_by and said.referred_by.person_id != person.pk:
            volunteer.referred_by = said.referred_by
        volunteer.save()
        write_audit(action=CAME, of=volunteer, by=person, at=at)
        if known is None and volunteer.referred_by:
            _refer(volunteer, volunteer.referred_by, at)
    return volunteer


def withdraw(volunteer: Volunteer, *, by: User, at: datetime) -> Volunteer:
    """退出: hours and points stay theirs; they are called to nothing more and stand in no ranking."""
    with transaction.atomic():
        if end_volunteering(volunteer.person, at=at):  # not by a second tap
            write_audit(action=WENT, of=volunteer, by=by, at=at)
    volunteer.refresh_from_db(fields=["left_on", "ranked"])
    return volunteer


def show_in_ranking(volunteer: Volunteer, ranked: Ranked, *, by: User, at: datetime) -> Volunteer:
    """Their own word; a minor stands in none, whatever is asked for."""
    volunteer.ranked = Ranked.HIDDEN if volunteer.is_minor(localdate(at)) else ranked
    volunteer.save(update_fields=["ranked"])
    return volunteer


def _age(said: Joining, today: date) -> int:
    born = said.birthday
    age = age_of(born, today)
    if born > today or age > OLDEST:
        raise Refused("no_birthday")
    if age < YOUNGEST:
        raise Refused("too_young", age=YOUNGEST)
    if age < OF_AGE and not (said.guardian and said.guardian.name and said.guardian.phone):
        raise Refused("guardian_needed")
    return age


def _must_be_the_same(known: Volunteer, said: Joining) -> None:
    """Else a child leaves and comes back grown up, and proofs of what one did are made out to another. What was wrong,
    or is not so any more, is put right at the desk (correcting.py).
    """
    if known.birthday and known.birthday != said.birthday.isoformat():
        raise Refused("other_birthday", community=known.community.short_name)
    if plain(known.name) != plain(said.name):
        raise Refused("other_name", community=known.community.short_name)
    if known.left_on is None and known.community != said.community:
        raise Refused("volunteers_there", community=known.community.short_name)


def _must_be_another(child: User, said: Joining) -> None:
    """The guardian is not the child. Where a guardian signed in for the child, the telephone is the guardian's own."""
    if said.guardian is None:
        return
    if plain(said.guardian.name) == plain(said.name):
        raise Refused("own_guardian")
    consent = getattr(child, "consent", None)  # of the app above, resident: who uses this account
    if phone_digits(said.guardian.phone) == child.phone and (consent is None or consent.who != "GUARDIAN"):
        raise Refused("guardians_phone")


def _agreed(volunteer: Volunteer, guardian: Guardian | None, at: datetime) -> None:
    volunteer.guardian_name = guardian.name if guardian else ""
    volunteer.guardian_phone = guardian.phone if guardian else ""
    volunteer.guardian_agreed_at = at if guardian else None


def _refer(new: Volunteer, old: Volunteer, at: datetime) -> None:
    """Once for a telephone: who closed the account and comes back is no new volunteer. Nothing for a referrer who
    leaves in the same moment."""
    if not Volunteer.objects.active().select_for_update().filter(pk=old.pk).exists():
        return
    record(
        Done(
            key=key_of(new), person=old.person, community=old.community, work=Work.REFERRAL,
            title="推荐了一名新志愿者", source=f"volunteers.volunteer {new.pk}", day=localdate(at),
        ),
        by=None, at=at,
    )  # fmt: skip
