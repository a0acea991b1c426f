"""组织生活覆盖: how many members took part in something within a period. Mechanism B08."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Q, QuerySet

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
    counted = members_of(units, period, today).aggregate(
        members=Count("pk"), covered=Count("pk", filter=Q(pk__in=took_part(period)))
    )
    return LifeCoverage(**bodies, **counted)


def members_without(units: QuerySet[Organisation], period: Period, today: date) -> MemberQuerySet:
    """Those who took part in nothing, by organisation."""
    left = members_of(units, period, today).exclude(pk__in=took_part(period)).select_related("organisation")
    return left.order_by("organisation__tree_id", "organisation__lft", "pk")


def members_of(units: QuerySet[Organisation], period: Period, today: date) -> MemberQuerySet:
    """Who belonged to them on the period's last day, or today while it runs."""
    present = Member.objects.present(_on(period, today)).order_by()
    return present.filter(organisation__in=units.order_by().values("pk"))


def took_part(period: Period) -> QuerySet:
    """Who did in the period.

    Asked once for the whole page, not once for each member: a second and a half in a district of 1,064 grids.
    """
    activities = Activity.objects.standing().within(period).order_by().values("pk")
    return Attendance.objects.filter(activity__in=activities).order_by().values("member")


def _on(period: Period, today: date) -> date:
    return min(period.last, max(today, period.first))
