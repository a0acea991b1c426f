from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from checkins.standing import keeps, watched_by, within
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Member


class ApprenticeshipQuerySet(models.QuerySet["Apprenticeship"]):
    def visible_to(self, hat: Hat) -> ApprenticeshipQuerySet:
        """The one door: both are members of the party, which is for its own roles in their territory to know, and for
        the two themselves.
        """
        if hat.person is None:
            return self.none()
        own = Q(mentor__account=hat.person) | Q(apprentice__account=hat.person)
        return self.filter(within(watched_by(hat), "community") | own)

    def with_faces(self) -> ApprenticeshipQuerySet:
        return self.select_related("community", "mentor__organisation", "apprentice__organisation")


class Apprenticeship(models.Model):
    """拜师: one member of the party learns from another, by a signed letter, with goals, and is reviewed."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    community = models.ForeignKey(Place, models.PROTECT, related_name="apprenticeships", verbose_name="社区")
    mentor = models.ForeignKey(Member, models.PROTECT, related_name="teaches", verbose_name="师父")
    apprentice = models.ForeignKey(Member, models.PROTECT, related_name="learns", verbose_name="徒弟")
    goals = models.TextField("学什么", max_length=2000)
    letter = models.FileField("拜师帖", upload_to="letters", max_length=200)  # a picture of it, re-encoded by us
    since = models.DateField("拜师日期")
    until = models.DateField("结束日期", null=True, blank=True)
    result = models.CharField("怎样结束的", max_length=200, blank=True)

    objects = ApprenticeshipQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "师徒"
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["apprentice"],
                condition=Q(until__isnull=True),
                name="one_mentor_at_a_time",
                violation_error_message="这名党员已经有师父。",
            ),
            models.CheckConstraint(
                condition=~Q(mentor=F("apprentice")),
                name="nobody_is_their_own_mentor",
                violation_error_message="不能拜自己为师。",
            ),
            models.CheckConstraint(
                condition=~Q(letter=""),
                name="an_apprenticeship_has_its_letter",
                violation_error_message="请附上拜师帖的照片。",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="an_apprenticeship_ends_after_it_began",
                violation_error_message="结束日期不能早于拜师日期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.apprentice.name}拜{self.mentor.name}为师"

    def is_kept_by(self, hat: Hat) -> bool:
        return keeps(hat, self.community)

    def is_reviewed_by(self, hat: Hat) -> bool:
        """By whoever keeps it, or by the mentor."""
        return self.is_kept_by(hat) or (hat.person is not None and self.mentor.account_id == hat.person.pk)


class ApprenticeReview(models.Model):
    """带教记录: what was taught and learnt, as somebody saw it; appended, never changed."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    apprenticeship = models.ForeignKey(
        Apprenticeship, models.PROTECT, related_name="reviews", verbose_name="师徒"
    )  # fmt: skip
    words = models.TextField("记录", max_length=2000)
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="记录人", db_index=False)
    written_at = models.DateTimeField("时间")

    class Meta:
        verbose_name = verbose_name_plural = "带教记录"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.words[:20]
