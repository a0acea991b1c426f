"""家人: who agreed to be one, and points that pass between them where the community's scheme allows it."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, Sum
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.braking import Limit, wait_for
from accounts.models import User
from accounts.personal import lookup_hash, phone_digits
from volunteers.actions.moving import Source, draw, locked_all, move, owed
from volunteers.actions.spending import too_few
from volunteers.again import as_before
from volunteers.kinds import Currency, Entry
from volunteers.models import Account, Draw, FamilyTie, Lot, Transfer, Volunteer
from volunteers.rules import Refused
from volunteers.schemes import scheme_at

POINTS = Currency.POINTS
MOST = 5  # a family, not a market
ASKS = Limit("问家人", 5, timedelta(days=1))


def allows_family(volunteer: Volunteer, at: datetime) -> bool:
    return scheme_at(volunteer.community, localdate(at)).family


def may_be_family(one: Volunteer, other: Volunteer, at: datetime) -> bool:
    """A child with the guardian on record alone, known by the telephone: no stranger gets at a child's points."""
    today = localdate(at)
    return all(
        not child.is_minor(today) or phone_digits(child.guardian_phone) == grown.person.phone
        for child, grown in ((one, other), (other, one))
    )


def concerns_family(volunteer: Volunteer, at: datetime) -> bool:
    """Whether there is anything for them to do about it: it is allowed, or they have ties from when it was. Whom they
    asked and who has not agreed is none: they would read from it that there is such a volunteer."""
    ties = FamilyTie.objects.of(volunteer.person).exclude(asker=volunteer.person, agreed_at=None)
    return ties.exists() or allows_family(volunteer, at)


def ask_family(volunteer: Volunteer, *, phone: str, at: datetime) -> FamilyTie | None:
    """To be family, of the volunteer with this telephone. The answer is the same whether there is one, or whether it
    is somebody else's child: None then. Nor does anything after it tell: every question counts alike, and the limit is
    of those who agreed.

    Raises Refused `no_family`, `too_much_family`, `too_many_asked`, `guardian_alone`.
    """
    _must_allow(volunteer, at)
    asker = volunteer.person
    others = Volunteer.objects.active().select_related("person").exclude(person=asker)
    other = others.filter(person__phone_hash=lookup_hash(phone)).first()
    if volunteer.is_minor(localdate(at)) and phone_digits(volunteer.guardian_phone) != phone_digits(phone):
        raise Refused("guardian_alone")
    _not_too_many(asker)
    if wait_for(ASKS, of=lookup_hash(f"family:{asker.pk}"), at=at):
        raise Refused("too_many_asked", most=ASKS.most)
    if other is None or not may_be_family(volunteer, other, at):
        return None
    both = Q(asker=asker, other=other.person) | Q(asker=other.person, other=asker)
    with transaction.atomic():
        _locked_pair(asker.pk, other.person_id)  # who is asked may be asking in the same moment
        if known := FamilyTie.objects.filter(both, ended_at=None).first():
            return known
        return FamilyTie.objects.create(asker=asker, other=other.person, asked_at=at)


def _not_too_many(asker: User) -> None:
    if FamilyTie.objects.of(asker).agreed().count() >= MOST:
        raise Refused("too_much_family", most=MOST)


def agree_family(tie: FamilyTie, *, by: User, at: datetime) -> FamilyTie:
    """It is the other who agrees; the limit is theirs as well as the asker's.

    Raises Refused `not_yours`, `tie_ended`, `no_family`, `too_much_family`, `too_much_theirs`, `guardian_alone`.
    """
    if tie.other_id != by.pk:
        raise Refused("not_yours")
    with transaction.atomic():
        both = _locked_pair(tie.asker_id, tie.other_id)
        tie = FamilyTie.objects.select_for_update(of=("self",)).select_related("asker", "other").get(pk=tie.pk)
        if tie.ended_at:  # before their ages are asked: of who closed the account none is known any more
            raise Refused("tie_ended")
        _must_allow(both[by.pk], at)
        if not may_be_family(both[tie.asker_id], both[by.pk], at):
            raise Refused("guardian_alone")
        if tie.agreed_at:
            return tie
        for person, rule in ((tie.other, "too_much_family"), (tie.asker, "too_much_theirs")):
            if FamilyTie.objects.of(person).agreed().count() >= MOST:
                raise Refused(rule, most=MOST)
        tie.agreed_at = at
        tie.save(update_fields=["agreed_at"])
        write_audit(action="同意成为家人", of=tie, by=by, at=at)
    return tie


def _locked_pair(one: int, other: int) -> dict[int, Volunteer]:
    """By person. Of two agreements at once the second counts the first."""
    pair = Volunteer.objects.filter(person__in=[one, other]).order_by("pk")
    rows = pair.select_for_update(of=("self",), no_key=True).select_related("person", "community")
    return {one.person_id: one for one in rows}


def end_family(tie: FamilyTie, *, by: User, at: datetime) -> None:
    """Either of them, at any time. Raises Refused `not_yours`."""
    if by.pk not in (tie.asker_id, tie.other_id):
        raise Refused("not_yours")
    with transaction.atomic():
        if FamilyTie.objects.filter(pk=tie.pk, ended_at=None).update(ended_at=at):
            write_audit(action="解除家人", of=tie, by=by, at=at)


def pass_on(volunteer: Volunteer, *, to: User, amount: int, key: str, at: datetime) -> list[Transfer]:
    """转给家人: those that expire first, each with the day it had. Told again, they are the rows of the first time.

    Raises Refused `no_family`, `not_family`, `guardian_alone`, `other_form`, `no_amount`, `not_enough`, `owes`.
    """
    person = volunteer.person
    _must_allow(volunteer, at)
    both = Q(asker=person, other=to) | Q(asker=to, other=person)
    if not FamilyTie.objects.agreed().filter(both).exists():
        raise Refused("not_family")
    if not may_be_family(volunteer, to.volunteer, at):
        raise Refused("guardian_alone")
    if amount <= 0:
        raise Refused("no_amount")
    with transaction.atomic():
        locked = locked_all({person.pk, to.pk})
        mine, theirs = (Account.objects.get(pk=locked[one.pk, POINTS].pk) for one in (person, to))
        if known := list(Transfer.objects.filter(key__startswith=f"family:{key}:")):
            was = (known[0].giver_id, known[0].taker_id, passed := sum(row.amount for row in known))
            return as_before(known, was=was, said=(mine.pk, theirs.pk, amount), done=f"转给家人 {passed} 分")
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
