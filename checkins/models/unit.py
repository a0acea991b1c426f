from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from checkins.standing import units_of, watched_by, within
from checkins.workflow import OPEN, Listing, State
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation

OPEN_STATES = sorted(OPEN)


class UnitCheckInQuerySet(models.QuerySet["UnitCheckIn"]):
    def visible_to(self, hat: Hat) -> UnitCheckInQuerySet:
        """The one door: party roles within their territory, and the unit itself."""
        return self.filter(within(watched_by(hat), "community") | Q(unit__in=[unit.pk for unit in units_of(hat)]))

    def open(self) -> UnitCheckInQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def with_faces(self) -> UnitCheckInQuerySet:
        return self.select_related("unit", "community__parent", "asked_by", "decided_by")


class UnitCheckIn(models.Model):
    """单位报到: a unit comes to a community, with what both agreed on. Who recorded it does not confirm it."""

    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="check_ins", verbose_name="单位")
    community = models.ForeignKey(Place, models.PROTECT, related_name="unit_check_ins", verbose_name="社区")
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.PENDING)
    agreement = models.TextField("共建协议", max_length=2000, blank=True)
    agreed_on = models.DateField("签订日期", null=True, blank=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    asked_at = models.DateTimeField("登记时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="社区经手人"
    )
    decided_at = models.DateTimeField("确认时间", null=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    reason = models.CharField("不接收或结束的理由", max_length=500, blank=True)

    objects = UnitCheckInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "单位报到"
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "community"],
                condition=Q(state__in=OPEN_STATES),
                name="a_unit_checks_in_to_a_community_once",
                violation_error_message="这个单位在这个社区已经有一份报到",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PENDING, decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state=State.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_unit_check_in_is_decided_by_somebody",
                violation_error_message="办过的报到要有社区经手人。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["CONFIRMED", "ENDED"]) | ~Q(decided_by=F("asked_by")),
                name="who_records_a_unit_does_not_confirm_it",
                violation_error_message="登记报到的人不能自己确认。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(agreed_on__isnull=False) & ~Q(agreement=""),
                name="a_confirmed_unit_has_an_agreement",
                violation_error_message="确认报到要有共建协议和签订日期。",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"], name="units_at_community")]  # the list, by territory

    def __str__(self) -> str:
        return f"{self.unit}到{self.community.short_name}报到"


class JointItem(models.Model):
    """A line of the three lists. Once the check-in is confirmed it is a joint task: who does it, until when, what came.

    A line is a task by its check-in's state: there is no second record that could disagree.
    """

    key = models.UUIDField(
        "一次填写的标记", unique=True, null=True, editable=False
    )  # a form sent twice; its own for each line
    check_in = models.ForeignKey(UnitCheckIn, models.PROTECT, related_name="items", verbose_name="单位报到")
    listing = models.CharField("清单", max_length=16, choices=Listing.choices)
    title = models.CharField("事项", max_length=60)
    who = models.CharField("谁来办", max_length=60, blank=True)
    due_on = models.DateField("要求办好的日期", null=True, blank=True)
    done_on = models.DateField("办好的日期", null=True, blank=True)
    result = models.CharField("办得怎么样", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "共建清单"
        ordering = ["check_in", "listing", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="") | Q(done_on__isnull=False) & ~Q(result=""),
                name="a_joint_task_is_done_with_a_result",
                violation_error_message="办好的任务要写明办得怎么样。",
            )
        ]

    def __str__(self) -> str:
        return self.title
