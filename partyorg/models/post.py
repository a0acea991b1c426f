from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q

from accounts.models import User
from grids.models import Place
from partyorg.kinds import HEADS_OF_RUNG, OFFICES, Role
from partyorg.models.organisation import Organisation


class PostQuerySet(models.QuerySet["Post"]):
    def in_force(self, on: date) -> PostQuerySet:
        return self.filter(Q(from_date__lte=on), Q(to_date__isnull=True) | Q(to_date__gte=on))

    def visible_to(self, user: User) -> PostQuerySet:
        return self if user.is_authenticated else self.none()


class Post(models.Model):
    """A person × an organisation or a place × a role, from–to. The only source of power (see docs/authorization.md)."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts", verbose_name="何人")
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="单位"
    )
    place = models.ForeignKey(Place, models.PROTECT, null=True, blank=True, related_name="posts", verbose_name="地域")
    role = models.CharField("岗位", max_length=32, choices=Role.choices)
    sent_by = models.ForeignKey(
        Organisation, models.PROTECT, null=True, blank=True, related_name="posts_sent", verbose_name="选派单位"
    )
    from_date = models.DateField("任职日期")
    to_date = models.DateField("离任日期", null=True, blank=True)

    objects = PostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "岗位"
        constraints = [
            models.CheckConstraint(
                condition=Q(organisation__isnull=False) ^ Q(place__isnull=False), name="a_post_is_at_a_unit_or_a_place"
            ),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="a_post_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organisation or self.place}·{self.get_role_display()}"

    @property
    def covers(self) -> Place | None:
        """The place over which this post gives sight: its own, or the one its unit on a rung answers for."""
        if self.organisation is None:
            return self.place
        return self.organisation.place if self.organisation.rung else None

    @property
    def rung(self) -> int:
        """Of its unit; 0 for one that stands on none."""
        return (self.organisation.rung or 0) if self.organisation else 0

    @property
    def is_office(self) -> bool:
        """Whether it has nothing to do with cases."""
        return self.role in OFFICES

    @property
    def is_head(self) -> bool:
        """Whether it decides for its unit on its rung."""
        return self.role in HEADS_OF_RUNG.get(self.rung, ())
