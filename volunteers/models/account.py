from __future__ import annotations

from django.db import models
from django.db.models import Q

from accounts.models import User
from grids.models import Place
from volunteers.kinds import Currency, Holder


class Account(models.Model):
    """Where hours or points lie.

    A person's keeps its balance, and whoever moves anything in it locks it. It is below zero only after a reversal, and
    what is earned later pays that first. The system's own keep none: many would wait for one row.
    """

    currency = models.CharField("账本", max_length=8, choices=Currency.choices)
    holder = models.CharField("属于", max_length=8, choices=Holder.choices)
    person = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="ledger_accounts", verbose_name="志愿者"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="社区")
    balance = models.BigIntegerField("余额", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "账户"
        constraints = [
            models.CheckConstraint(
                condition=Q(holder=Holder.PERSON, person__isnull=False, place__isnull=True)
                | (~Q(holder=Holder.PERSON) & Q(person__isnull=True, balance=0)),
                name="account_is_somebodys",
                violation_error_message="个人账户要有志愿者，其他账户没有。",
            ),
            models.CheckConstraint(
                condition=Q(currency=Currency.POINTS) | Q(balance__gte=0),
                name="hours_never_below_zero",
                violation_error_message="服务时长不能是负数。",
            ),
            models.UniqueConstraint(
                fields=["person", "currency"],
                condition=Q(person__isnull=False),
                name="one_account_of_a_person",
                violation_error_message="这名志愿者已经有这种账户。",
            ),
            models.UniqueConstraint(
                fields=["holder", "currency"],
                condition=Q(person__isnull=True, place__isnull=True),
                name="one_account_of_the_system",
                violation_error_message="系统已经有这种账户。",
            ),
            models.UniqueConstraint(
                fields=["place", "holder", "currency"],
                condition=Q(place__isnull=False),
                name="one_account_of_a_community",
                violation_error_message="这个社区已经有这种账户。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person or self.place or ''}{self.get_holder_display()}·{self.get_currency_display()}"
