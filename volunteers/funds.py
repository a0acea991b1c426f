"""公益积分: what lies in the fund of each community. It keeps no balance: its rows in the ledger are the one record."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from volunteers.kinds import Holder
from volunteers.models import Account, Transfer


def funds(*, before: datetime | None = None) -> QuerySet[Any]:
    """The funds' accounts, each with what is `left` in it; `before`: by the rows from before that moment alone."""
    rows = Transfer.objects.order_by() if before is None else Transfer.objects.filter(at__lt=before).order_by()
    return Account.objects.filter(holder=Holder.FUND).annotate(left=_sum(rows, "taker") - _sum(rows, "giver"))


def _sum(rows: QuerySet[Transfer], side: str) -> Coalesce:
    mine = rows.filter(**{side: OuterRef("pk")}).values(side).annotate(sum=Sum("amount")).values("sum")
    return Coalesce(Subquery(mine, output_field=BigIntegerField()), 0)
