from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from exchange.standing import keeps_members_of, may_import
from exchange.workflow import OPEN, UNDER_WAY, RunState, What
from partyorg.hats import Hat
from partyorg.models import Organisation


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def visible_to(self, hat: Hat) -> ImportRunQuerySet:
        """One's own, of kinds and units that the posts on now allow: the file and its preview hold personal data.

        What somebody else imports is nobody's business.
        """
        if hat.person is None:
            return self.none()
        others = Organisation.objects.exclude(pk__in=keeps_members_of(hat).order_by().values("pk"))
        return self.filter(by=hat.person, what__in=may_import(hat)).exclude(units__in=others)


class ImportRun(models.Model):
    """One file on its way into a register: read, looked at, confirmed, written as a whole or not at all."""

    what = models.CharField("导入什么", max_length=16, choices=What.choices)
    name = models.CharField("文件名", max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    units = models.ManyToManyField(Organisation, related_name="+", verbose_name="谁的名册")  # members: the importer's
    at = models.DateTimeField("上传时间")
    state = models.CharField("状态", max_length=16, choices=RunState.choices)
    total = models.PositiveIntegerField("行数", default=0)
    new = models.PositiveIntegerField("新增", default=0)
    changed = models.PositiveIntegerField("修改", default=0)
    same = models.PositiveIntegerField("不变", default=0)
    errors = models.PositiveIntegerField("错误", default=0)
    problem = models.CharField("为什么没有完成", max_length=300, blank=True)
    started_at = models.DateTimeField("开始时间", null=True, blank=True)
    finished_at = models.DateTimeField("结束时间", null=True, blank=True)
    accounts = models.JSONField("新账号", default=list)  # ids: whom the one-time links are for
    links_given_at = models.DateTimeField("领取首次登录链接的时间", null=True, blank=True)

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "导入"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["what"], condition=Q(state=RunState.RUNNING), name="one_import_of_a_kind_at_a_time"
            ),
            models.CheckConstraint(
                condition=~Q(state=RunState.DONE) | Q(errors=0, finished_at__isnull=False),
                name="nothing_with_errors_was_imported",
            ),
        ]
        indexes = [
            models.Index(fields=["by", "-id"], name="imports_of_somebody"),
            models.Index(fields=["state", "id"], name="imports_that_wait"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.name}"

    @property
    def is_under_way(self) -> bool:
        return self.state in UNDER_WAY

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def to_write(self) -> int:
        return self.new + self.changed
