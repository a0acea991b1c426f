from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from checkins.models.member import MemberCheckIn
from checkins.standing import watched_by, within
from checkins.workflow import State, WishState
from grids.models import Place
from partyorg.hats import Hat


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, hat: Hat) -> WishQuerySet:
        """The one door: party roles within their territory; to members what waits where they checked in, and theirs."""
        if hat.person is None:
            return self.none()
        mine = MemberCheckIn.objects.of(hat)
        waiting = Q(state=WishState.PUBLISHED, community__in=mine.filter(state=State.CONFIRMED).values("community"))
        return self.filter(within(watched_by(hat), "community") | waiting | Q(claimed_by__in=mine.values("pk")))

    def published(self) -> WishQuerySet:
        return self.filter(state=WishState.PUBLISHED)

    def with_faces(self) -> WishQuerySet:
        return self.select_related("community__parent", "claimed_by__member__works_at")


class Wish(models.Model):
    """微心愿: what somebody would like; published by the community, claimed by one, done with a word."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="wishes", verbose_name="社区")
    title = models.CharField("心愿", max_length=60)
    detail = models.TextField("说明", max_length=500, blank=True)
    state = models.CharField("状态", max_length=16, choices=WishState.choices, default=WishState.PUBLISHED)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="发布人")
    published_at = models.DateTimeField("发布时间")
    claimed_by = models.ForeignKey(
        MemberCheckIn, models.PROTECT, null=True, blank=True, related_name="wishes", verbose_name="认领人"
    )
    claimed_at = models.DateTimeField("认领时间", null=True)
    done_at = models.DateTimeField("实现时间", null=True)
    result = models.CharField("怎样实现的", max_length=500, blank=True)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "微心愿"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["PUBLISHED", "WITHDRAWN"], claimed_by__isnull=True, claimed_at__isnull=True)
                | Q(state__in=["CLAIMED", "DONE"], claimed_by__isnull=False, claimed_at__isnull=False),
                name="a_claimed_wish_is_somebodys",
                violation_error_message="认领的心愿要有认领人。",
            ),
            models.CheckConstraint(
                condition=Q(state="DONE", done_at__isnull=False) & ~Q(result="")
                | ~Q(state="DONE") & Q(done_at__isnull=True, result=""),
                name="a_wish_is_done_with_a_word",
                violation_error_message="实现的心愿要写明怎样实现的。",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"], name="wishes_of_community")]  # the lists

    def __str__(self) -> str:
        return self.title
