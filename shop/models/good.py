from __future__ import annotations

from datetime import date

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from grids.models import Place
from partyorg.hats import Hat
from shop.kinds import Kind
from shop.workflow import State
from volunteers.kinds import Tier
from volunteers.standing import in_keeping

LADDER = list(Tier)  # from the lowest to the highest


class GoodQuerySet(models.QuerySet["Good"]):
    def visible_to(self, hat: Hat) -> GoodQuerySet:
        """The one door for staff: what is in the shops that this hat keeps."""
        return self.filter(in_keeping(hat))

    def on_sale(self, on: date) -> GoodQuerySet:
        return self.filter(
            Q(from_date__isnull=True) | Q(from_date__lte=on),
            Q(to_date__isnull=True) | Q(to_date__gte=on),
            is_active=True,
        )

    def with_waiting(self) -> GoodQuerySet:
        """`waiting`: how many are ordered and not yet taken."""
        return self.annotate(waiting=Coalesce(Sum("orders__quantity", filter=Q(orders__state=State.PLACED)), 0))


class Good(models.Model):
    """What can be had for points in one community's shop (积分超市).

    `stock` is what can still be ordered: what lies on the shelf less what others have ordered and not yet taken. It is
    the sum of the good's StockMove rows, which `manage.py check_stock` proves.
    """

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="goods", verbose_name="社区")
    name = models.CharField("名称", max_length=40)
    about = models.CharField("说明", max_length=120, blank=True)
    kind = models.CharField("种类", max_length=8, choices=Kind.choices, default=Kind.GOODS)
    price = models.PositiveIntegerField("每件积分", validators=[MinValueValidator(1)])
    most_each = models.PositiveIntegerField("每人每期最多", null=True, blank=True, validators=[MinValueValidator(1)])
    tier_only = models.CharField("哪一级起能换", max_length=8, choices=Tier.choices, default=Tier.PLAIN)
    from_date = models.DateField("从哪天起", null=True, blank=True)
    to_date = models.DateField("到哪天止", null=True, blank=True)
    is_active = models.BooleanField("上架", default=True)
    stock = models.PositiveIntegerField("可换", default=0, editable=False)

    objects = GoodQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "货品"
        ordering = ["community", "name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(price__gt=0), name="a_good_costs_something", violation_error_message="每件至少 1 分。"
            ),
            models.CheckConstraint(
                condition=Q(stock__gte=0), name="stock_never_below_zero", violation_error_message="库存不能是负数。"
            ),
            models.CheckConstraint(
                condition=Q(most_each__isnull=True) | Q(most_each__gt=0),
                name="a_limit_lets_something_through",
                violation_error_message="每人每期至少能换 1 件。",
            ),
            models.CheckConstraint(
                condition=Q(from_date__isnull=True) | Q(to_date__isnull=True) | Q(to_date__gte=F("from_date")),
                name="a_sale_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            # also the index of the shelf: what does this community have, by name?
            models.UniqueConstraint(
                fields=["community", "name"],
                name="one_good_of_a_name",
                violation_error_message="这个社区已经有这种货品。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_on_sale(self, on: date) -> bool:
        begun = self.from_date is None or self.from_date <= on
        return self.is_active and begun and (self.to_date is None or on <= self.to_date)

    def is_for(self, tier: str) -> bool:
        """Whether somebody of this tier may have it: theirs, or one below it."""
        return LADDER.index(Tier(tier)) >= LADDER.index(Tier(self.tier_only))

    @property
    def is_for_some(self) -> bool:
        return self.tier_only != Tier.PLAIN
