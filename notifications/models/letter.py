from __future__ import annotations

from datetime import datetime

from django.db import models

from accounts.models import User
from partyorg.hats import Hat, has_left

LONGEST_LETTER = 200


class LetterQuerySet(models.QuerySet["Letter"]):
    def due(self, at: datetime) -> LetterQuerySet:
        """Whose text has to go out now."""
        return self.filter(next_try_at__lte=at)

    def as_volunteer(self, person: User) -> LetterQuerySet:
        """What this person reads in 我的."""
        return self.filter(person=person, link="")

    def at_desk(self, hat: Hat) -> LetterQuerySet:
        """What this hat reads in its inbox; whoever has left their last post reads none."""
        return self.none() if hat.person is None or has_left(hat) else self.filter(person=hat.person).exclude(link="")

    def unread(self) -> LetterQuerySet:
        return self.filter(read_at__isnull=True)


class Letter(models.Model):
    """What somebody is told that is about no case: of their own volunteering, read in 我的, and by text where it cannot
    wait (`next_try_at`); or at the desk, in the inbox, where it opens the page that it is about (`link`).

    Written once for its `key`, from what happened (notifications/letters.py).
    """

    key = models.CharField("凭证", max_length=100, unique=True)
    person = models.ForeignKey(User, models.CASCADE, related_name="letters", verbose_name="收件人", db_index=False)
    text = models.CharField("内容", max_length=LONGEST_LETTER)
    link = models.CharField("打开哪一页", max_length=200, blank=True)
    at = models.DateTimeField("时间")
    attempts = models.PositiveSmallIntegerField("试过几次", default=0)
    next_try_at = models.DateTimeField("下次发短信", null=True)  # null: nothing (more) to send
    sent_at = models.DateTimeField("短信发出", null=True)
    read_at = models.DateTimeField("读过", null=True)  # at the desk

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "信件"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["person", "-id"], name="letters_of_person"),  # what was I told?
            models.Index(
                fields=["next_try_at"], name="letters_to_send", condition=models.Q(next_try_at__isnull=False)
            ),  # what has to go out?
        ]

    def __str__(self) -> str:
        return self.text


class LetterMark(models.Model):
    """Up to when one kind of happening was read for letters. A little more than that is read again each time: what is
    committed late carries an earlier time."""

    kind = models.CharField("哪一种", max_length=16, primary_key=True)
    read_to = models.DateTimeField("读到")

    class Meta:
        verbose_name = verbose_name_plural = "信件读到哪里"

    def __str__(self) -> str:
        return f"{self.kind} {self.read_to:%Y-%m-%d %H:%M}"
