"""The roll of members: who comes, goes over to another organisation, leaves; in which grid they are placed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from accounts.actions import write_audit
from accounts.models import User
from accounts.once import marked, once
from grids.models import Level, Place
from partyorg.departures import end_all
from partyorg.kinds import OF_MEMBERS
from partyorg.models import GridLink, Member, Organisation, Seat, Transfer


def add_member(
    *,
    name: str,
    organisation: Organisation,
    since: date,
    phone: str = "",
    id_number: str = "",
    works_at: Organisation | None = None,
    is_full: bool = True,
    account: User | None = None,
    key: UUID | None = None,
    by: User | None,
    at: datetime,
) -> Member:
    """Somebody new in the roll. Raises ValidationError: whose identity number is on it already belongs there once.

    The same key twice is one member. That somebody is in another organisation's roll is in the trail where it was told:
    a refusal says so much of people whom one may not see.
    """
    member = Member(
        key=key, name=name, organisation=organisation, since=since, phone=phone, id_number=id_number,
        works_at=works_at, is_full=is_full, account=account,
    )  # fmt: skip

    def make() -> Member:
        member.fill_hashes()
        _check(member, at_field="id_number")
        member.save()
        write_audit(action="新增党员", of=member, by=by, at=at, detail={"organisation": organisation.pk})
        return member

    try:
        return once(make, lambda: marked(Member.objects.filter(organisation=organisation), key))
    except ValidationError:
        if _is_elsewhere(member):
            write_audit(action="新增党员被拒：已在别的名册", of=organisation, by=by, at=at)
        raise


def _is_elsewhere(member: Member) -> bool:
    """Whether another organisation's roll holds this person, as the database tells one from another."""
    number = Q(id_hash=member.id_hash) & ~Q(id_hash="")
    phone = Q(phone_hash=member.phone_hash, name=member.name) & ~Q(phone_hash="")
    return Member.objects.filter(number | phone, until=None).exclude(organisation=member.organisation_id).exists()


CORRECTED = ("name", "phone", "id_number", "works_at", "is_full", "account")


def correct_member(member: Member, *, by: User | None, at: datetime, **changes: Any) -> Member:
    """Put right what the roll says of somebody (`CORRECTED`). Raises ValidationError for what it refuses.

    The account is the person's own: of the same name, and nobody else's.
    """
    with transaction.atomic():
        fresh = _present(member)
        for field in changes.keys() & set(CORRECTED):
            setattr(fresh, field, changes[field])
        if fresh.account and fresh.account.name != fresh.name:
            raise ValidationError({"account": "这个账号登记的是别的姓名，请核对。"})
        fresh.fill_hashes()
        _check(fresh, at_field="id_number")
        fresh.save(update_fields=[*changes, "phone_hash", "id_hash"])
        write_audit(action="更正党员资料", of=fresh, by=by, at=at, detail={"fields": sorted(changes)})
    return fresh


def transfer_member(
    member: Member, *, to: Organisation, on: date, note: str = "", by: User | None, at: datetime
) -> Member:
    """转接: from that day the member belongs to another organisation; where they were before is kept.

    Seats in committees of the organisation that is left end that day. Raises ValidationError.
    """
    with transaction.atomic():
        fresh = _present(member)
        if to.pk == fresh.organisation_id:
            raise ValidationError({"to": f"{fresh}已经在{to}。"})
        if to.kind not in OF_MEMBERS or to.is_ended:
            raise ValidationError({"to": f"{to}没有党员名册，转不过去。"})
        if on < fresh.since:
            raise ValidationError({"on": f"转接不能早于转入的日期 {fresh.since:%Y年%-m月%-d日}。"})
        Transfer.objects.create(
            member=fresh, went_from=fresh.organisation, went_to=to, since=fresh.since, on=on, note=note, by=by, at=at
        )
        _end(Seat.objects.filter(member=fresh, organisation=fresh.organisation), on=on)
        fresh.organisation, fresh.since = to, on
        fresh.save(update_fields=["organisation", "since"])
        write_audit(action="党员转接", of=fresh, by=by, at=at, detail={"to": to.pk, "on": on.isoformat()})
    return fresh


