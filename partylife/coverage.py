"""组织生活覆盖: how many members took part in something within a period. Mechanism B08."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from partylife.kinds import GROUPS
from partylife.models import Activity, Attendance
from partylife.periods import Period
from partyorg.kinds import BRANCHES
from partyorg.models import Member, Organisation
from partyorg.models.member import MemberQuerySet


@dataclass(frozen=True, slots=True)
class LifeCoverage:
    """Of `members` in `branches` branches and `groups` groups, `covered` took part at least once."""

    branches: int
    groups: int
    members: int
    covered: int

    @property
    def without(self) -> int:
        return self.members - self.covered

    @property
    def percent(self) -> Decimal | None:
        """To two places; None where there are no members."""
        if not self.members:
            return None
        return (Decimal(100) * self.covered / self.members).quantize(Decimal("0.01"), ROUND_HALF_UP)


def life_coverage(units: QuerySet[Organisation], period: Period, today: date) -> LifeCoverage:
    """Two queries, whatever the size. Who is a member: on the period's last day, or today while it runs."""
    stood = Organisation.objects.stood(_on(period, today)).filter(pk__in=units.order_by().values("pk")).order_by()
    bodies = stood.aggregate(
        branches=Count("pk", filter=Q(kind__in=BRANCHES)), groups=Count("pk", filter=Q(kind__in=GROUPS))
    )
    counted = _marked(units, period, today).aggregate(
        members=Count("pk"), covered=Count("pk", filter=Q(took_part=True))
    )
    return LifeCoverage(**bodies, **counted)


def members_without(units: QuerySet[Organisation], period: Period, today: date) -> MemberQuerySet:
    """Those who took part in nothing, by organisation."""
    left = _marked(units, period, today).filter(took_part=False).select_related("organisation")
    return left.order_by("organisation__tree_id", "organisation__lft", "pk")


def _marked(units: QuerySet[Organisation], period: Period, today: date) -> Any:
    there = Attendance.objects.filter(
        member=OuterRef("pk"), activity__in=Activity.objects.standing().within(period).order_by().values("pk")
    )
    members = Member.objects.present(_on(period, today)).filter(organisation__in=units.order_by().values("pk"))
    return members.annotate(took_part=Exists(there)).order_by()


def _on(period: Period, today: date) -> date:
    return min(period.last, max(today, period.first))
