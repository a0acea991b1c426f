"""家人: who agreed to be one, and points that pass between them where the community's scheme allows it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import lookup_hash
from volunteers.actions.moving import Source, draw, locked_all, move, owed
from volunteers.actions.spending import too_few
from volunteers.kinds import Currency, Entry
from volunteers.models import Account, Draw, FamilyTie, Lot, Transfer, Volunteer
from volunteers.rules import Refused
from volunteers.schemes import scheme_at

POINTS = Currency.POINTS
MOST = 5  # a family, not a market


def allows_family(volunteer: Volunteer, at: datetime) -> bool:
    return scheme_at(volunteer.community, localdate(at)).family


def concerns_family(volunteer: Volunteer, at: datetime) -> bool:
    """Whether there is anything for them to do about it: it is allowed, or they have ties from when it was."""
    return FamilyTie.objects.of(volunteer.person).exists() or allows_family(volunteer, at)


def ask_family(volunteer: Volunteer, *, phone: str, at: datetime) -> FamilyTie | None:
    """To be family, of the volunteer with this telephone. The answer is the same whether there is one: None then.

    Raises Refused `no_family`, `too_much_family`.
    """
    _must_allow(volunteer, at)
    asker = volunteer.person
    other = Volunteer.objects.active().filter(person__phone_hash=lookup_hash(phone)).exclude(person=asker).first()
    if FamilyTie.objects.of(asker).count() >= MOST:
        raise Refused("too_much_family", most=MOST)
    if other is None:
        return None
    both = Q(asker=asker, other=other.person) | Q(asker=other.person, other=asker)
    with transaction.atomic():
        known = FamilyTie.objects.filter(both, ended_at=None).first()
        return known or FamilyTie.objects.create(asker=asker, other=other.person, asked_at=at)


def agree_family(tie: FamilyTie, *, by: User, at: datetime) -> FamilyTie:
    """Raises Refused `not_yours`: it is the other who agrees."""
    if tie.other_id != by.pk:
        raise Refused("not_yours")
    if FamilyTie.objects.filter(pk=tie.pk, agreed_at=None, ended_at=None).update(agreed_at=at):
        write_audit(action="同意成为家人", of=tie, by=by, at=at)
    tie.refresh_from_db()
    return tie


def end_family(tie: FamilyTie, *, by: User, at: datetime) -> None:
    """Either of them, at any time. Raises Refused `not_yours`."""
    if by.pk not in (tie.asker_id, tie.other_id):
        raise Refused("not_yours")
    if FamilyTie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=at):
        write_audit(action="解除家人", of=tie, by=by, at=at)


def pass_on(volunteer: Volunteer, *, to: User, amount: int, key: str, at: datetime) -> list[Transfer]:
    """转给家人: those that expire first, each with the day it had. Told again, they are the rows of the first time.

    Raises Refused `no_family`, `not_family`, `no_amount`, `not_enough`, `owes`.
    """
    person = volunteer.person
    _must_allow(volunteer, at)
    both = Q(asker=person, other=to) | Q(asker=to, other=person)
    if not FamilyTie.objects.agreed().filter(both).exists():
        raise Refused("not_family")
    if amount <= 0:
        raise Refused("no_amount")
    with transaction.atomic():
        locked = locked_all({person.pk, to.pk})
        mine, theirs = (Account.objects.get(pk=locked[one.pk, POINTS].pk) for one in (person, to))
        if known := list(Transfer.objects.filter(key__startswith=f"family:{key}:")):
            return known
        return list(_passed(mine, theirs, amount, key, person, at))


def _passed(mine: Account, theirs: Account, amount: int, key: str, by: User, at: datetime) -> list[Transfer]:
    good = Lot.objects.filter(account=mine).good_on(localdate(at))
    has = good.aggregate(sum=Sum("left"))["sum"] or 0
    if has < amount:
        raise too_few(mine, has, amount)
    rows = []
    for lot in list(good.with_something_left()):
        some = min(lot.left, amount)
        debt = min(owed(theirs), some)
        source = Source(f"family:{key}:{lot.pk}", f"volunteers.transfer {lot.pk}")
        row = move(Entry.FAMILY, mine, theirs, some, source=source, by=by, at=at)
        draw(row, [lot], some)
        new = Lot.objects.create(earned=row, account=theirs, left=some - debt, expires_on=lot.expires_on)
        if debt:
            Draw.objects.create(transfer=row, lot=new, amount=debt)
        rows.append(row)
        amount -= some
        if amount == 0:
            break
    return rows


def _must_allow(volunteer: Volunteer, at: datetime) -> None:
    if not allows_family(volunteer, at):
        raise Refused("no_family")
