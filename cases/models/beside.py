"""Who stands beside a case: assisting units, and people who are told besides the reporter."""

from django.conf import settings
from django.db import models

from accounts.personal import EncryptedField, masked_name, masked_phone
from partyorg.models import Organisation


class AssistingUnit(models.Model):
    """协办: a unit beside the host. Named ones must answer before the host may finish; late ones stay to help."""

    class Why(models.TextChoices):
        NAMED = "NAMED", "指定协办"
        LATE = "LATE", "逾期转协办"
        COPIED = "COPIED", "抄送"
        INVITED = "INVITED", "会商"

    # a_unit_assists_once serves the key
    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="assisting", db_index=False)
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="协办单位", db_index=False
    )
    why = models.CharField("缘由", max_length=8, choices=Why.choices)
    since_at = models.DateTimeField("起于")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "协办单位"
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="a_unit_assists_once")]
        indexes = [models.Index(fields=["organisation", "case"], name="assisting_by_unit")]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.get_why_display()}）"


class Follower(models.Model):
    """Somebody who is told besides the reporter: one who follows, one who was reported for, one whose case was merged.

    Those a head of building reported for (REPRESENTED) hear all that the reporter hears; the others how it ends.
    """

    class Why(models.TextChoices):
        FOLLOWING = "FOLLOWING", "关注"
        REPRESENTED = "REPRESENTED", "被代报"
        MERGED = "MERGED", "并案"

    case = models.ForeignKey("cases.Case", models.CASCADE, related_name="followers")
    why = models.CharField("缘由", max_length=16, choices=Why.choices, default=Why.FOLLOWING)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = EncryptedField("称呼", blank=True)
    phone = EncryptedField("手机号", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关注人"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "case"], condition=models.Q(why="FOLLOWING"), name="somebody_follows_once"
            )  # also serves: what does somebody follow?
        ]

    def __str__(self) -> str:
        return masked_name(self.name) or masked_phone(self.phone)
