from django.db import models

from accounts.names import plain_name
from cases.models import Category


class CheckItem(models.Model):
    """检查项: what a patroller looks for: 车辆乱停, 私接电线, 杂乱无章. A register."""

    name = models.CharField("检查项", max_length=15, unique=True, validators=[plain_name])
    category = models.ForeignKey(
        Category, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转为案件时的类别"
    )
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "巡查检查项"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name
