"""What of a case stands on the public board of its community: words that an officer wrote for it, and nothing else."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.queries import OPEN_STATES, inside
from cases.publicity import OFF
from cases.terms import State
from grids.models import Place

LONGEST_TITLE, LONGEST_WORDS = 30, 300


class PublicNoticeQuerySet(models.QuerySet["PublicNotice"]):
    def on_board(self, community: Place) -> PublicNoticeQuerySet:
        """The one door for everybody: what is released, not taken off, and of a case that may still be public."""
        shown = self.filter(withdrawn_at=None, case__in=Case.objects.order_by().filter(inside(community)).values("pk"))
        for off in OFF:
            shown = shown.exclude(**{f"case__{lookup}": value for lookup, value in off.when.items()})
        return shown

    def running(self) -> PublicNoticeQuerySet:
        return self.filter(case__state__in=OPEN_STATES)

    def done(self) -> PublicNoticeQuerySet:
        return self.filter(case__state=State.CLOSED)

    def with_faces(self) -> PublicNoticeQuerySet:
        place = "case__place__parent__parent__parent"
        return self.select_related("case__category", place, "case__owner_org", "case__host_org")


class PublicNotice(models.Model):
    """公开栏上的一件事. One for each case: taken off it stays, and may be released again with other words.

    `outcome`: how it was solved, shown when the case is closed. At the desk it is reached through its case.
    """

    case = models.OneToOneField(Case, models.PROTECT, related_name="public_notice", verbose_name="案件")
    title = models.CharField("标题", max_length=LONGEST_TITLE)
    words = models.CharField("公开的话", max_length=LONGEST_WORDS)
    outcome = models.CharField("怎样办好的", max_length=LONGEST_WORDS, blank=True)
    released_at = models.DateTimeField("公开时间")
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="公开的人", db_index=False
    )
    withdrawn_at = models.DateTimeField("撤下时间", null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name="撤下的人",
        db_index=False,
    )

    objects = PublicNoticeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "公开的事"
        ordering = ["-released_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None)
                | Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False),
                name="what_is_taken_off_the_board_says_by_whom",
                violation_error_message="撤下要写明谁在什么时候撤的。",
            ),
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(words=""),
                name="the_board_says_something",
                violation_error_message="公开要有标题和公开的话。",
            ),
        ]
        # the board, newest first; of which community, the case's place says
        indexes = [models.Index(fields=["-released_at", "-id"], name="on_board", condition=Q(withdrawn_at=None))]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_board(self) -> bool:
        return self.withdrawn_at is None
