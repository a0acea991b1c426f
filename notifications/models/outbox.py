"""The outbox: what is to be told to whom, and how often it was tried."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.personal import EncryptedField
from cases.models import Event
from notifications.models.catching_up import CatchingUp
from partyorg.hats import Hat, has_left

UNREAD = ("words", "reporter_name", "reporter_phone")  # columns of a case that nothing here reads: long, or encrypted


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, hat: Hat) -> MessageQuerySet:
        """Everybody reads their own messages and nobody else's; whoever has left their last post reads none."""
        return self.none() if hat.person is None or has_left(hat) else self.in_app().filter(recipient=hat.person)

    def in_app(self) -> MessageQuerySet:
        return self.filter(channel=Message.Channel.IN_APP)

    def unread(self) -> MessageQuerySet:
        return self.filter(channel=Message.Channel.IN_APP, read_at__isnull=True)

    def due(self, at: datetime) -> MessageQuerySet:
        """What waits to be sent now: the question of `deliver`, answered by index `message_due`."""
        return self.filter(state=Message.State.PENDING, next_try_at__lte=at)

    def given_up_since(self, moment: datetime, *, most: int) -> int:
        """How many were given up after this moment and still are. The newest `most` are looked at."""
        newest = self.filter(state=Message.State.FAILED).order_by("-id")[:most]
        tries = Attempt.objects.filter(message__in=newest.values("id"), at__gt=moment)
        return tries.values("message").distinct().count()

    def with_case(self) -> MessageQuerySet:
        """With the case it is about, but without the words and the person."""
        return self.select_related("event__case").defer(*(f"event__case__{column}" for column in UNREAD))


class Message(models.Model):
    """One text about one event to one person or one phone.

    In the app a message is delivered by standing here. A phone gets one by each channel, each with its own state and
    tries: where one fails, the others go on. The number is kept only until it has been sent; the keyed hash stays, so
    that it can be found and is never written twice.

    A digest is one message about the many events of a `catching_up`; its `event` is the first of them, all stand in
    its `lines`.
    """

    class Channel(models.TextChoices):
        IN_APP = "IN_APP", "站内"
        SMS = "SMS", "短信"
        WECHAT = "WECHAT", "微信"

    class State(models.TextChoices):
        PENDING = "PENDING", "待发"
        SENT = "SENT", "已发"
        FAILED = "FAILED", "发送失败"
        ABSENT = "ABSENT", "对方没接通"

    event = models.ForeignKey(Event, models.PROTECT, db_index=False, related_name="messages", verbose_name="事由")
    catching_up = models.ForeignKey(
        CatchingUp, models.PROTECT, null=True, db_index=False, related_name="digests", verbose_name="补办"
    )
    channel = models.CharField("渠道", max_length=8, choices=Channel.choices)
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        db_index=False,
        related_name="messages",
        verbose_name="收件人",
    )
    phone = EncryptedField("手机号", blank=True)
    phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    text = models.TextField("内容")
    created_at = models.DateTimeField("写入时间")
    read_at = models.DateTimeField("阅读时间", null=True)
    state = models.CharField("状态", max_length=8, choices=State.choices)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_try_at = models.DateTimeField("下次发送", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "消息"
        constraints = [
            models.UniqueConstraint(
                fields=["event", "recipient"],
                condition=Q(channel="IN_APP", catching_up=None),
                name="a_person_is_told_once",
            ),
            models.UniqueConstraint(
                fields=["catching_up", "recipient"],
                condition=Q(catching_up__isnull=False),
                name="one_digest_a_person",
            ),
            models.UniqueConstraint(
                fields=["event", "channel", "phone_hash"],
                condition=~Q(channel="IN_APP"),
                name="a_phone_is_told_once",  # by each channel
            ),
            models.CheckConstraint(
                condition=Q(channel="IN_APP", recipient__isnull=False, phone_hash="")
                | (~Q(channel="IN_APP") & Q(recipient__isnull=True) & ~Q(phone_hash="")),
                name="a_message_has_one_addressee",
            ),
            models.CheckConstraint(
                condition=~Q(state="PENDING") | Q(next_try_at__isnull=False), name="a_waiting_message_has_its_time"
            ),
        ]
        indexes = [
            # deliver: what waits and is due?
            models.Index(fields=["next_try_at", "id"], name="message_due", condition=Q(state="PENDING")),
            # health: what was given up, newest first?
            models.Index(fields=["-id"], name="message_given_up", condition=Q(state="FAILED")),
            # the inbox: a person's messages, newest first
            models.Index(fields=["recipient", "-id"], name="message_inbox", condition=Q(channel="IN_APP")),
            # the desk's header: how many has this person not read?
            models.Index(
                fields=["recipient"], name="message_unread", condition=Q(channel="IN_APP", read_at__isnull=True)
            ),
            # the register: what was texted to this number?
            models.Index(fields=["phone_hash"], name="message_of_phone", condition=~Q(phone_hash="")),
        ]

    def __str__(self) -> str:
        return self.text


class Attempt(models.Model):
    """One try at sending a message. It is written before the try: without an outcome, the try was cut off."""

    class Outcome(models.TextChoices):
        UNKNOWN = "", "没有结果"
        SENT = "SENT", "已发"
        FAILED = "FAILED", "失败"

    message = models.ForeignKey(Message, models.CASCADE, related_name="tries", verbose_name="消息")
    at = models.DateTimeField("时间")
    outcome = models.CharField("结果", max_length=8, choices=Outcome.choices, blank=True, default=Outcome.UNKNOWN)
    error = models.TextField("错误", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "发送记录"
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{localtime(self.at):%Y-%m-%d %H:%M:%S} {self.get_outcome_display()}"
