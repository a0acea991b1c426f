"""考核方案: by which indicators who is scored in which year, and how much each weighs."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from dashboards.indicators import INDICATORS
from dashboards.workflow import Subject

SHARE = (MinValueValidator(0, "要在 0 到 1 之间。"), MaxValueValidator(1, "要在 0 到 1 之间。"))


class ScoreScheme(models.Model):
    """Of a year and a kind of subject. Changed, it counts for the months that are not closed yet: a closed month keeps
    the weights that it was closed with (`Closing.schemes`).
    """

    year = models.PositiveSmallIntegerField(
        "年度",
        validators=[MinValueValidator(2000, "年度从 2000 年起。"), MaxValueValidator(2200, "年度到 2200 年为止。")],
    )
    subject = models.CharField("考核谁", max_length=16, choices=Subject.choices)
    name = models.CharField("名称", max_length=60)
    partly = models.DecimalField(
        "“解决了一部分”算多少", max_digits=3, decimal_places=2, default=Decimal("0.5"), validators=SHARE
    )
    mostly = models.DecimalField(
        "“基本满意”算多少", max_digits=3, decimal_places=2, default=Decimal("0.8"), validators=SHARE
    )
    minimum = models.PositiveSmallIntegerField(
        "最少样本", default=30, validators=[MinValueValidator(1, "最少 1 件。")],
        help_text="一个指标不满这么多件，就不计入，它的权重分给别的指标",
    )  # fmt: skip
    in_force = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "考核方案"
        ordering = ["-year", "subject"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "subject"],
                name="one_scheme_of_scores_a_year",
                violation_error_message="这一年已经有考核它的方案，请改那一份。",
            ),
            models.CheckConstraint(
                condition=Q(partly__gte=0, partly__lte=1, mostly__gte=0, mostly__lte=1),
                name="an_answer_in_between_counts_for_a_share",
                violation_error_message="折算要在 0 到 1 之间。",
            ),
            models.CheckConstraint(
                condition=Q(minimum__gte=1), name="a_score_rests_on_something", violation_error_message="最少 1 件。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year}年{self.get_subject_display()}：{self.name}"


class Weight(models.Model):
    """How much one indicator of a scheme weighs, of 100 in all."""

    scheme = models.ForeignKey(
        ScoreScheme,
        models.CASCADE,
        related_name="weights",
        verbose_name="方案",
        db_index=False,  # a_weight_once
    )
    indicator = models.CharField("指标", max_length=32)
    weight = models.DecimalField(
        "权重", max_digits=5, decimal_places=2, validators=[MinValueValidator(Decimal("0.01"), "权重要大于 0。")]
    )

    class Meta:
        verbose_name = verbose_name_plural = "权重"
        ordering = ["-weight", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "indicator"], name="a_weight_once", violation_error_message="这个指标已经有权重。"
            ),
            models.CheckConstraint(
                condition=Q(weight__gt=0, weight__lte=100),
                name="a_weight_is_of_a_hundred",
                violation_error_message="权重要大于 0，不超过 100。",
            ),
        ]

    def __str__(self) -> str:
        known = INDICATORS.get(self.indicator)
        return f"{known.name if known else self.indicator} {self.weight}"
