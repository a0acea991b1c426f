from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from checkins.models.member import MemberCheckIn


class Duty(models.Model):
    """A kind of post that members claim (认领岗位): a register, eight kinds to begin with."""

    name = models.CharField("岗位", max_length=15, unique=True)
    what = models.CharField("做什么", max_length=100, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "认领岗位"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class ClaimQuerySet(models.QuerySet["Claim"]):
    def open(self) -> ClaimQuerySet:
        return self.filter(until=None)

    def on(self, day: date) -> ClaimQuerySet:
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), since__lte=day)


class Claim(models.Model):
    """A member who has checked in holds this post, from–to."""

    check_in = models.ForeignKey(
        MemberCheckIn, models.PROTECT, related_name="claims", verbose_name="党员报到", db_index=False
    )
    duty = models.ForeignKey(Duty, models.PROTECT, related_name="claims", verbose_name="岗位")
    since = models.DateField("认领日期")
    until = models.DateField("退出日期", null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位认领"
        ordering = ["check_in", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["check_in", "duty"],
                condition=Q(until__isnull=True),
                name="a_post_is_claimed_once_by_a_member",
                violation_error_message="这个岗位已经认领了",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_claim_ends_after_it_began",
                violation_error_message="退出日期不能早于认领日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.check_in}：{self.duty}"
