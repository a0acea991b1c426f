from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.identity import masked_identity
from accounts.personal import EncryptedField, lookup_hash, masked_name, masked_phone
from checkins.standing import watched_by, within
from checkins.workflow import Trade
from grids.models import Place
from partyorg.hats import Hat


class NewWorkerQuerySet(models.QuerySet["NewWorker"]):
    def visible_to(self, hat: Hat) -> NewWorkerQuerySet:
        """The one door: party roles within their territory, and the person themselves."""
        if hat.person is None:
            return self.none()
        return self.filter(within(watched_by(hat), "place") | Q(account=hat.person))

    def open(self) -> NewWorkerQuerySet:
        return self.filter(ended_on=None)

    def with_faces(self) -> NewWorkerQuerySet:
        return self.select_related("place__parent", "account")


class NewWorker(models.Model):
    """新就业群体党员备案: a member who rides or delivers for a platform, filed once at a street or community."""

    name = models.CharField("姓名", max_length=64)
    trade = models.CharField("职业", max_length=16, choices=Trade.choices)
    platform = models.CharField("平台或企业", max_length=60)
    affiliation = models.CharField("组织关系所在党组织", max_length=100, blank=True)
    phone = EncryptedField("手机号")
    phone_hash = models.CharField(max_length=64, editable=False)
    id_number = EncryptedField("身份证号")
    id_hash = models.CharField(max_length=64, editable=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="new_workers", verbose_name="备案的街道或社区")
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="filings", verbose_name="账号"
    )
    filed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    filed_at = models.DateTimeField("备案时间")
    ended_on = models.DateField("注销日期", null=True, blank=True)

    objects = NewWorkerQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "新就业群体备案"
        constraints = [
            models.UniqueConstraint(
                fields=["id_hash"],
                condition=Q(ended_on__isnull=True),
                name="a_new_worker_is_filed_once_by_id",
                violation_error_message="这个身份证号已经备案",
            ),
            models.UniqueConstraint(
                fields=["phone_hash"],
                condition=Q(ended_on__isnull=True),
                name="a_new_worker_is_filed_once_by_phone",
                violation_error_message="这个手机号已经备案",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(ended_on__isnull=True),
                name="an_account_is_one_new_worker_s",
                violation_error_message="这个账号已经属于另一份备案。",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.phone_hash, self.id_hash = lookup_hash(self.phone), lookup_hash(self.id_number)
        super().save(*args, **kwargs)

    @property
    def masked_name(self) -> str:
        return masked_name(self.name)

    @property
    def masked_phone(self) -> str:
        return masked_phone(self.phone)

    @property
    def masked_id(self) -> str:
        return masked_identity(self.id_number)
