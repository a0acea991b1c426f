"""The words that administrators chose instead of those in notifications/rules.py."""

from __future__ import annotations

from django.db import models

from notifications.terms import Key

LONGEST_WORDS = 300


class Wording(models.Model):
    """One rule whose words were changed, or which is no longer sent. A rule without a row speaks its default words."""

    # which rule, as notifications.terms.Key says it; without choices, for the rules may outgrow those of today
    kind = models.CharField("事件", max_length=24)
    by_system = models.BooleanField("系统代办", default=False)
    audience = models.CharField("告诉谁", max_length=24)
    state = models.CharField("状态", max_length=16, blank=True)

    words = models.CharField("措辞", max_length=LONGEST_WORDS, blank=True)  # "": the default ones
    off = models.BooleanField("不再发送", default=False)

    class Meta:
        verbose_name = verbose_name_plural = "消息措辞"
        constraints = [
            models.UniqueConstraint(fields=["kind", "by_system", "audience", "state"], name="one_wording_a_rule"),
        ]

    def __str__(self) -> str:
        return str(self.key)

    @property
    def key(self) -> Key:
        return Key(self.kind, self.by_system, self.audience, self.state)