def dismiss_member(member: Member, *, on: date, reason: str, by: User | None, at: datetime) -> None:
    """转出、出党: the last day in the roll. Seats, grids and check-ins end with it. Raises ValidationError."""
    with transaction.atomic():
        fresh = _present(member)
        if on < fresh.since:
            raise ValidationError({"on": f"转出不能早于转入的日期 {fresh.since:%Y年%-m月%-d日}。"})
        _end(Seat.objects.filter(member=fresh), on=on)
        _end(GridLink.objects.filter(member=fresh), on=on)
        fresh.until = on
        fresh.save(update_fields=["until"])
        end_all(fresh, on=on, by=by, at=at)
        write_audit(action="党员转出", of=fresh, by=by, at=at, reason=reason, detail={"on": on.isoformat()})


def place_in_grid(
    member: Member, *, grid: Place, kind: str, duty: str = "", since: date, by: User | None, at: datetime
) -> GridLink:
    """入格: by one of the four ways, with the duty that the member takes on. Raises ValidationError."""
    with transaction.atomic():
        fresh = _present(member)
        if grid.level != Level.GRID:
            raise ValidationError({"grid": f"{grid}不是网格。"})
        link = GridLink(member=fresh, grid=grid, kind=kind, duty=duty, since=since)
        _check(link, at_field="grid")
        link.save()
        write_audit(action="党员入格", of=link, by=by, at=at, detail={"grid": grid.code, "kind": kind})
    return link


def leave_grid(link: GridLink, *, on: date, by: User | None, at: datetime) -> None:
    """The last day in the grid. Raises ValidationError."""
    with transaction.atomic():
        _end(GridLink.objects.filter(pk=link.pk), on=on)
        write_audit(action="党员出格", of=link, by=by, at=at, detail={"on": on.isoformat()})


def settle_consent(member: Member, *, given: bool, by: User | None, at: datetime) -> None:
    """亮明身份: whether the member agrees that name and duty are shown to residents."""
    with transaction.atomic():
        Member.objects.filter(pk=member.pk).update(consents_to_badge=given)
        write_audit(action="同意亮明身份" if given else "不再亮明身份", of=member, by=by, at=at)


def see_member(member: Member, *, reason: str, by: User, at: datetime) -> Member:
    """查看原值: telephone and identity number in full, once, for a reason that stays in the trail."""
    if not reason.strip():
        raise ValidationError({"reason": "请写明为什么要看。"})
    write_audit(action="查看党员原值", of=member, by=by, at=at, reason=reason.strip())
    return member


def _present(member: Member) -> Member:
    """As it is now, and locked: two who write about one member do so in turn."""
    fresh = Member.objects.select_for_update(of=("self",)).select_related("organisation").get(pk=member.pk)
    if fresh.until is not None:
        raise ValidationError(f"{fresh}已经在 {fresh.until:%Y年%-m月%-d日}转出，不能再改。")
    return fresh


def _end(rows, *, on: date) -> None:  # type: ignore[no-untyped-def]  # seats or links: both have since and until
    open_rows = rows.filter(until=None)
    if late := open_rows.filter(since__gt=on).first():
        raise ValidationError({"on": f"“{late}”从 {late.since:%Y年%-m月%-d日}才开始，结束不能更早。"})
    open_rows.update(until=on)


def _check(row: Member | GridLink, *, at_field: str) -> None:
    """What the database would refuse, said at the field that can mend it."""
    row.full_clean(exclude={"key"}, validate_constraints=False)
    try:
        row.validate_constraints()
    except ValidationError as refused:
        by_phone = any("手机号" in said for said in refused.messages)
        raise ValidationError({"phone" if by_phone else at_field: refused.messages}) from refused
