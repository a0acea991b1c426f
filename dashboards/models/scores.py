"""A month that is closed (月度封存), the scores as they were then, what was decided of appeals. Never rewritten."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localtime

from dashboards.workflow import Remedy, Subject, Verdict
from grids.models import Place
from partyorg.models import Organisation, Post


class Closing(models.Model):
    """A month of a district, closed once: its figures stay as they stood, whatever is corrected later."""

    district = models.ForeignKey(
        Place,
        models.PROTECT,
        related_name="+",
        verbose_name="区",
        db_index=False,  # a_month_is_closed_once
    )
    month = models.DateField("月份")  # its first day
    schemes = models.JSONField("当时的方案")  # scoring.Scheme.as_kept, by subject
    closed_at = models.DateTimeField("封存时间")
    appeal_by = models.DateTimeField("申诉到哪一刻")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="以何岗位")

    class Meta:
        verbose_name = verbose_name_plural = "月度封存"
        constraints = [
            models.UniqueConstraint(
                fields=["district", "month"],
                name="a_month_is_closed_once",
                violation_error_message="这个月已经封存过了，不能再封存。",
            ),
            models.CheckConstraint(
                condition=Q(month__day=1), name="a_month_is_its_first_day", violation_error_message="月份写它的第一天。"
            ),
            models.CheckConstraint(
                condition=Q(appeal_by__gt=F("closed_at")),
                name="an_appeal_comes_after_the_closing",
                violation_error_message="申诉期在封存以后。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.district}{self.month.year}年{self.month.month}月"

    @property
    def words(self) -> str:
        return f"{localtime(self.closed_at):%Y-%m-%d %H:%M} 由{self.by}（{self.post}）封存"


class Snapshot(models.Model):
    """The figures of one place in a closed month as they stood then. `figures`: code → [numerator, denominator], of
    each indicator of which anything was counted.
    """

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="snapshots", verbose_name="封存", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", verbose_name="地域", db_index=False)
    figures = models.JSONField("当时的数")

    class Meta:
        verbose_name = verbose_name_plural = "封存的数"
        constraints = [
            models.UniqueConstraint(
                fields=["place", "closing"],
                name="a_place_is_kept_once_a_month",
                violation_error_message="这个地方这个月的数已经封存过。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.place} {self.closing}"


class Score(models.Model):
    """One score of a closed month. `figures`: scoring.Scored.as_kept. `rank`: among those beside it then; none where
    there were too few figures. `above`: of a place the one that it was under then, whose others it was ranked among;
    it may have come under another since.
    """

    closing = models.ForeignKey(Closing, models.PROTECT, related_name="scores", verbose_name="封存", db_index=False)
    subject = models.CharField("考核谁", max_length=16, choices=Subject.choices)
    place = models.ForeignKey(Place, models.PROTECT, null=True, related_name="+", verbose_name="地域", db_index=False)
    above = models.ForeignKey(
        Place, models.PROTECT, null=True, related_name="+", verbose_name="当时的上级地域", db_index=False
    )
    unit = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="+", verbose_name="单位", db_index=False
    )
    score = models.DecimalField("得分", max_digits=5, decimal_places=2, null=True)
    rank = models.PositiveSmallIntegerField("名次", null=True)
    figures = models.JSONField("当时的数")

    class Meta:
        verbose_name = verbose_name_plural = "考核得分"
        ordering = ["closing", "subject", F("rank").asc(nulls_last=True), "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(place__isnull=False, unit__isnull=True) & ~Q(subject=Subject.DEPARTMENT)
                | Q(place__isnull=True, unit__isnull=False, subject=Subject.DEPARTMENT),
                name="a_score_is_of_a_place_or_a_department",
                violation_error_message="得分属于一个地方或者一个部门。",
            ),
            models.CheckConstraint(
                condition=Q(place__isnull=False, above__isnull=False) | Q(place__isnull=True, above__isnull=True),
                name="a_place_is_scored_among_others",
                violation_error_message="地方的得分要写明当时的上级地域。",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=False, rank__isnull=False) | Q(score__isnull=True, rank__isnull=True),
                name="whoever_is_scored_is_placed",
                violation_error_message="有分才有名次。",
            ),
            models.CheckConstraint(
                condition=Q(score__isnull=True) | Q(score__gte=0, score__lte=100),
                name="a_score_is_of_a_hundred",
                violation_error_message="得分在 0 到 100 之间。",
            ),
            models.UniqueConstraint(
                fields=["closing", "place"],
                condition=Q(place__isnull=False),
                name="a_place_is_scored_once_a_month",
                violation_error_message="这个地方这个月已经有得分。",
            ),
            models.UniqueConstraint(
                fields=["closing", "unit"],
                condition=Q(unit__isnull=False),
                name="a_department_is_scored_once_a_month",
                violation_error_message="这个部门这个月已经有得分。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.whose} {self.score if self.score is not None else '未评分'}"

    @property
    def whose(self) -> Place | Organisation:
        found = self.place or self.unit
        assert found  # a_score_is_of_a_place_or_a_department
        return found

    @property
    def adjusted(self) -> Decimal | None:
        """What an upheld appeal made of it; else as it was frozen."""
        how = getattr(getattr(self, "appeal", None), "adjustment", None)
        return how.score if how else self.score


class Appeal(models.Model):
    """申诉, once for a score. Decided by somebody else; what was decided stays."""

    score = models.OneToOneField(Score, models.PROTECT, related_name="appeal", verbose_name="得分")
    indicator = models.CharField("哪个指标", max_length=32)
    reason = models.TextField("理由", max_length=2000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="何人")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="以何岗位")
    appealed_at = models.DateTimeField("申诉时间")
    verdict = models.CharField("裁定", max_length=16, choices=Verdict.choices, blank=True)
    answer = models.TextField("裁定理由", max_length=2000, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="裁定人"
    )
    decided_at = models.DateTimeField("裁定时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核申诉"
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", answer="", decided_by__isnull=True, decided_at__isnull=True)
                | Q(decided_by__isnull=False, decided_at__isnull=False) & ~Q(verdict="") & ~Q(answer=""),
                name="an_appeal_is_decided_with_a_reason",
                violation_error_message="裁定要写明结果和理由。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("by")),
                name="an_appeal_is_decided_by_another",
                violation_error_message="提申诉的人不能自己裁定。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score}：{self.get_verdict_display() or '等裁定'}"


class Adjustment(models.Model):
    """What an upheld appeal sets beside the frozen score; the frozen one stays."""

    appeal = models.OneToOneField(Appeal, models.PROTECT, related_name="adjustment", verbose_name="申诉")
    remedy = models.CharField("怎样调整", max_length=16, choices=Remedy.choices)
    numerator = models.DecimalField("更正后的分子", max_digits=12, decimal_places=2, null=True)
    denominator = models.PositiveIntegerField("更正后的分母", null=True)
    score = models.DecimalField("调整后的得分", max_digits=5, decimal_places=2, null=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核调整"
        constraints = [
            models.CheckConstraint(
                condition=Q(remedy=Remedy.EXCUSED, numerator__isnull=True, denominator__isnull=True)
                | Q(remedy=Remedy.CORRECTED, numerator__isnull=False, numerator__gte=0, denominator__isnull=False)
                & Q(denominator__gt=0),
                name="a_correction_says_its_numbers",
                violation_error_message="更正要写明分子和分母。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_remedy_display()} → {self.score if self.score is not None else '不评分'}"
