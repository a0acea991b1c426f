from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from partyorg.hats import Hat
from shop.models.order import Order
from volunteers.standing import in_keeping


class BesideQuerySet(models.QuerySet["Beside"]):
    def visible_to(self, hat: Hat) -> BesideQuerySet:
        """The one door for who looks into it: of the shops that this hat keeps."""
        return self.filter(in_keeping(hat, "order__community"))

    def of(self, hat: Hat) -> BesideQuerySet:
        """The one door for who was named: their own, whatever post they hold."""
        return self.filter(person=hat.person)

    def unanswered(self) -> BesideQuerySet:
        """Whoever was named says that they were not there, and nobody has looked into it."""
        return self.filter(denied_at__isnull=False, answered_at=None)

    def with_faces(self) -> BesideQuerySet:
        faces = ("order__good", "order__community", "order__person__volunteer", "order__ended_by", "answered_by")
        return self.select_related("person", *faces)


class Beside(models.Model):
    """在场人: who was named as the second pair of eyes when an order was handed over. They are told, and may say once
    that they were not there (我不在场); somebody else of those who keep the shop then looks into it.
    """

    order = models.OneToOneField(Order, models.PROTECT, related_name="beside", verbose_name="兑换单")
    person = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="在场人", db_index=False)
    named_at = models.DateTimeField("写成在场人的时间")
    denied_at = models.DateTimeField("说不在场的时间", null=True, blank=True)
    words = models.CharField("怎么说的", max_length=100, blank=True)
    answered_at = models.DateTimeField("核实的时间", null=True, blank=True)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁核实的", db_index=False
    )
    answer = models.CharField("核实的结果", max_length=100, blank=True)

    objects = BesideQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "在场人"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(denied_at=None, words="") | Q(denied_at__isnull=False) & ~Q(words=""),
                name="who_was_absent_says_so",
                violation_error_message="不在场要写一句怎么回事。",
            ),
            models.CheckConstraint(
                condition=Q(answered_at=None, answered_by=None, answer="")
                | Q(denied_at__isnull=False, answered_at__isnull=False, answered_by__isnull=False)
                & ~Q(answer="")
                & ~Q(answered_by=F("person")),
                name="an_absence_is_answered_by_another",
                violation_error_message="说不在场的，由另一个人核实，写明结果。",
            ),
        ]
        indexes = [
            # who was named, said no, was answered lately? (notifications/letters.py, each minute)
            models.Index(fields=["named_at"], name="besides_named"),
            models.Index(fields=["denied_at"], condition=Q(denied_at__isnull=False), name="besides_denied"),
            models.Index(fields=["answered_at"], condition=Q(answered_at__isnull=False), name="besides_answered"),
        ]

    def __str__(self) -> str:
        return f"{self.order}：{self.person}在场"
