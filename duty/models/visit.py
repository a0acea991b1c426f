from __future__ import annotations

from functools import reduce
from operator import or_
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from duty.standing import building_posts, visits_watched
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Post


class VisitQuerySet(models.QuerySet["Visit"]):
    def visible_to(self, hat: Hat) -> VisitQuerySet:
        """The one door: a head of building's own, and for the head of the community those of its buildings."""
        doors = [_under(place) for place in visits_watched(hat)]
        if hat.person and building_posts(hat):
            doors.append(Q(head=hat.person))
        return self.filter(reduce(or_, doors)) if doors else self.none()


def _under(place: Place) -> Q:
    return Q(building__tree_id=place.tree_id, building__lft__gte=place.lft, building__rght__lte=place.rght)


class Visit(models.Model):
    """入户走访: what a head of building (楼栋长) found in a household. Written once, without a resident's numbers."""

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)  # a form sent twice
    head = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="visits", verbose_name="楼栋长", db_index=False
    )
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位", db_index=False)
    building = models.ForeignKey(Place, models.PROTECT, related_name="visits", verbose_name="楼栋")
    household = models.CharField("哪一户", max_length=40)
    visited_at = models.DateTimeField("走访时间")
    what = models.TextField("了解到什么", max_length=1000)
    mediated = models.BooleanField("化解了矛盾", default=False)
    recorded_at = models.DateTimeField("记录时间")

    objects = VisitQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "入户走访"
        ordering = ["-visited_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(recorded_at__gte=models.F("visited_at")),
                name="a_visit_is_recorded_after_it",
                violation_error_message="还没有走访的不能先记。",
            )
        ]
        indexes = [models.Index(fields=["head", "visited_at"], name="visits_of_a_head")]

    def __str__(self) -> str:
        return f"{self.building}{self.household}"
