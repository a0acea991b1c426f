from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from shop.kinds import LESS, MORE, OF_AID, OF_DONATION, OF_ORDER, Moved
from shop.models.aid import Aid
from shop.models.donation import Donation
from shop.models.good import Good
from shop.models.order import Order


class StockCount(models.Model):
    """盘点: how many lay on the shelf when somebody counted, and how many should have. Never changed."""

    good = models.ForeignKey(Good, models.PROTECT, related_name="counts", verbose_name="货品")
    order = models.OneToOneField(
        Order, models.PROTECT, null=True, blank=True, related_name="count", verbose_name="核销时数的"
    )
    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # of a count by hand
    expected = models.PositiveIntegerField("应有")
    found = models.PositiveIntegerField("实有")
    at = models.DateTimeField("时间")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办", db_index=False)

    class Meta:
        verbose_name = verbose_name_plural = "盘点"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.good}：应有 {self.expected}，实有 {self.found}"


class StockMove(models.Model):
    """One row of a good's stock: so many more, or fewer, and why. Appended, never changed, as the database sees to."""

    good = models.ForeignKey(Good, models.PROTECT, related_name="moves", verbose_name="货品")
    kind = models.CharField("种类", max_length=12, choices=Moved.choices)
    amount = models.IntegerField("件数")  # below zero: out of stock
    order = models.ForeignKey(
        Order, models.PROTECT, null=True, blank=True, related_name="moves", verbose_name="兑换单", db_index=False
    )
    donation = models.ForeignKey(
        Donation, models.PROTECT, null=True, blank=True, related_name="moves", verbose_name="捐赠", db_index=False
    )
    count = models.OneToOneField(
        StockCount, models.PROTECT, null=True, blank=True, related_name="move", verbose_name="盘点"
    )
    aid = models.ForeignKey(
        Aid, models.PROTECT, null=True, blank=True, related_name="moves", verbose_name="帮扶", db_index=False
    )
    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)
    note = models.CharField("说明", max_length=100, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办", db_index=False
    )  # null: the system

    class Meta:
        verbose_name = verbose_name_plural = "库存进出"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=MORE, amount__gt=0)
                | Q(kind__in=LESS, amount__lt=0)
                | Q(kind=Moved.COUNTED) & ~Q(amount=0),
                name="stock_moves_its_way",
                violation_error_message="进货是正数，出货是负数。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_ORDER, order__isnull=False) | ~Q(kind__in=OF_ORDER) & Q(order__isnull=True),
                name="stock_ordered_has_its_order",
                violation_error_message="兑换、退回和退货要有兑换单。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_DONATION, donation__isnull=False)
                | ~Q(kind__in=OF_DONATION) & Q(donation__isnull=True),
                name="stock_donated_has_its_donation",
                violation_error_message="捐入和捐赠冲正要有捐赠记录。",
            ),
            # also the index by donation
            models.UniqueConstraint(
                fields=["donation", "kind"],
                condition=Q(donation__isnull=False),
                name="a_donation_moves_stock_once",
                violation_error_message="这一笔捐赠已经动过库存。",
            ),
            models.CheckConstraint(
                condition=Q(kind=Moved.COUNTED, count__isnull=False) | ~Q(kind=Moved.COUNTED) & Q(count__isnull=True),
                name="stock_counted_has_its_count",
                violation_error_message="盘点的差数要有盘点记录。",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=OF_AID, aid__isnull=False) | ~Q(kind__in=OF_AID) & Q(aid__isnull=True),
                name="stock_aided_has_its_aid",
                violation_error_message="帮扶和帮扶收回要有帮扶记录。",
            ),
            # also the index by aid
            models.UniqueConstraint(
                fields=["aid", "kind"],
                condition=Q(aid__isnull=False),
                name="an_aid_moves_stock_once",
                violation_error_message="这一笔帮扶已经动过库存。",
            ),
            # also the index by order
            models.UniqueConstraint(
                fields=["order", "kind"],
                condition=Q(order__isnull=False),
                name="an_order_moves_stock_once",
                violation_error_message="这一单已经动过库存。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.amount:+d}"
