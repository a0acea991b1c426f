from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from activities.kinds import Kind, Minors, Sort
from grids.models import Place
from teams.models import Team
from volunteers.kinds import Help

COMMON = (
    "community", "title", "kind", "sort", "help", "where", "quota", "minors", "team", "theme", "suggestions", "words",
)  # fmt: skip
LEADER_GONE, TEAM_GONE = "负责人已退出，请另派", "队伍已解散，请另选"


class Called(models.Model):
    """What an activity and the template of several have in common: what, where, for whom, with how many."""

    community = models.ForeignKey(
        Place, models.PROTECT, related_name="%(class)ss_for_volunteers", verbose_name="社区", db_index=False
    )
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, blank=True, related_name="%(class)ss", verbose_name="哪支队伍"
    )
    kind = models.CharField("活动还是值守", max_length=16, choices=Kind.choices, default=Kind.ACTIVITY)
    sort = models.CharField("做什么", max_length=16, choices=Sort.choices)
    help = models.CharField("帮的是谁（七助）", max_length=16, choices=Help.choices, blank=True)
    theme = models.CharField("主题", max_length=30, blank=True)  # a festival: 邻里文化节
    title = models.CharField("名称", max_length=40)
    words = models.CharField("说明", max_length=500, blank=True)
    where = models.CharField("在哪里", max_length=80)
    lat = models.FloatField("纬度", null=True, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    quota = models.PositiveIntegerField("名额")
    minors = models.CharField("未成年人", max_length=16, choices=Minors.choices, default=Minors.NONE)
    suggestions = models.BooleanField("开“献一策”", default=False)
    leader = models.ForeignKey(  # none, where the one who led it is a volunteer no more, until the desk names another
        User, models.PROTECT, null=True, blank=True, related_name="%(class)ss_led", verbose_name="负责人"
    )

    when: ClassVar[tuple[str, ...]]  # the columns that say when

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=~Q(sort="CARE", help=""),
                name="%(class)s_of_care_says_for_whom",
                violation_error_message="爱心帮扶要选帮的是谁（七助）。",
            ),
            models.CheckConstraint(
                condition=~Q(sort="RESCUE") | Q(minors="NONE"),
                name="%(class)s_rescue_without_minors",
                violation_error_message="抢险救灾不招未成年人。",
            ),
            models.CheckConstraint(
                condition=Q(quota__gt=0),
                name="%(class)s_has_places",
                violation_error_message="名额至少 1 人。",
            ),
            models.CheckConstraint(
                condition=Q(lat__isnull=True, lon__isnull=True) | Q(lat__isnull=False, lon__isnull=False),
                name="%(class)s_spot_is_whole",
                violation_error_message="位置要有纬度和经度。",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def spot(self) -> tuple[float, float] | None:
        return None if self.lat is None or self.lon is None else (self.lat, self.lon)

    @property
    def lacks(self) -> list[str]:
        """What the desk has to see to, a sentence each."""
        gone = {
            LEADER_GONE: self.leader_id is None,
            TEAM_GONE: self.team is not None and self.team.ended_on is not None,
        }
        return [words for words, is_so in gone.items() if is_so]

    def facts(self) -> dict[str, Any]:
        """What stands, by the names of the form's fields and as it cleans them (accounts/seen.py)."""
        spot = self.spot and tuple(round(part, 6) for part in self.spot)  # to ten centimetres
        facts = {name: getattr(self, name) for name in (*COMMON, *self.when)}
        return {**facts, "spot": spot, "leader_phone": self.leader}
