"""Members onto the rolls, and into the grids."""

from __future__ import annotations

from datetime import date, datetime

from django.utils.timezone import localdate

from accounts.models import User
from exchange.checking.members import Said
from exchange.plans import Outcome, Plan
from exchange.writing.batches import BATCH, Told, Written, in_batches
from partyorg.models import GridLink, Member

FIELDS = ("phone", "phone_hash", "id_number", "id_hash", "is_full", "since", "works_at")


def write_members(plan: Plan, *, by: User, at: datetime, told: Told) -> Written:
    new: list[Said] = plan.of(Outcome.NEW)
    changed: list[Said] = plan.of(Outcome.CHANGED)
    made = in_batches(Member, map(_member, new), told)
    for said, member in zip(new, made, strict=True):
        said.member = member
    Member.objects.bulk_update([_changed(said) for said in changed if said.changes], FIELDS, batch_size=BATCH // 4)
    _into_grids(new, changed, at)
    told(len(new) + len(changed))
    ids = [said.member.pk for said in changed if said.member]
    return Written([member.pk for member in made], ids)


def _member(said: Said) -> Member:
    assert said.organisation.id
    member = Member(
        name=said.name,
        phone=said.phone,
        id_number=said.id_number,
        organisation_id=said.organisation.id,
        works_at_id=said.works_at.id if said.works_at else None,
        is_full=said.is_full,
        since=said.since,
    )
    member.fill_hashes()
    return member


def _changed(said: Said) -> Member:
    assert said.member
    for key, value in said.changes.items():
        setattr(said.member, key, value)
    said.member.fill_hashes()
    return said.member


def _into_grids(new: list[Said], changed: list[Said], at: datetime) -> None:
    """A member who is new is in the grid since joining; another one since today."""
    entering = [said for said in changed if said.links_anew]
    links = [_link(said, said.since) for said in new if said.links_anew]
    links += [_link(said, localdate(at)) for said in entering if said.link is None]
    GridLink.objects.bulk_create(links, batch_size=BATCH)
    again = [said for said in entering if said.link]
    for said in again:
        assert said.link
        said.link.kind, said.link.duty = said.way, said.duty or said.link.duty
    GridLink.objects.bulk_update([said.link for said in again if said.link], ["kind", "duty"], batch_size=BATCH // 4)


def _link(said: Said, since: date) -> GridLink:
    return GridLink(member=said.member, grid=said.grid, kind=said.way, duty=said.duty, since=since)
