from __future__ import annotations

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from partyorg.days import A_REAL_DAY
from partyorg.kinds import OF_MEMBERS, Kind
from partyorg.models.member import Member
from partyorg.models.organisation import Organisation


class Seat(models.Model):
    """班子: who sits in an organisation's committee, as what, from when to when."""

    class Role(models.TextChoices):
        SECRETARY = "SECRETARY", "书记"
        DEPUTY = "DEPUTY", "副书记"
        ORGANISATION = "ORGANISATION", "组织委员"
        PUBLICITY = "PUBLICITY", "宣传委员"
        DISCIPLINE = "DISCIPLINE", "纪检委员"
        MEMBER = "MEMBER", "委员"
        HEAD = "HEAD", "组长"  # of a leading group (领导小组)
        DEPUTY_HEAD = "DEPUTY_HEAD", "副组长"
        GROUP_MEMBER = "GROUP_MEMBER", "成员"

    class Manner(models.TextChoices):
        FULL_TIME = "FULL_TIME", "专职"
        CONCURRENT = "CONCURRENT", "兼任"  # sent by another organisation, which is named
        PART_TIME = "PART_TIME", "兼职委员"  # of a unit in the area

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="seats", verbose_name="党组织")
    member = models.ForeignKey(Member, models.PROTECT, related_name="seats", verbose_name="党员")
    role = models.CharField("职务", max_length=16, choices=Role.choices)
    manner = models.CharField("任职方式", max_length=16, choices=Manner.choices, default=Manner.FULL_TIME)
    sent_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="sent", verbose_name="选派单位"
    )
    since = models.DateField("任职日期", validators=A_REAL_DAY)
    until = models.DateField("离任日期", validators=A_REAL_DAY, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "班子成员"
        ordering = ["organisation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(manner="FULL_TIME") | Q(sent_by__isnull=False),
                name="who_sits_part_time_was_sent_by_somebody",
                violation_error_message="兼任和兼职委员要写明选派单位。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_seat_ends_after_it_began",
                violation_error_message="离任日期不能早于任职日期。",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(role="SECRETARY", until__isnull=True),
                name="one_secretary_at_a_time",
                violation_error_message="已经有在任的书记",
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(role="HEAD", until__isnull=True),
                name="one_head_at_a_time",
                violation_error_message="已经有在任的组长",
            ),
            models.UniqueConstraint(
                fields=["organisation", "member"],
                condition=Q(until__isnull=True),
                name="a_member_sits_once",
                violation_error_message="这名党员已经在班子里",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.member}"

    def clean(self) -> None:
        if self.organisation_id and (why := why_no_such_seat(self.role, self.organisation.kind)):
            raise ValidationError({"role": why})


_R = Seat.Role
_COMMITTEE = frozenset({_R.SECRETARY, _R.DEPUTY, _R.ORGANISATION, _R.PUBLICITY, _R.DISCIPLINE, _R.MEMBER})
_GROUP = frozenset({_R.HEAD, _R.DEPUTY_HEAD, _R.GROUP_MEMBER})
# Which seats there are in an organisation of each kind.
SEATS_OF: Mapping[str, frozenset[str]] = {
    **dict.fromkeys(OF_MEMBERS, _COMMITTEE),
    **dict.fromkeys((Kind.LEADING_GROUP, Kind.WORKING_GROUP, Kind.PARTY_GROUP, Kind.BUILDING_GROUP), _GROUP),
    Kind.MEMBER_HOUSEHOLD: frozenset(),
}


def why_no_such_seat(role: str, kind: str) -> str:
    """Why nobody sits as this in an organisation of this kind; "" where somebody may."""
    seats = SEATS_OF.get(kind, frozenset())
    if role in seats:
        return ""
    named = "、".join(str(one.label) for one in Seat.Role if one in seats)
    there = f"只有{named}" if named else "没有班子"
    return f"{Kind(kind).label}{there}，没有{Seat.Role(role).label}。"
