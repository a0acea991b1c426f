from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User


class FamilyQuerySet(models.QuerySet["FamilyTie"]):
    def of(self, person: User) -> FamilyQuerySet:
        return self.filter(Q(asker=person) | Q(other=person), ended_at=None)

    def asking(self, person: User) -> FamilyQuerySet:
        """Who waits for this person's word."""
        return self.filter(other=person, agreed_at=None, ended_at=None)

    def agreed(self) -> FamilyQuerySet:
        return self.filter(agreed_at__isnull=False, ended_at=None)


class FamilyTie(models.Model):
    """家人: one has asked, the other has agreed. Between them alone points may pass, and only where the community's
    scheme allows it at all (时间银行; domain.md §4, 9).
    """

    asker = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="提出的人")
    other = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="家人")
    asked_at = models.DateTimeField("提出时间")
    agreed_at = models.DateTimeField("同意时间", null=True, blank=True)
    ended_at = models.DateTimeField("解除时间", null=True, blank=True)

    objects = FamilyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "家人"
        ordering = ["id"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(asker=F("other")),
                name="a_tie_is_between_two",
                violation_error_message="不能把自己加成家人。",
            ),
            models.UniqueConstraint(
                fields=["asker", "other"],
                condition=Q(ended_at__isnull=True),
                name="one_tie_between_two",
                violation_error_message="已经是家人，或者正在等对方同意。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.asker} 和 {self.other}"

    def with_whom(self, person: User) -> User:
        return self.other if self.asker_id == person.pk else self.asker
