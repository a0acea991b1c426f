from __future__ import annotations

from datetime import date
from typing import Any

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from grids.models import Estate, Place
from partyorg.hats import Hat
from partyorg.models import Post
from patrols.models.item import CheckItem
from teams.people import masked, told_apart
from volunteers.standing import in_sight

WEEKDAYS = "一二三四五六日"
DAYS = RegexValidator(r"^(?!.*(.).*\1)[1-7]+\Z", "只写 1 到 7 的数字，每个写一次，如 12345。")


class PatrolPlanQuerySet(models.QuerySet["PatrolPlan"]):
    def visible_to(self, hat: Hat) -> PatrolPlanQuerySet:
        """The one door for staff: plans of the communities where this hat organises."""
        return self.filter(in_sight(hat))

    def on(self, day: date) -> PatrolPlanQuerySet:
        lasting = Q(until__isnull=True) | Q(until__gte=day)
        return self.filter(lasting, stopped="", since__lte=day, weekdays__contains=str(day.isoweekday()))

    def lasting(self, day: date) -> PatrolPlanQuerySet:
        """In force that day or to come."""
        return self.filter(Q(until__isnull=True) | Q(until__gte=day), stopped="")

    def of(self, person: User) -> PatrolPlanQuerySet:
        return self.filter(patroller=person)

    def with_faces(self) -> PatrolPlanQuerySet:
        rows = self.select_related("community", "grid", "estate", "patroller__volunteer", "post")
        return rows.prefetch_related("items")


class PatrolPlan(models.Model):
    """巡查安排: who walks where on which weekdays, and what they look for. With a post: on duty; else a volunteer."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="patrol_plans", verbose_name="社区")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="网格", db_index=False)
    estate = models.ForeignKey(
        Estate, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="小区", db_index=False
    )
    patroller = models.ForeignKey(User, models.PROTECT, related_name="patrol_plans", verbose_name="巡查人")
    post = models.ForeignKey(
        Post, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="岗位", db_index=False
    )
    items = models.ManyToManyField(CheckItem, related_name="plans", verbose_name="检查项")
    weekdays = models.CharField("星期", max_length=7, validators=[DAYS])
    since = models.DateField("从哪天起")
    until = models.DateField("到哪天止", null=True, blank=True)
    stopped = models.CharField("为什么停了", max_length=100, blank=True)  # from that moment, whatever the days say

    objects = PatrolPlanQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "巡查安排"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_patrol_plan_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.where

    @property
    def where(self) -> str:
        return f"{self.grid.name}{f'（{self.estate}）' if self.estate else ''}"

    @property
    def days(self) -> str:
        named = [WEEKDAYS[int(day) - 1] for day in sorted(self.weekdays)]
        return "每天" if len(named) == len(WEEKDAYS) else "每周" + "、".join(named)

    @property
    def masked_patroller(self) -> str:
        """Staff on duty by name, volunteers masked."""
        return str(self.patroller) if self.post_id else masked(self.patroller)

    @property
    def known_patroller(self) -> str:
        """The same at the desk, where two of one surname are told apart."""
        return str(self.patroller) if self.post_id else told_apart(self.patroller)

    def is_on(self, day: date) -> bool:
        begun = not self.stopped and self.since <= day and (self.until is None or day <= self.until)
        return begun and str(day.isoweekday()) in self.weekdays

    def counted(self) -> dict[str, Any]:
        """For the trail: no names."""
        return {"patroller": self.patroller_id, "grid": self.grid.code, "weekdays": self.weekdays}
