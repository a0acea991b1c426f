"""Who may send cases by machine, what each has sent, and who tried without."""

from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.personal import lookup_hash
from cases.models import Case
from cases.terms import Channel
from partyorg.models import Organisation

CHANNELS = [(one.value, one.label) for one in (Channel.WECHAT, Channel.API)]


class ClientQuerySet(models.QuerySet["Client"]):
    def in_force(self) -> ClientQuerySet:
        return self.filter(ended_at=None)

    def with_token(self, token: str) -> ClientQuerySet:
        """By its keyed hash: how long the look-up takes tells nothing of a token."""
        return self.in_force().filter(token_hash=lookup_hash(token))


class Client(models.Model):
    """A programme of a unit's, such as its mini-programme, with a token that is shown once and kept only as a hash.

    `minute`, `asked`: how often it asked in the newest minute in which it asked, since 1970: the brake counts by them.
    """

    name = models.CharField(
        "名称", max_length=60, unique=True, error_messages={"unique": "已经有叫这个名字的接入程序了。"}
    )
    unit = models.ForeignKey(
        Organisation,
        models.PROTECT,
        related_name="api_clients",
        limit_choices_to={"ended_on": None},
        verbose_name="所属单位",
    )
    channel = models.CharField(
        "案件来源", max_length=16, choices=CHANNELS, default=Channel.WECHAT, help_text="小程序选“微信”"
    )
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_at = models.DateTimeField("发放时间", editable=False)
    last_used_at = models.DateTimeField("最近使用", null=True, editable=False)
    ended_at = models.DateTimeField("停用时间", null=True, editable=False)
    minute = models.BigIntegerField(default=0, editable=False)
    asked = models.PositiveIntegerField(default=0, editable=False)

    objects = ClientQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "接入程序"
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("made_at")),
                name="a_client_ends_after_it_was_made",
                violation_error_message="停用时间不能早于发放时间。",
            ),
            models.CheckConstraint(
                condition=Q(channel__in=[value for value, _ in CHANNELS]),
                name="a_client_sends_by_wechat_or_api",
                violation_error_message="案件来源只能是微信或开放接口。",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Sent(models.Model):
    """What a client sent under one key of its own. Sent again with the same key, it gets the same answer.

    `is_new`: a case was made of it, which the client may read; else it was written on one that was there already.
    """

    client = models.ForeignKey(Client, models.PROTECT, related_name="sent", verbose_name="接入程序", db_index=False)
    key = models.CharField("标记", max_length=100)
    digest = models.CharField(max_length=64)  # of all that was sent: the same key for something else is a mistake
    case = models.ForeignKey(Case, models.PROTECT, related_name="sent_by_api", verbose_name="案件")
    is_new = models.BooleanField("新建的")

    class Meta:
        verbose_name = verbose_name_plural = "接口报来的案件"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["client", "key"], name="one_answer_for_one_key", violation_error_message="这个标记已经用过了。"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.client} {self.key}"
