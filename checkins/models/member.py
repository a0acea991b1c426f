from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from checkins.standing import units_of, watched_by, within
from checkins.workflow import OPEN, State
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import GridLink, Member

OPEN_STATES = sorted(OPEN)
ASTRAY = Q(state=State.CONFIRMED, placed__until__isnull=False)


class MemberCheckInQuerySet(models.QuerySet["MemberCheckIn"]):
    def visible_to(self, hat: Hat) -> MemberCheckInQuerySet:
        """The one door: party roles within their territory, the work unit of its own people, the member."""
        if hat.person is None:
            return self.none()
        placed = within(watched_by(hat), "community") | within(watched_by(hat), "placed__grid")
        served = Q(member__works_at__in=[unit.pk for unit in units_of(hat)])
        return self.filter(placed | served | Q(member__account=hat.person))

    def of(self, hat: Hat) -> MemberCheckInQuerySet:
        """One's own."""
        return self.filter(member__account=hat.person) if hat.person else self.none()

    def open(self) -> MemberCheckInQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def confirmed(self) -> MemberCheckInQuerySet:
        return self.filter(state=State.CONFIRMED)

    def astray(self) -> MemberCheckInQuerySet:
        """Confirmed, and in no grid any more: the community is to place them anew, or to end it."""
        return self.filter(ASTRAY)

    def with_faces(self) -> MemberCheckInQuerySet:
        return self.select_related("member__works_at", "community__parent", "placed__grid", "asked_by", "decided_by")


class MemberCheckIn(models.Model):
    """在职党员报到: a serving member comes to the community of their home; confirmed, to a grid with a duty."""

    member = models.ForeignKey(Member, models.PROTECT, related_name="check_ins", verbose_name="党员")
    community = models.ForeignKey(Place, models.PROTECT, related_name="member_check_ins", verbose_name="社区")
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.PENDING)
    placed = models.ForeignKey(
        GridLink, models.PROTECT, null=True, blank=True, related_name="check_ins", verbose_name="编入网格"
    )
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="登记人")
    asked_at = models.DateTimeField("登记时间")
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="社区经手人"
    )
    decided_at = models.DateTimeField("确认时间", null=True)
    ended_on = models.DateField("结束日期", null=True, blank=True)
    reason = models.CharField("不接收或结束的理由", max_length=500, blank=True)

    objects = MemberCheckInQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "党员报到"
        constraints = [
            models.UniqueConstraint(
                fields=["member"],
                condition=Q(state__in=OPEN_STATES),
                name="a_member_checks_in_to_one_community",
                violation_error_message="这名党员已经在一个社区报到",
            ),
            models.CheckConstraint(
                condition=Q(state=State.PENDING, decided_by__isnull=True, decided_at__isnull=True)
                | ~Q(state=State.PENDING) & Q(decided_by__isnull=False, decided_at__isnull=False),
                name="a_member_check_in_is_decided_by_somebody",
                violation_error_message="办过的报到要有社区经手人。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CONFIRMED) | Q(placed__isnull=False),
                name="who_has_checked_in_is_in_a_grid",
                violation_error_message="确认报到要编入网格。",
            ),
            models.CheckConstraint(
                condition=Q(state=State.ENDED, ended_on__isnull=False)
                | ~Q(state=State.ENDED) & Q(ended_on__isnull=True),
                name="an_ended_check_in_has_its_day",
                violation_error_message="结束的报到要有结束日期。",
            ),
        ]
        indexes = [models.Index(fields=["community", "state"], name="members_at_community")]  # the list, by territory

    def __str__(self) -> str:
        return f"{self.member}到{self.community.short_name}报到"

    @property
    def is_astray(self) -> bool:
        """With `placed` read already no query."""
        return self.state == State.CONFIRMED and self.placed is not None and self.placed.until is not None
