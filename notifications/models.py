"""The outbox: what is to be told to whom, how often it was tried, and how far the reading of events has come."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Max, Q
from django.db.models.functions import Now

from accounts.personal import EncryptedField
from cases.models import Event
from partyorg.hats import Hat

# How long a transaction that writes events may last at most, with much to spare (a batch of the sweep takes a second).
SETTLED_AFTER = timedelta(minutes=10)


class MessageQuerySet(models.QuerySet["Message"]):
    def visible_to(self, hat: Hat) -> MessageQuerySet:
        """Everybody reads their own messages and nobody else's."""
        return self.in_app().filter(recipient=hat.person) if hat.person else self.none()

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
        """With the case it is about, but without the words and the person, which would have to be decrypted."""
        unread = ("words", "reporter_name", "reporter_phone")
        return self.select_related("event__case").defer(*(f"event__case__{column}" for column in unread))


class Message(models.Model):
    """One text about one event to one person or one phone.

    In the app a message is delivered by standing here. A text message keeps the number only until it has been sent;
    the keyed hash stays, so that it can be found and is never written twice.
    """

    class Channel(models.TextChoices):
        IN_APP = "IN_APP", "站内"
        SMS = "SMS", "短信"

    class State(models.TextChoices):
        PENDING = "PENDING", "待发"
        SENT = "SENT", "已发"
        FAILED = "FAILED", "发送失败"

    event = models.ForeignKey(Event, models.PROTECT, db_index=False, related_name="messages", verbose_name="事由")
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
                fields=["event", "recipient"], condition=Q(channel="IN_APP"), name="a_person_is_told_once"
            ),
            models.UniqueConstraint(
                fields=["event", "phone_hash"], condition=Q(channel="SMS"), name="a_phone_is_told_once"
            ),
            models.CheckConstraint(
                condition=Q(channel="IN_APP", recipient__isnull=False, phone_hash="")
                | (Q(channel="SMS", recipient__isnull=True) & ~Q(phone_hash="")),
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
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.get_outcome_display()}"


class Announced(models.Model):
    """An event above the cursor that has been dealt with, whether anybody had to be told or not."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        verbose_name = verbose_name_plural = "已告知的经过"

    def __str__(self) -> str:
        return str(self.event_id)


class Untold(models.Model):
    """An event that nobody could be told of, and why. It counts as dealt with, and stands here until it is told."""

    event = models.OneToOneField(Event, models.PROTECT, primary_key=True, related_name="+", verbose_name="经过")
    at = models.DateTimeField("时间")
    error = models.TextField("错误")

    class Meta:
        verbose_name = verbose_name_plural = "没能告知的经过"
        ordering = ["-event_id"]

    def __str__(self) -> str:
        return f"{self.event_id} {self.error[:40]}"


class Cursor(models.Model):
    """Every event up to `event_id` has been dealt with; above it the rows of `Announced` say so, one by one.

    The one row is also the lock: who holds it announces, and others come back later.

    Event ids are given out before the events are committed, so a lower id may turn up after a higher one was seen. The
    mark therefore moves only past events that were recorded, by the database's own clock, longer ago than any writing
    transaction lasts; the demo's simulated clock has no part in it.
    """

    event_id = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = verbose_name_plural = "告知进度"

    def __str__(self) -> str:
        return str(self.event_id)

    def advance(self) -> None:
        """Move past what has settled. Call it holding the lock, when nothing above the mark is left to be announced."""
        above = Event.objects.filter(id__gt=self.event_id)
        settled_before = Now() - SETTLED_AFTER
        young = above.filter(recorded_at__gt=settled_before).order_by("id").values_list("id", flat=True).first()
        settled = above.filter(recorded_at__lte=settled_before)
        if young is not None:
            settled = settled.filter(id__lt=young)
        mark = settled.aggregate(last=Max("id"))["last"]
        if mark is not None:
            self.event_id = mark
            self.save(update_fields=["event_id"])
            Announced.objects.filter(event_id__lte=mark).delete()
