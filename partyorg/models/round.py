from __future__ import annotations

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from grids.models import Place
from grids.workflow import Level
from partyorg.kinds import Role
from partyorg.models.post import Post


class RoundQuerySet(models.QuerySet["Round"]):
    def on_at(self, grid: Place, at: datetime) -> RoundQuerySet:
        """Who is on a round in this grid at this moment, by a post in force."""
        there = localtime(at)
        posts = Post.objects.in_force(there.date()).values("pk")
        return self.filter(
            grid=grid, weekdays__contains=str(there.isoweekday()), starts__lte=there.time(), ends__gt=there.time(),
            post__in=posts,
        )  # fmt: skip


class Round(models.Model):
    """巡格: a dynamic worker (动态网格员: rider, courier) covers several grids, each on its days and hours."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="rounds", verbose_name="动态网格员")
    grid = models.ForeignKey(Place, models.PROTECT, related_name="rounds", verbose_name="网格")
    weekdays = models.CharField(
        "星期", max_length=7, default="1234567", help_text="1 是星期一，7 是星期日；如 12345",
        validators=[RegexValidator(r"^(?!.*(.).*\1)[1-7]+\Z", "只写 1 到 7 的数字，每个写一次，如 12345。")],
    )  # fmt: skip
    starts = models.TimeField("从")
    ends = models.TimeField("到")

    objects = RoundQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "动态巡格"
        ordering = ["post", "starts", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends__gt=models.F("starts")),
                name="a_round_ends_after_it_began",
                violation_error_message="结束要晚于开始；跨夜的请分成两段。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.grid} {self.starts:%H:%M}–{self.ends:%H:%M}"

    def clean(self) -> None:
        if self.post_id and self.post.role != Role.DYNAMIC_WORKER:
            raise ValidationError({"post": "只有动态网格员才按时段巡格。"})
        if self.grid_id and self.grid.level != Level.GRID:
            raise ValidationError({"grid": "请选一个网格。"})
        if self.grid_id and self.post_id and not self._is_in_the_territory():
            raise ValidationError({"grid": f"{self.grid}不在这个岗位的范围里：{self.post}。"})
        if self.starts and self.ends and self.ends <= self.starts:
            raise ValidationError({"ends": "结束要晚于开始；跨夜的请分成两段。"})

    def _is_in_the_territory(self) -> bool:
        own = self.post.place
        return own is not None and self.grid.is_descendant_of(own, include_self=True)
