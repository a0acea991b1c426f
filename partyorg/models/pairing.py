from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q

from grids.models import Place
from partyorg.days import A_REAL_DAY
from partyorg.models.post import Post


class PairingQuerySet(models.QuerySet["Pairing"]):
    def standing(self, on: date) -> PairingQuerySet:
        """Those of which both still hold the post by which they were paired."""
        return self.filter(until__isnull=True, since__lte=on).filter(
            Q(guide__withdrawn_at__isnull=True, secretary__withdrawn_at__isnull=True),
            Q(guide__to_date__isnull=True) | Q(guide__to_date__gte=on),
            Q(secretary__to_date__isnull=True) | Q(secretary__to_date__gte=on),
        )


class Pairing(models.Model):
    """搭档: in a grid, a guide sent from above and the branch's secretary work as a pair, each by a post."""

    grid = models.ForeignKey(Place, models.PROTECT, related_name="pairings", verbose_name="网格")
    guide = models.ForeignKey(Post, models.PROTECT, related_name="pairings_as_guide", verbose_name="引导员")
    secretary = models.ForeignKey(Post, models.PROTECT, related_name="pairings_as_secretary", verbose_name="支部书记")
    since = models.DateField("起", validators=A_REAL_DAY)
    until = models.DateField("止", validators=A_REAL_DAY, null=True, blank=True)

    objects = PairingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "搭档"
        constraints = [
            models.UniqueConstraint(
                fields=["grid"],
                condition=Q(until__isnull=True),
                name="one_pair_for_a_grid",
                violation_error_message="这个网格已经有搭档。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=models.F("since")),
                name="a_pairing_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.guide.person} × {self.secretary.person}"
