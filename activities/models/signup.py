from __future__ import annotations

from datetime import datetime

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from activities.models.activity import LONGEST_STAY, Activity, Role
from activities.workflow import COMING, ENROLLED, Standing, State
from volunteers.models import Volunteer


class SignUpQuerySet(models.QuerySet["SignUp"]):
    def of(self, person: User) -> SignUpQuerySet:
        return self.filter(volunteer__person=person)

    def signed(self) -> SignUpQuerySet:
        return self.filter(standing=Standing.SIGNED)

    def waiting(self) -> SignUpQuerySet:
        """In the order in which they move up."""
        return self.filter(standing=Standing.WAITING).order_by("signed_at", "id")

    def ahead_of(self, mine: SignUp) -> SignUpQuerySet:
        """Who moves up before this one: of the same role, or content with any."""
        before = Q(signed_at__lt=mine.signed_at) | Q(signed_at=mine.signed_at, pk__lt=mine.pk)
        rivals = self.waiting().filter(before, activity=mine.activity_id)
        return rivals.filter(Q(role=mine.role_id) | Q(role=None)) if mine.role_id else rivals

    def coming(self) -> SignUpQuerySet:
        return self.filter(standing__in=COMING)

    def cancelled(self) -> SignUpQuerySet:
        return self.filter(standing=Standing.CANCELLED)

    def missed(self) -> SignUpQuerySet:
        return self.filter(standing=Standing.NO_SHOW)

    def enrolled(self) -> SignUpQuerySet:
        return self.filter(standing__in=ENROLLED)

    def unseen(self) -> SignUpQuerySet:
        """Have a place, and nobody has seen them yet."""
        return self.signed().filter(presences=None)

    def expected(self) -> SignUpQuerySet:
        """Without those who came and have left: only to what goes on for days one comes again."""
        # An outer join: no `left_at` also where nobody has come. There is one such row at most for each sign-up.
        for_days = Q(activity__ends_at__gt=F("activity__starts_at") + LONGEST_STAY)
        return self.filter(Q(presences__left_at=None) | for_days).distinct()

    def at_the_time_of(self, activity: Activity, at: datetime) -> SignUpQuerySet:
        """Expected at others that are on while this one is; what was called off or is over hinders nobody."""
        others = self.expected().filter(activity__state=State.PUBLISHED, activity__ends_at__gt=at)
        others = others.exclude(activity=activity)
        return others.filter(activity__starts_at__lt=activity.ends_at, activity__ends_at__gt=activity.starts_at)


class SignUp(models.Model):
    """报名: one for each person and activity; who cancels and comes back stands at the end again."""

    activity = models.ForeignKey(Activity, models.PROTECT, related_name="sign_ups", verbose_name="活动", db_index=False)
    volunteer = models.ForeignKey(Volunteer, models.PROTECT, related_name="sign_ups", verbose_name="志愿者")
    role = models.ForeignKey(Role, models.PROTECT, null=True, blank=True, related_name="sign_ups", verbose_name="岗位")
    standing = models.CharField("状态", max_length=16, choices=Standing.choices)
    with_guardian = models.BooleanField("监护人陪同", default=False)
    walked_up = models.BooleanField("现场加入", default=False)
    signed_at = models.DateTimeField("报名时间")
    changed_at = models.DateTimeField("改动时间", null=True, blank=True)
    # when 没有到场 was written down, the last time; none where it was put right of this one alone
    missed_at = models.DateTimeField("记没有到场的时间", null=True, blank=True, editable=False)
    wrong_codes = models.PositiveSmallIntegerField("输错的码", default=0, editable=False)
    wrong_at = models.DateTimeField(null=True, editable=False)

    objects = SignUpQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "活动报名"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "volunteer"],
                name="signed_up_once",
                violation_error_message="这个人已经报过名。",
            ),
            models.CheckConstraint(
                condition=~Q(walked_up=True) | ~Q(standing="WAITING"),
                name="who_walked_up_does_not_wait",
                violation_error_message="现场加入的人不用候补。",
            ),
        ]
        indexes = [
            # the waiting list, in order
            models.Index(fields=["activity", "signed_at"], name="waiting_list", condition=Q(standing="WAITING")),
        ]

    def __str__(self) -> str:
        return f"{self.activity}：{self.volunteer}"

    @property
    def listed_at(self) -> datetime:
        """Since when they are on the list: whoever comes by without having signed up, since they were added."""
        return (self.walked_up and self.changed_at) or self.signed_at

    @property
    def was_taken_in(self) -> bool:
        """Has a place out of the waiting list."""
        return self.standing == Standing.SIGNED and not self.walked_up and self.changed_at is not None

    @property
    def can_be_unticked(self) -> bool:
        """Asks nothing where presences were fetched."""
        return any(one.can_be_unticked for one in self.presences.all())

    @property
    def was_unseen(self) -> bool:
        """Had a place in what is over, and nobody saw them: whether that is said to be a no-show or not."""
        is_over = self.standing in ENROLLED and self.activity.is_closed
        return is_over and not self.presences.all()

    @property
    def said(self) -> str:
        """How they stand, for the roster: also whether they are there. Asks nothing where presences were fetched."""
        seen = list(self.presences.all()) if self.standing == Standing.SIGNED else []
        if not seen:
            return "没有签到" if self.was_unseen else self.get_standing_display()
        return "已签到" if any(one.left_at is None for one in seen) else "已签退"
