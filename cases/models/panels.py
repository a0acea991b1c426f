"""四板块: what a street's command centre is divided into, and which of its people work for which."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import models

from partyorg.models import Post

SAFETY = "SAFETY"  # 平安法治: what a grid without incidents has none of


class Panel(models.Model):
    """板块: each category of cases belongs to one, and so does each case that has a category."""

    code = models.CharField("代码", max_length=32, unique=True)
    name = models.CharField(
        "板块", max_length=16, unique=True, error_messages={"unique": "已经有叫这个名字的板块，请换一个名字。"}
    )
    order = models.PositiveSmallIntegerField("次序", default=100)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "板块"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        left = self.categories.filter(is_active=True) if self.pk and not self.is_active else ()
        if names := "、".join(map(str, left)):
            raise ValidationError({"is_active": f"还有在用的类别归这个板块：{names}。请先把它们改到别的板块。"})


class PanelSeat(models.Model):
    """A post at a street works for this panel. The row goes when it no longer does; the audit trail says who moved it.

    A post that is over keeps its row, which then says nothing: whoever reads seats asks for posts in force.
    """

    panel = models.ForeignKey(Panel, models.PROTECT, related_name="seats", verbose_name="板块")
    post = models.OneToOneField(
        Post,
        models.PROTECT,
        related_name="panel_seat",
        verbose_name="岗位",
        error_messages={"unique": "这个岗位已经分到一个板块了。"},
    )
    seated_at = models.DateTimeField("分配时间")

    class Meta:
        verbose_name = verbose_name_plural = "板块人员"
        ordering = ["panel", "post"]

    def __str__(self) -> str:
        return f"{self.panel} · {self.post}"
