from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from accounts.names import plain_name
from accounts.personal import EncryptedField, masked_phone
from grids.models import Place
from partyorg.days import A_REAL_DAY
from partyorg.models.organisation import Organisation


class ForceQuerySet(models.QuerySet["Force"]):
    def serving(self, on: date) -> ForceQuerySet:
        return self.filter(Q(until__isnull=True) | Q(until__gte=on), since__lte=on)


class Force(models.Model):
    """网格力量: the N of 1+3+N. A person or a team that serves a place beside its four fixed slots, with its type."""

    class Kind(models.TextChoices):
        APPROVAL = "APPROVAL", "审批"
        SERVICE = "SERVICE", "服务"
        LAW = "LAW", "执法"
        VOLUNTEER = "VOLUNTEER", "志愿团队"
        LIAISON = "LIAISON", "民情联络员"
        REPRESENTATIVE = "REPRESENTATIVE", "居民代表"
        NEIGHBOUR = "NEIGHBOUR", "邻里骨干"
        POLICE = "POLICE", "社区民警"
        LAWYER = "LAWYER", "法律顾问"
        OTHER = "OTHER", "其他"

    place = models.ForeignKey(Place, models.PROTECT, related_name="forces", verbose_name="服务地域")
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    name = models.CharField("姓名或队名", max_length=64, validators=[plain_name])
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="forces", verbose_name="来自单位"
    )
    phone = EncryptedField("联系电话", blank=True)
    since = models.DateField("起", validators=A_REAL_DAY)
    until = models.DateField("止", validators=A_REAL_DAY, null=True, blank=True)

    objects = ForceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "网格力量"
        ordering = ["kind", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_force_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]
        indexes = [models.Index(fields=["place", "until"], name="forces_of_a_place")]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_kind_display()}）"

    def serves(self, on: date) -> bool:
        return self.since <= on and (self.until is None or self.until >= on)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)
