"""Committees (班子): a member is seated and leaves, or the whole committee is elected anew (换届)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.actions import write_audit
from accounts.models import User
from accounts.personal import lookup_hash
from partyorg.actions.organisations import write_chapter
from partyorg.models import Chapter, Member, Organisation, Seat
from partyorg.models.seat import why_no_such_seat

ALONE = frozenset({Seat.Role.SECRETARY, Seat.Role.HEAD})  # seats of which there is one


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whom an election seats, as what. `sent_by`: the unit of one who sits beside a post elsewhere (兼任, 兼职委员)."""

    member: Member
    role: str
    manner: str = Seat.Manner.FULL_TIME
    sent_by: Organisation | None = None

    @property
    def is_outside(self) -> bool:
        return self.manner != Seat.Manner.FULL_TIME


def seat_member(organisation: Organisation, chosen: Chosen, *, on: date, by: User | None, at: datetime) -> Seat:
    """From that day on the member sits in the committee. Raises ValidationError."""
    with transaction.atomic():
        seat = _seated(organisation, chosen, on)
        write_audit(action="进入班子", of=seat, by=by, at=at, detail={"role": chosen.role, "on": on.isoformat()})
    return seat


def end_seat(seat: Seat, *, on: date, by: User | None, at: datetime) -> None:
    """The last day in the committee. Raises ValidationError."""
    if on < seat.since:
        raise ValidationError({"on": f"离任不能早于任职的日期 {seat.since:%Y年%-m月%-d日}。"})
    with transaction.atomic():
        if not Seat.objects.filter(pk=seat.pk, until=None).update(until=on):
            raise ValidationError("这个职务已经结束。")
        write_audit(action="离开班子", of=seat, by=by, at=at, detail={"on": on.isoformat()})


def elect(
    organisation: Organisation, chosen: Sequence[Chosen], *, on: date, note: str = "", by: User | None, at: datetime
) -> list[Seat]:
    """换届: the old committee ends that day and the new one begins, all of it or nothing. Raises ValidationError.

    The very same once more is no second election.
    """
    with transaction.atomic():
        unit = Organisation.objects.select_for_update().get(pk=organisation.pk)
        old = Seat.objects.filter(organisation=unit, until=None)
        if is_elected(unit, chosen, on):
            return list(old)
        check_election(unit, chosen, on)
        old.update(until=on)
        seats = [_seated(unit, one, on) for one in chosen]
        unit.elected_on = on
        unit.save(update_fields=["elected_on"])
        write_chapter(unit, Chapter.What.ELECTED, on=on, note=note, by=by, at=at)
        write_audit(action="换届", of=unit, by=by, at=at, detail={"on": on.isoformat(), "seats": len(seats)})
    return seats


def check_election(unit: Organisation, chosen: Sequence[Chosen], on: date) -> None:
    """What does not fit the committee as a whole. Raises ValidationError."""
    if [one.role for one in chosen].count(Seat.Role.SECRETARY) != 1:
        raise ValidationError("新的班子要有一名书记，也只能有一名。")
    if unit.elected_on and on <= unit.elected_on:
        raise ValidationError({"on": f"上一次换届是 {unit.elected_on:%Y年%-m月%-d日}，这一次要在它以后。"})
    if late := Seat.objects.filter(organisation=unit, until=None, since__gt=on).first():
        raise ValidationError({"on": f"{late}从 {late.since:%Y年%-m月%-d日}才任职，换届不能更早。"})


def is_elected(unit: Organisation, chosen: Sequence[Chosen], on: date) -> bool:
    """Whether just this committee was elected on that day and sits."""
    if unit.elected_on != on:
        return False
    sitting = unit.seats.filter(until=None).values_list("member", "role", "manner", "sent_by", "since")
    return set(sitting) == {
        (one.member.pk, one.role, one.manner, one.sent_by.pk if one.is_outside and one.sent_by else None, on)
        for one in chosen
    }


def find_outsider(
    phone: str, *, sent_by: Organisation, to: Organisation, by: User | None, at: datetime
) -> Member | None:
    """Whom that unit sends into the committee of another: a member there, or one who works there, by a whole number.

    Each look is written down, so that nobody tries out whose number belongs to a member.
    """
    within = {"tree_id": sent_by.tree_id, "lft__gte": sent_by.lft, "rght__lte": sent_by.rght}
    units = Organisation.objects.order_by().filter(Q(**within) | Q(leans_on=sent_by)).values("pk")
    theirs = Member.objects.present(localdate(at)).filter(Q(organisation__in=units) | Q(works_at__in=units))
    found = list(theirs.filter(phone_hash=lookup_hash(phone)).distinct()[:2])
    one = found[0] if len(found) == 1 else None
    action = "按手机号找到外单位委员" if one else "按手机号没有找到外单位委员"
    write_audit(action=action, of=to, by=by, at=at, detail={"unit": sent_by.name})
    return one


def faults_of(organisation: Organisation, chosen: Chosen, on: date) -> dict[str, str]:
    """Why this one is not seated from that day on, at the field that can mend it; empty where they may be."""
    faults: dict[str, str] = {}
    if why := why_no_such_seat(chosen.role, organisation.kind):
        faults["role"] = why
    if chosen.is_outside and not chosen.sent_by:
        faults["sent_by"] = f"{chosen.member}是兼任或兼职的，要写明由哪个单位选派。"
    if not Member.objects.present(on).filter(pk=chosen.member.pk).exists():
        faults["member"] = f"{chosen.member}那一天不在党员名册里。"
    elif not chosen.is_outside and not _belongs(chosen.member, organisation):
        faults["member"] = f"{chosen.member}不在{organisation}；外单位的请选兼任或兼职委员，并写明单位。"
    return faults


def _seated(organisation: Organisation, chosen: Chosen, on: date) -> Seat:
    if faults := faults_of(organisation, chosen, on):
        raise ValidationError(faults)
    seat = Seat(
        organisation=organisation, member=chosen.member, role=chosen.role, manner=chosen.manner,
        sent_by=chosen.sent_by if chosen.is_outside else None, since=on,
    )  # fmt: skip
    if seat.role in ALONE and (other := _sits_already(seat)):
        raise ValidationError({"role": f"已经有在任的{other}，先请原来的{other.get_role_display()}离任。"})
    seat.full_clean()
    seat.save()
    return seat


def _sits_already(seat: Seat) -> Seat | None:
    """Who is in the same seat from that day on, or leaves it only later."""
    same = Seat.objects.filter(organisation=seat.organisation, role=seat.role)
    return same.filter(Q(until__isnull=True) | Q(until__gt=seat.since)).select_related("member").first()


def _belongs(member: Member, organisation: Organisation) -> bool:
    """To the organisation or to one below it. A leading group has no members: its own are those of the district."""
    within = organisation.get_ancestors().first() or organisation
    above = organisation if organisation.kind != "LEADING_GROUP" else within
    mine = member.organisation
    return mine.tree_id == above.tree_id and above.lft <= mine.lft and mine.rght <= above.rght
