from __future__ import annotations

from uuid import uuid4

from django.conf import settings
from django.db import models

from partylife.kinds import Life
from partylife.periods import Period
from partylife.sight import units_seen_by
from partyorg.hats import Hat
from partyorg.models import Member, Organisation, Post


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, hat: Hat) -> ActivityQuerySet:
        """The one door: those that an organisation within a party role's reach hosted, alone or with others."""
        return self.hosted_by(units_seen_by(hat))

    def hosted_by(self, units: models.QuerySet[Organisation]) -> ActivityQuerySet:
        """By one of these at least; each once, however many of them it had."""
        return self.filter(pk__in=Host.objects.filter(organisation__in=units).values("activity"))

    def standing(self) -> ActivityQuerySet:
        """What counts: neither struck nor corrected by a later version."""
        return self.filter(corrected_by__isnull=True, strike__isnull=True)

    def within(self, period: Period) -> ActivityQuerySet:
        return self.filter(held_on__range=(period.first, period.last))


class Activity(models.Model):
    """组织生活: what a party organisation held. Written once: a correction is a new version that names the one before
    it, and what never was is struck with a reason. The database refuses to change or delete either.
    """

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)  # a form sent twice
    life = models.CharField("类型", max_length=20, choices=Life.choices)
    held_on = models.DateField("日期")
    place = models.CharField("地点", max_length=100, blank=True)
    subject = models.CharField("主题", max_length=100)
    minutes = models.TextField("记录", max_length=2000, blank=True)
    taught_by = models.ForeignKey(
        Member, models.PROTECT, null=True, related_name="lessons", verbose_name="授课人", db_index=False
    )
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by", verbose_name="更正")
    recorded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    recorded_as = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField("记录时间")
    organisations = models.ManyToManyField(Organisation, through="Host", related_name="activities")
    members = models.ManyToManyField(Member, through="Attendance", related_name="activities")

    objects = ActivityQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "组织生活"
        ordering = ["-held_on", "-id"]
        indexes = [models.Index(fields=["held_on", "life"], name="activities_of_a_period")]

    def __str__(self) -> str:
        return self.subject


class Host(models.Model):
    """主办: one organisation that held it. A joint one (联合共建) has several, each once."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="hosts", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="hosted")

    class Meta:
        verbose_name = verbose_name_plural = "主办组织"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "organisation"],
                name="each_host_of_an_activity_once",
                violation_error_message="这个组织已经是主办",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class Attendance(models.Model):
    """参加: one member who was there."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="attendances", db_index=False)
    member = models.ForeignKey(Member, models.PROTECT, related_name="attendances")  # what has a member been to?

    class Meta:
        verbose_name = verbose_name_plural = "参加的党员"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "member"],
                name="each_member_attends_once",
                violation_error_message="这名党员已经记过参加",
            )
        ]

    def __str__(self) -> str:
        return f"{self.member}：{self.activity}"


class Strike(models.Model):
    """作废: it never was, or was recorded twice. The record stays, and counts nowhere."""

    activity = models.OneToOneField(Activity, models.PROTECT, related_name="strike")
    because = models.CharField("理由", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "作废"
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(because=""), name="a_strike_says_why", violation_error_message="请写明理由。"
            )
        ]

    def __str__(self) -> str:
        return self.because
