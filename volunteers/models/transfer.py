from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from volunteers.kinds import ENDING, Currency, Entry
from volunteers.models.account import Account


class Transfer(models.Model):
    """One row of the ledger: so much from one account to another. It balances by being one row.

    Never changed and never deleted, as the database sees to; what was wrong is reversed by a row that names it.
    """

    currency = models.CharField("账本", max_length=8, choices=Currency.choices)
    entry = models.CharField("种类", max_length=8, choices=Entry.choices)
    giver = models.ForeignKey(Account, models.PROTECT, related_name="given", verbose_name="转出")
    taker = models.ForeignKey(Account, models.PROTECT, related_name="taken", verbose_name="转入")
    amount = models.PositiveBigIntegerField("数额")  # points, or minutes
    key = models.CharField("来源凭证", max_length=100, unique=True)  # what was awarded once is not awarded twice
    ends = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="ended_by", verbose_name="了结的是哪一笔"
    )
    source = models.CharField("来源", max_length=80)  # label and id of what it is for: "cases.case 12"
    rule = models.JSONField("当时的规则", default=dict)  # as it stood: a rule changed later changes no old row
    note = models.CharField("说明", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="经办"
    )  # null: the system

    class Meta:
        verbose_name = verbose_name_plural = "账目"
        ordering = ["id"]
        indexes = [
            models.Index(fields=["giver", "id"], name="transfer_what_left"),
            models.Index(fields=["taker", "id"], name="transfer_what_came"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0), name="transfer_of_something", violation_error_message="数额要大于 0。"
            ),
            models.CheckConstraint(
                condition=~Q(giver=F("taker")),
                name="transfer_between_two",
                violation_error_message="转出和转入不能是同一个账户。",
            ),
            models.CheckConstraint(
                condition=Q(entry__in=ENDING, ends__isnull=False) | (~Q(entry__in=ENDING) & Q(ends__isnull=True)),
                name="transfer_says_what_it_ends",
                violation_error_message="兑换、解冻、冲正要写明是哪一笔，其他的没有。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_entry_display()} {self.amount}"


class LotQuerySet(models.QuerySet["Lot"]):
    def with_something_left(self) -> LotQuerySet:
        """In the order in which they are spent: what expires first, then what was earned first."""
        return self.filter(left__gt=0).order_by(F("expires_on").asc(nulls_last=True), "earned_id")

    def good_on(self, day: date) -> LotQuerySet:
        return self.filter(Q(expires_on=None) | Q(expires_on__gte=day))


class Lot(models.Model):
    """Points that were earned together: what is left of them, and their last day. Order, cancel and reversal are exact
    by it: what is given back goes where it came from, with the day it had.
    """

    earned = models.OneToOneField(Transfer, models.PROTECT, primary_key=True, related_name="lot", verbose_name="记入")
    account = models.ForeignKey(Account, models.PROTECT, related_name="lots", verbose_name="账户")
    left = models.PositiveBigIntegerField("剩余")
    expires_on = models.DateField("有效期至", null=True, blank=True)  # its last day; null: does not expire

    objects = LotQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "积分批次"
        indexes = [
            models.Index(fields=["account", "expires_on"], condition=Q(left__gt=0), name="lot_to_spend"),
            models.Index(fields=["expires_on"], condition=Q(left__gt=0), name="lot_to_expire"),
        ]

    def __str__(self) -> str:
        return f"批次 {self.pk}：剩 {self.left}"


class Draw(models.Model):
    """What a row took from a lot, or (below zero) put back into it."""

    transfer = models.ForeignKey(Transfer, models.PROTECT, related_name="draws", verbose_name="账目")
    lot = models.ForeignKey(Lot, models.PROTECT, related_name="draws", verbose_name="批次")
    amount = models.BigIntegerField("数额")

    class Meta:
        verbose_name = verbose_name_plural = "批次进出"
        constraints = [
            models.CheckConstraint(
                condition=~Q(amount=0), name="draw_of_something", violation_error_message="数额不能是 0。"
            ),
            models.UniqueConstraint(
                fields=["transfer", "lot"],
                name="one_draw_of_a_lot",
                violation_error_message="一笔账在一个批次里只进出一次。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount}"
