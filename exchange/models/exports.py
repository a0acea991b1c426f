from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.models import User
from exchange.standing import asked_by, granted_by
from exchange.workflow import EXPORT_UNDER_WAY, ExportState, What
from partyorg.hats import Hat
from partyorg.models import Organisation

FETCHED_WITHIN = timedelta(hours=24)


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, hat: Hat) -> ExportQuerySet:
        """One's own, what one has decided, what waits for one's decision: as far as the posts on now still allow it.

        The posts are asked each time: with the post, what it brought is gone at the next request.
        """
        if hat.person is None:
            return self.none()
        others = Q(decided_by=hat.person) | Q(state=ExportState.ASKED)
        return self.filter(Q(asked_by(hat), by=hat.person) | Q(others, ~Q(by=hat.person), granted_by(hat)))

    def touched_by(self, person: User | None) -> ExportQuerySet:
        """What somebody asked for or decided."""
        return self.filter(Q(by=person) | Q(decided_by=person))

    def asked_by(self, hat: Hat) -> ExportQuerySet:
        """One's own, that one might ask for today as well."""
        return self.filter(asked_by(hat), by=hat.person) if hat.person else self.none()


class Export(models.Model):
    """A register, or a unit's part of it, asked for with a reason, granted by another person, fetched within a day."""

    what = models.CharField("导出什么", max_length=16, choices=What.choices)
    scope = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="哪个组织"
    )  # with all below it; null: the whole register
    in_full = models.BooleanField("要完整的姓名和号码", default=False)
    reason = models.CharField("理由", max_length=300)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    at = models.DateTimeField("申请时间")
    state = models.CharField("状态", max_length=16, choices=ExportState.choices, default=ExportState.ASKED)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审批人"
    )
    decided_at = models.DateTimeField("审批时间", null=True, blank=True)
    decision = models.CharField("审批意见", max_length=300, blank=True)
    total = models.PositiveIntegerField("行数", default=0)
    ready_at = models.DateTimeField("生成时间", null=True, blank=True)
    fetched = models.PositiveIntegerField("下载次数", default=0)

    objects = ExportQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导出"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")), name="nobody_grants_an_own_export"
            ),
            models.CheckConstraint(
                condition=Q(state=ExportState.ASKED) | Q(state=ExportState.OVER) | Q(decided_by__isnull=False),
                name="an_export_was_decided_on",
            ),
            models.CheckConstraint(
                condition=~Q(what=What.MEMBERS) | Q(scope__isnull=False), name="members_are_exported_of_a_unit"
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-id"], name="exports_of_somebody"),
            models.Index(fields=["state", "id"], name="exports_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.scope or '全部'}的{self.get_what_display()}"

    @property
    def is_under_way(self) -> bool:
        return self.state in EXPORT_UNDER_WAY

    @property
    def until(self) -> datetime | None:
        """When the file is gone."""
        return self.ready_at + FETCHED_WITHIN if self.ready_at else None
