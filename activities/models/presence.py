from __future__ import annotations

from django.db import models
from django.db.models import F, Q

from accounts.models import User
from activities.models.signup import SignUp

SEEN_BY_NOBODY = "本人是负责人，没有别人给他点名，也没有扫别的组织者屏幕上的码。"
MOST_A_DAY = 3  # pairs of check-in and check-out, per person and activity


class PresenceQuerySet(models.QuerySet["Presence"]):
    def still_there(self) -> PresenceQuerySet:
        return self.filter(left_at=None)

    def unrecorded(self) -> PresenceQuerySet:
        return self.filter(recorded=False)


class Presence(models.Model):
    """签到、签退: one pair, and by what it was seen: the organiser's code, the place, the roster."""

    sign_up = models.ForeignKey(SignUp, models.PROTECT, related_name="presences", verbose_name="报名", db_index=False)
    day = models.DateField("哪天")
    number = models.PositiveSmallIntegerField("当天第几次")
    came_at = models.DateTimeField("签到")
    came_slot = models.BigIntegerField(null=True, editable=False)  # of the code that was shown; null: none
    came_near = models.BooleanField(null=True, editable=False)  # null: no position was sent
    came_lat = models.FloatField(null=True, editable=False)
    came_lon = models.FloatField(null=True, editable=False)
    left_at = models.DateTimeField("签退", null=True, blank=True)
    left_slot = models.BigIntegerField(null=True, editable=False)
    left_near = models.BooleanField(null=True, editable=False)
    left_lat = models.FloatField(null=True, editable=False)
    left_lon = models.FloatField(null=True, editable=False)
    device = models.CharField(max_length=64, blank=True, editable=False)  # a keyed hash
    listed_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="点名人", db_index=False
    )
    recorded = models.BooleanField("已送审", default=False)

    objects = PresenceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "签到签退"
        ordering = ["day", "number"]
        constraints = [
            models.UniqueConstraint(
                fields=["sign_up", "day", "number"], name="each_pair_once", violation_error_message="已经签过。"
            ),
            models.UniqueConstraint(
                fields=["sign_up"],
                condition=Q(left_at__isnull=True),
                name="there_once_at_a_time",
                violation_error_message="已经签到，还没有签退。",
            ),
            models.UniqueConstraint(
                fields=["sign_up", "came_slot"],
                condition=Q(came_slot__isnull=False),
                name="a_code_lets_one_in_once",
                violation_error_message="这个码已经用过。",
            ),
            models.CheckConstraint(
                condition=Q(number__gte=1, number__lte=MOST_A_DAY),
                name="three_pairs_a_day",
                violation_error_message="一天最多签三次。",
            ),
            models.CheckConstraint(
                condition=Q(left_at__isnull=True) | Q(left_at__gte=F("came_at")),
                name="leaves_after_coming",
                violation_error_message="签退不能早于签到。",
            ),
            models.CheckConstraint(
                condition=Q(recorded=False) | Q(left_at__isnull=False),
                name="recorded_when_over",
                violation_error_message="签退以后才送审。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.sign_up} {self.day} 第 {self.number} 次"

    @property
    def key(self) -> str:
        """Of the record that comes of it."""
        return f"activity:{self.pk}"

    @property
    def proofs(self) -> list[str]:
        """What of the three stands for the whole pair. Two are enough for points (domain.md §4, 4)."""
        told = {
            "扫码": self.came_slot is not None and self.left_slot is not None,
            "在现场": bool(self.came_near and self.left_near),
            "点名": self.listed_by_id is not None,
        }
        return [name for name, holds in told.items() if holds]

    @property
    def checked_in(self) -> bool:
        """By themselves, whatever they showed; else the roster alone says so."""
        return bool(self.device) or self.came_slot is not None or self.came_near is not None

    @property
    def checked_out(self) -> bool:
        return self.left_slot is not None or self.left_near is not None

    @property
    def can_be_unticked(self) -> bool:
        return self.listed_by_id is not None and not self.recorded

    @property
    def is_leaders(self) -> bool:
        return self.sign_up.activity.leader_id == self.sign_up.volunteer.person_id

    @property
    def doubt(self) -> str:
        """The leader's, where nobody else has seen them: what somebody shows themselves is no proof. "" of others."""
        is_scanned = self.came_slot is not None and self.left_slot is not None
        return SEEN_BY_NOBODY if self.is_leaders and not is_scanned and self.listed_by_id is None else ""

    @property
    def short_of(self) -> str:
        """The sentence for whoever looks at the record; "" where there is proof enough."""
        if len(self.proofs) >= 2:
            return ""
        has = f"只有“{self.proofs[0]}”一样" if self.proofs else "签到签退没有一样是全的"
        return f"凭据不够：{has}。扫码、在现场（200 米内）、点名，三样要有两样。"
