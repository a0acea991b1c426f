from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.personal import EncryptedField, lookup_hash, masked_name, masked_phone
from grids.models import Place
from partyorg.models.organisation import Organisation


class MemberQuerySet(models.QuerySet["Member"]):
    def present(self, on: date) -> MemberQuerySet:
        """Belonging on this day."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)

    def full(self) -> MemberQuerySet:
        return self.filter(is_full=True)


class Member(models.Model):
    """党员: whom an organisation counts. Who is one is nobody's business but the party's own roles'."""

    name = models.CharField("姓名", max_length=64)
    phone = EncryptedField("手机号", blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="members", verbose_name="所在党组织", db_index=False
    )
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="membership", verbose_name="账号"
    )
    works_at = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="serving_members", verbose_name="工作单位"
    )
    is_full = models.BooleanField("正式党员", default=True)
    since = models.DateField("转入日期")
    until = models.DateField("转出日期", null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党员"
        ordering = ["organisation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="a_member_leaves_after_joining"
            ),
        ]
        indexes = [
            models.Index(fields=["organisation", "until"], name="members_of_organisation"),
            models.Index(fields=["phone_hash"], name="member_with_phone", condition=~Q(phone_hash="")),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.phone_hash = lookup_hash(self.phone)
        super().save(*args, **kwargs)

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)


class GridLink(models.Model):
    """入格: which grid a member is placed in, by which of the four ways, and with which duty."""

    class Kind(models.TextChoices):
        SENT_DOWN = "SENT_DOWN", "沉下"  # of the street
        COME_UP = "COME_UP", "浮出"  # of the yards and buildings
        BLENDED_IN = "BLENDED_IN", "融进"  # of the units in the area
        COME_HOME = "COME_HOME", "回归"  # serving elsewhere, living here

    member = models.ForeignKey(Member, models.CASCADE, related_name="grids", verbose_name="党员")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="member_links", verbose_name="网格")
    kind = models.CharField("入格方式", max_length=16, choices=Kind.choices)
    duty = models.CharField("认领岗位", max_length=64, blank=True)
    since = models.DateField("起")
    until = models.DateField("止", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "党员入格"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "grid"],
                condition=Q(until__isnull=True),
                name="a_member_is_in_a_grid_once",
                violation_error_message="这名党员已经在这个网格",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_grid_link_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}·{self.grid}"


class Seat(models.Model):
    """班子: who sits in an organisation's committee, as what, from when to when."""

    class Role(models.TextChoices):
        SECRETARY = "SECRETARY", "书记"
        DEPUTY = "DEPUTY", "副书记"
        ORGANISATION = "ORGANISATION", "组织委员"
        PUBLICITY = "PUBLICITY", "宣传委员"
        DISCIPLINE = "DISCIPLINE", "纪检委员"
        MEMBER = "MEMBER", "委员"

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
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "班子成员"
        ordering = ["organisation", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(manner="FULL_TIME") | Q(sent_by__isnull=False),
                name="who_sits_part_time_was_sent_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")), name="a_seat_ends_after_it_began"
            ),
            models.UniqueConstraint(
                fields=["organisation"],
                condition=Q(role="SECRETARY", until__isnull=True),
                name="one_secretary_at_a_time",
                violation_error_message="已经有在任的书记",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.member}"
