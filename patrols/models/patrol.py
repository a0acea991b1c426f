from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from cases.models import Case
from partyorg.hats import Hat
from patrols.kinds import LONGEST, Outcome
from patrols.models.item import CheckItem
from patrols.models.plan import PatrolPlan
from volunteers.standing import in_sight


class PatrolQuerySet(models.QuerySet["Patrol"]):
    def visible_to(self, hat: Hat) -> PatrolQuerySet:
        """The one door: rounds in the communities where this hat organises, and one's own."""
        own = Q(plan__patroller=hat.person) if hat.person else Q(pk__in=[])
        return self.filter(in_sight(hat, "plan__community") | own)

    def with_faces(self) -> PatrolQuerySet:
        return self.select_related(
            "plan__community", "plan__grid", "plan__estate", "plan__patroller__volunteer", "plan__post"
        )


class Patrol(models.Model):
    """巡查: one round of a plan, from its start to its end. Its number stands on each case that comes of it."""

    plan = models.ForeignKey(PatrolPlan, models.PROTECT, related_name="patrols", verbose_name="巡查安排")
    started_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True, blank=True)

    objects = PatrolQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "巡查"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(ended_at__isnull=True),
                name="one_round_of_a_plan_at_a_time",
                violation_error_message="这一巡查已经开始。",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("started_at")),
                name="a_round_of_a_patrol_ends_after_it_began",
                violation_error_message="结束时间不能早于开始时间。",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"P-{self.pk}"

    @property
    def minutes(self) -> int:
        """Whole ones, of a round that is over."""
        return int((self.ended_at - self.started_at).total_seconds() // 60) if self.ended_at else 0

    @property
    def is_cut(self) -> bool:
        """Whether it was longer than anybody walks: it counts as `LONGEST`, and somebody looks at it."""
        return self.minutes > LONGEST


class Finding(models.Model):
    """发现: what was seen on a round. Stopped on the spot it is closed, with a picture; else it is a case."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    patrol = models.ForeignKey(Patrol, models.PROTECT, related_name="findings", verbose_name="巡查")
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="findings", verbose_name="检查项")
    outcome = models.CharField("怎样处理", max_length=12, choices=Outcome.choices)
    words = models.CharField("情况", max_length=200, blank=True)
    address = models.CharField("具体位置", max_length=100, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    photo = models.FileField("照片", upload_to="patrols", max_length=200, blank=True)
    width = models.PositiveIntegerField(default=0, editable=False)
    height = models.PositiveIntegerField(default=0, editable=False)
    digest = models.CharField(max_length=64, blank=True, editable=False)  # sha-256: the same picture twice
    case = models.OneToOneField(
        Case, models.PROTECT, null=True, blank=True, related_name="finding", verbose_name="案件"
    )
    found_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "巡查发现"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome=Outcome.STOPPED, case__isnull=True) & ~Q(photo="")
                | Q(outcome=Outcome.CASE, case__isnull=False),
                name="stopped_with_a_picture_or_a_case",
                violation_error_message="当场制止要有照片，转为案件要有案件。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.item}：{self.get_outcome_display()}"
