"""What is recorded beside a case: photos, the leading group's decision, the sweep's own books."""

from django.conf import settings
from django.db import models
from django.utils.timezone import localtime

from cases.models.case import Case
from cases.models.event import Event
from partyorg.models import Organisation


class Photo(models.Model):
    """A picture of the matter, re-encoded by us and without the camera's metadata."""

    class When(models.TextChoices):
        BEFORE = "BEFORE", "办理前"
        AFTER = "AFTER", "办理后"

    case = models.ForeignKey(Case, models.PROTECT, related_name="photos")
    taken = models.CharField("阶段", max_length=8, choices=When.choices, default=When.BEFORE)
    file = models.FileField(upload_to="cases", max_length=200)
    width = models.PositiveIntegerField(editable=False)
    height = models.PositiveIntegerField(editable=False)
    added_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "照片"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_taken_display()}照片"


class TopDecision(models.Model):
    """顶格协调: what the leading group decided, who leads, what it costs."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="top_decisions")
    event = models.OneToOneField(Event, models.PROTECT, related_name="top_decision")
    leader = models.CharField("牵头领导", max_length=64)
    decision = models.TextField("决定事项")
    money = models.DecimalField("资金（元）", max_digits=14, decimal_places=2, default=0)
    host_org = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="主办单位")

    class Meta:
        verbose_name = verbose_name_plural = "顶格协调记录"

    def __str__(self) -> str:
        return f"{self.leader}：{self.decision[:20]}"


class Milestone(models.Model):
    """里程碑: what will be done by when. The last one is the case's deadline at the top."""

    decision = models.ForeignKey(TopDecision, models.PROTECT, related_name="milestones")
    what = models.CharField("事项", max_length=200)
    due_on = models.DateField("期限")

    class Meta:
        verbose_name = verbose_name_plural = "里程碑"
        ordering = ["due_on", "id"]

    def __str__(self) -> str:
        return f"{self.due_on:%m-%d} {self.what}"


class NumberSeries(models.Model):
    """The last case number given in a district on a day."""

    district_code = models.CharField(max_length=12)
    day = models.DateField()
    last = models.PositiveIntegerField()

    class Meta:
        verbose_name = verbose_name_plural = "编号序列"
        constraints = [models.UniqueConstraint(fields=["district_code", "day"], name="one_series_a_day")]

    def __str__(self) -> str:
        return f"{self.district_code}-{self.day:%Y%m%d}-{self.last:06d}"


class SetAside(models.Model):
    """A case the sweep could not move: its error, so that somebody looks. The sweep tries it again an hour later."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="+")
    at = models.DateTimeField("时间")
    error = models.TextField("错误")

    class Meta:
        verbose_name = verbose_name_plural = "巡检搁置"
        ordering = ["-id"]
        indexes = [models.Index(fields=["at"], name="set_aside_lately")]

    def __str__(self) -> str:
        return f"{self.case} {self.error[:40]}"


class Heartbeat(models.Model):
    """When a standing task last ran, and what it did."""

    name = models.CharField("任务", max_length=32, unique=True)
    last_at = models.DateTimeField("业务时间")
    recorded_at = models.DateTimeField("真实时间", auto_now=True)
    moved = models.PositiveIntegerField("处理", default=0)
    failed = models.PositiveIntegerField("搁置", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "心跳"

    def __str__(self) -> str:
        return f"{self.name} {localtime(self.last_at):%Y-%m-%d %H:%M:%S}"


class Recomputation(models.Model):
    """One logged job that set open deadlines anew: after the calendar changed, or when an administrator wants the
    limits as they now are to hold for clocks that run already (`by`, `because`).
    """

    calendar_change_id = models.PositiveBigIntegerField("日历变更", unique=True, null=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="何人")
    because = models.CharField("缘由", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    finished_at = models.DateTimeField("完成", null=True)
    last_case_id = models.PositiveBigIntegerField(default=0, editable=False)  # a job cut short goes on from here
    looked_at = models.PositiveIntegerField("查看", default=0)
    changed = models.PositiveIntegerField("改动", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "时限重算"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{localtime(self.at):%Y-%m-%d %H:%M} 改动 {self.changed}"
