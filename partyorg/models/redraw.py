from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from grids.models import Place
from grids.workflow import Level
from partyorg.days import A_REAL_DAY
from partyorg.kinds import BRANCHES, Kind
from partyorg.models.organisation import Organisation
from partyorg.territory import as_now, holds


class GridRedraw(models.Model):
    """网格重新划定: what is to become of the branch as its grid is drawn anew (同步组建), and when that was done."""

    class Action(models.TextChoices):
        FOUND = "FOUND", "新建"
        ADJUST = "ADJUST", "调整"
        TRANSITION = "TRANSITION", "过渡"

    place = models.ForeignKey(Place, models.PROTECT, related_name="redraws", verbose_name="网格")
    begun_on = models.DateField("开始日期", validators=A_REAL_DAY)
    action = models.CharField("支部动作", max_length=16, choices=Action.choices)
    branch = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="redraws", verbose_name="涉及组织"
    )
    note = models.CharField("说明", max_length=200, blank=True)
    done_on = models.DateField("完成日期", validators=A_REAL_DAY, null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "网格重划"
        ordering = ["-begun_on", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["place"],
                condition=Q(done_on__isnull=True),
                name="one_open_redraw_of_a_grid",
                violation_error_message="这个网格有一次重划还没有完成",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(done_on__gte=models.F("begun_on")),
                name="a_redraw_is_done_after_it_began",
                violation_error_message="完成日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | Q(branch__isnull=False),
                name="a_redraw_ends_with_a_branch",
                violation_error_message="完成时要写明建好、调整或者过渡的是哪个组织。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}·{self.get_action_display()}"

    def clean(self) -> None:
        if self.place_id and self.place.level != Level.GRID:
            raise ValidationError({"place": "重新划定的是网格，请选一个网格。"})
        if self.done_on and not self.branch_id:
            raise ValidationError({"branch": "完成时要写明建好、调整或者过渡的是哪个组织。"})
        if self.branch and self.place_id and (why := self._why_not_this_branch(self.branch)):
            raise ValidationError({"branch": why})

    def _why_not_this_branch(self, branch: Organisation) -> str:
        """It is a branch, or a group on its way to one, of the grid's own community."""
        if branch.kind not in BRANCHES | {Kind.WORKING_GROUP}:
            return f"{branch}是{branch.get_kind_display()}，这里写党支部或者党的工作小组。"
        if branch.is_ended:
            return f"{branch}已经撤销。"
        community, where = self.place.community, branch.where
        if community and where and holds(*as_now(community, where)):
            return ""
        return f"{branch}不是{community.short_name if community else self.place}的党组织。"
