from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import Role
from partyorg.models import Post
from teams.fourposts import FourPost
from volunteers.standing import in_sight


class CourierPostQuerySet(models.QuerySet["CourierPost"]):
    def visible_to(self, hat: Hat) -> CourierPostQuerySet:
        """The one door for staff: posts in the communities where this hat organises."""
        return self.filter(in_sight(hat))

    def open(self) -> CourierPostQuerySet:
        return self.filter(until=None)


class CourierPost(models.Model):
    """四员: what a rider or courier does for a community, from–to; one person may hold several. No post of power."""

    person = models.ForeignKey(User, models.PROTECT, related_name="courier_posts", verbose_name="何人", db_index=False)
    community = models.ForeignKey(Place, models.PROTECT, related_name="courier_posts", verbose_name="社区")
    kind = models.CharField("岗位", max_length=12, choices=FourPost.choices)
    since = models.DateField("任职日期")
    until = models.DateField("离任日期", null=True, blank=True)

    objects = CourierPostQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "四员岗位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "community", "kind"],
                condition=Q(until__isnull=True),
                name="one_of_the_four_once_at_a_time",
                violation_error_message="这个人已经担任这个岗位。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="a_courier_post_ends_after_it_began",
                violation_error_message="离任日期不能早于任职日期。",
            ),
        ]

    def __str__(self) -> str:
        return self.get_kind_display()


def couriers_of(hat: Hat, on: date) -> models.QuerySet[User]:
    """Those in one's sight: dynamic grid workers in force, and whoever holds one of the four."""
    walking = Post.objects.in_force(on).filter(in_sight(hat, "place"), role=Role.DYNAMIC_WORKER)
    holding = CourierPost.objects.visible_to(hat).open()
    found = Q(pk__in=walking.values("person")) | Q(pk__in=holding.values("person"))
    return User.objects.filter(found, is_active=True).order_by("name", "id")
