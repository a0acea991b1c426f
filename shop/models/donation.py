from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.models import User
from accounts.names import plain_name
from accounts.personal import EncryptedField, masked_name
from grids.models import Place
from partyorg.hats import Hat
from shop.kinds import Moved
from shop.models.good import Good
from volunteers.models import Service
from volunteers.standing import in_keeping

SOMEBODY = "一位居民"


class DonationQuerySet(models.QuerySet["Donation"]):
    def visible_to(self, hat: Hat) -> DonationQuerySet:
        """The one door for staff: donations to the shops that this hat keeps."""
        return self.filter(in_keeping(hat))

    def standing(self, before: datetime | None = None) -> DonationQuerySet:
        """Those whose goods were not taken out again as never given; `before`: not before that moment."""
        out = Donation.objects.filter(moves__kind=Moved.UNDONATED, **({"moves__at__lt": before} if before else {}))
        return self.exclude(pk__in=out.order_by().values("pk"))


class Donation(models.Model):
    """捐赠: something that somebody gave, into the stock of a good. A volunteer gets the points it was taken in for, as
    a record of service that somebody else looks at; who gave is shown to others only where they agreed.
    """

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)
    community = models.ForeignKey(Place, models.PROTECT, related_name="donations", verbose_name="社区", db_index=False)
    good = models.ForeignKey(Good, models.PROTECT, related_name="donations", verbose_name="放进哪种货")
    item = models.CharField("捐的是什么", max_length=60)
    quantity = models.PositiveIntegerField("件数")
    points = models.PositiveIntegerField("认定积分", default=0)
    donor = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="donations", verbose_name="捐赠人"
    )  # null: no volunteer
    donor_name = EncryptedField("捐赠人姓名", blank=True, validators=[plain_name])
    may_be_named = models.BooleanField("同意公开姓名", default=False)
    service = models.OneToOneField(
        Service, models.PROTECT, null=True, blank=True, related_name="donation", verbose_name="服务记录"
    )
    received_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name="收下的人", db_index=False
    )  # never the donor
    received_at = models.DateTimeField("收下的时间")

    objects = DonationQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "捐赠"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(quantity__gt=0), name="a_donation_is_something", violation_error_message="至少 1 件。"
            ),
            models.CheckConstraint(
                condition=Q(points=0) | Q(donor__isnull=False),
                name="points_are_a_volunteers",
                violation_error_message="只有志愿者能记积分。",
            ),
            models.CheckConstraint(
                condition=Q(donor__isnull=True) | ~Q(donor=F("received_by")),
                name="nobody_receives_their_own",
                violation_error_message="不能给自己登记捐赠。",
            ),
        ]
        # the desk's list; a quarter's figures
        indexes = [models.Index(fields=["community", "received_at"], name="donations_of_community")]

    def __str__(self) -> str:
        return f"{self.item} × {self.quantity}"

    def get_absolute_url(self) -> str:
        return reverse("shop:undo_donation", args=[self.pk])

    @property
    def is_out(self) -> bool:
        """Whether it was undone with its goods. A query for each, unless `moves` were prefetched."""
        return any(move.kind == Moved.UNDONATED for move in self.moves.all())

    @property
    def shown_donor(self) -> str:
        """As everybody may read it."""
        return self.donor_name if self.may_be_named and self.donor_name else SOMEBODY

    @property
    def masked_donor(self) -> str:
        """As the desk reads it."""
        return self.donor_name if self.may_be_named else masked_name(self.donor_name) or SOMEBODY
