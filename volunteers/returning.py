"""What comes back of the points of an order, cancelled or returned: the days of some may be over by then, and nobody is
given new ones.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet, Sum
from django.utils.timezone import localdate

from volunteers.kinds import Entry
from volunteers.models import Draw, Transfer


class Returned(NamedTuple):
    """`back`: on the account again, or against what is owed there; `expired`: gone, its last day is over."""

    back: int
    expired: int

    def said(self, where: str = "", *, by_now: bool = False) -> str:
        """For the screen, without a stop. `where`: they go; `by_now`: they have gone."""
        if not self.back:
            return f"{self.expired} 分已经过期，退不回来"
        went = f"{self.back} 分{'已经' if by_now else ''}退回{where}"
        return f"{went}，{self.expired} 分已经过期" if self.expired else went


def would_return(held: Transfer, on: date) -> Returned:
    """If it were given back that day, as `actions.release` and `actions.refund` do it: what is owed is paid first. Two
    queries."""
    debt, expired = max(0, -held.giver.balance), 0
    for drawn in _draws([held]):
        paid = min(debt, drawn.amount)
        debt -= paid
        expired += (drawn.amount - paid) if _is_over(drawn, on) else 0
    return Returned(held.amount - expired, expired)


def returned_by(rows: Iterable[Transfer]) -> dict[int, Returned]:
    """Of each row that gave something back (解冻, 退货), by its number. One query, where there is such a row."""
    released = {row.pk: row for row in rows if row.entry == Entry.RELEASE or is_refund(row)}
    expired = dict.fromkeys(released, 0)
    for drawn in _draws(released.values()) if released else ():
        if _is_over(drawn, localdate(released[drawn.transfer_id].at)):
            expired[drawn.transfer_id] -= drawn.amount  # which is below zero
    return {pk: Returned(row.amount - expired[pk], expired[pk]) for pk, row in released.items()}


def is_refund(row: Transfer) -> bool:
    """退货: of what had been spent. Asks nothing where the row was fetched with the one that it ends."""
    return row.entry == Entry.REVERSE and row.ends is not None and row.ends.entry == Entry.SPEND


def expired_of(rows: Iterable[Transfer]) -> dict[int, int]:
    """Of each row whose points have expired in part or whole: how many, by its number. One query, where there are any
    rows of points."""
    lots = [row.pk for row in rows if hasattr(row, "lot")]
    gone = Draw.objects.filter(lot__in=lots, transfer__entry=Entry.EXPIRE, transfer__ended_by=None)
    return dict(gone.order_by().values_list("lot").annotate(sum=Sum("amount"))) if lots else {}


def _draws(rows: Iterable[Transfer]) -> QuerySet[Draw]:
    return Draw.objects.filter(transfer__in=[row.pk for row in rows]).select_related("lot").order_by("pk")


def _is_over(drawn: Draw, on: date) -> bool:
    return drawn.lot.expires_on is not None and drawn.lot.expires_on < on
