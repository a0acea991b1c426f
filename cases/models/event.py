from django.conf import settings
from django.db import models
from django.db.models.functions import Now
from django.utils.timezone import localtime

from cases.models.case import Case
from cases.terms import Kind, Level, Notice, State
from partyorg.models import Organisation, Post


class Event(models.Model):
    """One step of a case: appended, never changed, never deleted (the database refuses both).

    The case's events are its audit trail and, filtered, what the resident sees. `seq` is the case's version after the
    step: unique with the case, so that no step can be written twice. `late_seconds` says how late the system was.
    """

    KINDS = [*Kind.choices, *Notice.choices]

    # Foreign keys without an index of their own: nobody asks by them, and every step would pay for six.
    case = models.ForeignKey(Case, models.PROTECT, related_name="events", db_index=False)  # each_step_once serves it
    seq = models.PositiveIntegerField()
    kind = models.CharField("事件", max_length=24, choices=KINDS)
    at = models.DateTimeField("时间")
    recorded_at = models.DateTimeField("入库时间", db_default=Now(), editable=False)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="何人", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, null=True, related_name="+", verbose_name="以何岗位", db_index=False)
    role = models.CharField("身份", max_length=24)
    from_state = models.CharField("原状态", max_length=16, choices=State.choices, blank=True)
    to_state = models.CharField("状态", max_length=16, choices=State.choices)
    from_level = models.PositiveSmallIntegerField("原层级", choices=Level.choices, null=True)
    to_level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    owner_org = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="负责单位", db_index=False
    )
    host_org = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="主办单位", db_index=False
    )
    respond_by_before = models.DateTimeField(null=True)
    respond_by_after = models.DateTimeField(null=True)
    handle_by_before = models.DateTimeField(null=True)
    handle_by_after = models.DateTimeField(null=True)
    late_seconds = models.PositiveIntegerField("系统晚了（秒）", default=0)
    note = models.TextField("说明", blank=True)
    data = models.JSONField("详情", default=dict)

    class Meta:
        verbose_name = verbose_name_plural = "经过"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["case", "seq"], name="each_step_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {localtime(self.at):%Y-%m-%d %H:%M}"
