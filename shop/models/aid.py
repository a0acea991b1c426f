from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.personal import EncryptedField
from grids.models import Place
from partyorg.hats import Hat
from shop.models.good import Good
from volunteers.models import Transfer
from volunteers.standing import in_keeping


class AidQuerySet(models.QuerySet["Aid"]):
    def visible_to(self, hat: Hat) -> AidQuerySet:
        """The one door for staff: aid out of the funds of the communities that this hat keeps."""
        return self.filter(in_keeping(hat))

    def standing(self, at: datetime) -> AidQuerySet:
        """What was not taken back before that moment."""
        return self.filter(Q(spent__ended_by=None) | Q(spent__ended_by__at__gte=at))


class Aid(models.Model):
    """帮扶: goods that a household in need got for points of the community's fund. Taken back once the row of the
    ledger that it names has been reversed, which is written nowhere else.
    """

    key = models.UUIDField("一次填写的标记", unique=True, editable=False)
    community = models.ForeignKey(Place, models.PROTECT, related_name="aids", verbose_name="社区", db_index=False)
    good = models.ForeignKey(Good, models.PROTECT, related_name="aids", verbose_name="货品")
    good_name = models.CharField("货品名称", max_length=40)  # as it was called
    quantity = models.PositiveIntegerField("件数")
    price = models.PositiveIntegerField("每件积分")  # as it stood
    spent = models.OneToOneField(Transfer, models.PROTECT, related_name="aid", verbose_name="账目")
    whom = EncryptedField("给谁")  # words, for the desk alone
    why = models.CharField("为什么", max_length=60)
    witness = models.CharField("在场人", max_length=64)
    at = models.DateTimeField("时间")
    by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="经办", db_index=False)

    objects = AidQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "帮扶"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="aid_is_something", violation_error_message="至少 1 件。"
            ),
        ]
        indexes = [models.Index(fields=["community", "at"], name="aids_of_community")]  # a quarter's figures

    def __str__(self) -> str:
        return f"{self.good_name} × {self.quantity}"

    @property
    def points(self) -> int:
        return self.price * self.quantity
