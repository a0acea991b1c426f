from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from grids.models.place import Place
from grids.workflow import Level


class Estate(models.Model):  # type: ignore[django-manager-missing]  # mptt's managers have no types
    """小区: what residents call home. It lies in one community; its buildings are places of the grids."""

    class Kind(models.TextChoices):
        RESETTLED = "RESETTLED", "安置小区"
        COMMERCIAL = "COMMERCIAL", "商品房小区"
        OLD = "OLD", "老旧小区"
        OTHER = "OTHER", "其他"

    name = models.CharField("名称", max_length=100)
    community = models.ForeignKey(Place, models.PROTECT, related_name="estates", verbose_name="所在社区")
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    built_in = models.PositiveSmallIntegerField(
        "建成年份", null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    buildings = models.PositiveSmallIntegerField("楼栋数", null=True, blank=True)
    households = models.PositiveIntegerField("户数", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "小区"
        ordering = ["community__tree_id", "community__lft", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["community", "name"],
                name="one_estate_of_a_name_in_a_community",
                violation_error_message="这个社区已经登记过同名的小区",
            ),
            models.CheckConstraint(
                condition=Q(built_in__isnull=True) | Q(built_in__range=(1900, 2100)),
                name="an_estate_is_built_in_a_year",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.community_id and self.community.level not in (Level.COMMUNITY, Level.VILLAGE):
            raise ValidationError({"community": "小区要登记在社区或村下面。"})
