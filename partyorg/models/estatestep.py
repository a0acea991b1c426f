from __future__ import annotations

from collections import Counter

from django.conf import settings
from django.db import models
from django.db.models import Q

from grids.models import Estate
from partyorg.days import A_REAL_DAY

LAST_STEP = 5


class EstateStepQuerySet(models.QuerySet["EstateStep"]):
    def why_no_branch_yet(self, estate: Estate) -> str:
        """Why no branch may be founded for this estate: of the five steps the first four are not done.

        Where nobody in the community has begun with them, they hold up nothing: other districts found branches without.
        """
        steps = Counter(self.filter(estate__community=estate.community_id).values_list("estate", flat=True))
        done = steps[estate.pk]
        if not steps or done >= LAST_STEP - 1:
            return ""
        so_far = f"做到第 {done} 步" if done else "还没有开始"
        return f"{estate}的五步走{so_far}，前 {LAST_STEP - 1} 步做完才能成立党支部。"


class EstateStep(models.Model):
    """五步走: the five ordered steps to a branch of an estate; a row is a step done."""

    class Step(models.IntegerChoices):
        RESIDENTS = 1, "摸排居民党员"
        SERVING = 2, "用活在职党员"
        BACKBONE = 3, "培养挖掘治理骨干"
        SECRETARY = 4, "选优配强书记"
        COVERED = 5, "统筹推进党组织全覆盖"

    estate = models.ForeignKey(Estate, models.CASCADE, related_name="steps", verbose_name="小区")
    step = models.PositiveSmallIntegerField("步骤", choices=Step.choices)
    on = models.DateField("完成日期", validators=A_REAL_DAY)
    note = models.CharField("说明", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, verbose_name="何人", related_name="+")
    at = models.DateTimeField("记录时间")

    objects = EstateStepQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "小区建支部步骤"
        ordering = ["estate", "step"]
        constraints = [
            models.UniqueConstraint(
                fields=["estate", "step"], name="a_step_is_done_once", violation_error_message="这一步已经登记过。"
            ),
            models.CheckConstraint(
                condition=Q(step__range=(1, 5)),
                name="a_step_is_one_of_five",
                violation_error_message="请选五步里的一步。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.estate} {self.step}. {self.get_step_display()}"
