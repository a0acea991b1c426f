"""捐赠冲正: a gift that was put down wrongly, or paid for wrongly, put right: its points, its goods, or both."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple, TypeGuard

from django.db import transaction

from accounts.actions import write_audit
from partyorg.hats import Hat
from shop.actions.shelf import locked, shift
from shop.actions.stocking import keeper
from shop.kinds import Moved
from shop.models import Donation
from shop.rules import Refused
from volunteers.actions import reject, reverse_service
from volunteers.deciding import hindrance
from volunteers.models import Service
from volunteers.workflow import UNDECIDED, State


class Ways(NamedTuple):
    """What this hat may do with a gift now: goods `out` with the points, or goods `stay` and the points alone."""

    out: bool
    stay: bool


def ways_to_undo(gift: Donation, by: Hat) -> Ways:
    """`gift` comes with its service, that with its community, and its moves."""
    service, is_there = gift.service, not gift.is_out
    if not _may_lose_points(service):
        return Ways(is_there, False)
    if hindrance(service, by):
        return Ways(False, False)
    return Ways(is_there, is_there or service.state == State.APPROVED)


def undo_donation(gift: Donation, *, out: bool, reason: str, by: Hat, at: datetime) -> Donation:
    """The points that it brought go back, and none come that still wait. `out`: the goods go too, for they were never
    there; else they stay on the shelf, as where whoever looks at the record only refuses its points.

    Raises Refused `not_yours`, `is_out`, `not_there`, `no_points`, and what decides on the record of service raises.
    """
    person = keeper(by, gift.community)
    with transaction.atomic():
        good = locked(gift.good)  # the good first, then the account
        service = Service.objects.select_related("community").get(pk=gift.service_id) if gift.service_id else None
        if out:
            if gift.moves.filter(kind=Moved.UNDONATED).exists():
                raise Refused("is_out")
            if good.stock < gift.quantity:
                raise Refused("not_there", good=good, stock=good.stock, quantity=gift.quantity)
            shift(good, Moved.UNDONATED, -gift.quantity, donation=gift, note=reason, by=person, at=at)
        elif not _may_lose_points(service):
            raise Refused("no_points")
        if service and service.state == State.APPROVED:
            reverse_service(service, reason=reason, by=by, at=at)
        elif service and service.state in UNDECIDED:
            reject(service, reason=reason, by=by, at=at)
        write_audit(action="冲正捐赠", of=gift, by=person, at=at, reason=reason, detail={"out": out})
    return gift


def _may_lose_points(service: Service | None) -> TypeGuard[Service]:
    """It brought points, or may still."""
    return service is not None and service.state in (*UNDECIDED, State.APPROVED)
