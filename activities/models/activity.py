from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.db import models
from django.db.models import Count, F, Q
from django.utils.timezone import localdate, localtime, make_aware

from accounts.models import User
from activities.models.called import Called
from activities.models.template import Template
from activities.workflow import ENROLLED, Standing, State
from grids.models import Place
from partyorg.hats import Hat
from teams.models import Team
from volunteers.standing import in_sight

EARLY = timedelta(minutes=30)  # how long before it begins one may check in
SHORTEST = timedelta(minutes=1)  # less is no time at all
LONGEST_STAY = timedelta(hours=16)  # whoever is "still there" after that forgot to check out
LATE = timedelta(minutes=60)  # how long after its end one may still check out
GRACE = timedelta(minutes=15)  # how much of that counts: things are put away
RIGHTED_FOR = timedelta(days=30)  # how long after its end a no-show may be put right


class ActivityQuerySet(models.QuerySet["Activity"]):
    def visible_to(self, hat: Hat) -> ActivityQuerySet:
        """The one door for staff: of the communities where this hat organises, and what they lead themselves."""
        led = Q(leader=hat.person) if hat.person else Q(pk__in=[])
        return self.filter(in_sight(hat) | led)

    def told(self) -> ActivityQuerySet:
        """What residents may read of: also what was called off, so that whoever signed up reads why."""
        return self.exclude(state=State.DRAFT)

    def ahead(self, at: datetime) -> ActivityQuerySet:
        """Published and not over yet."""
        return self.filter(state=State.PUBLISHED, ends_at__gt=at)

    def to_close(self, at: datetime) -> ActivityQuerySet:
        """Over, with a roster that nobody has closed, or that was opened again before that moment."""
        over = self.filter(state=State.PUBLISHED, ends_at__lte=at)
        return over.filter(Q(reopened_at=None) | Q(reopened_at__lte=at))

    def with_faces(self) -> ActivityQuerySet:
        """All that a row names, how many come and wait, and of what is over how many came: one query."""
        seen = Q(sign_ups__standing__in=ENROLLED, sign_ups__presences__isnull=False)
        counted = {
            "signed": Count("sign_ups", filter=Q(sign_ups__standing=Standing.SIGNED), distinct=True),
            "queued": Count("sign_ups", filter=Q(sign_ups__standing=Standing.WAITING), distinct=True),
            "enrolled": Count("sign_ups", filter=Q(sign_ups__standing__in=ENROLLED), distinct=True),
            "came": Count("sign_ups", filter=seen, distinct=True),
        }
        return self.select_related("community__parent", "team", "leader__volunteer").annotate(**counted)


class Activity(Called):
    """志愿活动、值守: people are called together, at a place and a time, by one who answers for it."""

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)  # a form sent twice
    template = models.ForeignKey(
        Template, models.PROTECT, null=True, blank=True, related_name="made", verbose_name="模板", db_index=False
    )
    period = models.CharField("哪一期", max_length=10, blank=True, editable=False)
    starts_at = models.DateTimeField("开始")
    ends_at = models.DateTimeField("结束")
    closes_at = models.DateTimeField("报名截止")
    state = models.CharField("状态", max_length=16, choices=State.choices, default=State.DRAFT)
    made_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="谁发起", db_index=False
    )  # null: the system, by a template
    made_at = models.DateTimeField("发起时间")
    changed_at = models.DateTimeField("最近改动", null=True, blank=True)
    reason = models.CharField("取消原因", max_length=200, blank=True)
    closed_at = models.DateTimeField("结束时间", null=True, blank=True, editable=False)  # the last time
    reopened_at = models.DateTimeField("撤回结束的时间", null=True, blank=True, editable=False)  # the last time

    # when its leader was named by somebody else, or it was published with them: they are told
    leader_named_at = models.DateTimeField("派定负责人的时间", null=True, blank=True, editable=False)

    signed: int  # all by `with_faces` alone
    queued: int
    enrolled: int
    came: int
    when = ("starts_at", "ends_at", "closes_at")
    objects = ActivityQuerySet.as_manager()

    class Meta(Called.Meta):
        verbose_name = verbose_name_plural = "志愿活动"
        ordering = ["starts_at", "id"]
        constraints = [
            *Called.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="activity_ends_after_it_began",
                violation_error_message="结束时间要晚于开始时间。",
            ),
            models.CheckConstraint(
                condition=Q(closes_at__lte=F("ends_at")),
                name="sign_up_closes_by_the_end",
                violation_error_message="报名截止不能晚于活动结束。",
            ),
            models.CheckConstraint(
                condition=~Q(state="CANCELLED") | ~Q(reason=""),
                name="called_off_with_a_reason",
                violation_error_message="取消要写明原因。",
            ),
            models.UniqueConstraint(
                fields=["template", "period"],
                condition=Q(template__isnull=False),
                name="one_activity_of_a_period",
                violation_error_message="这一期已经生成过。",
            ),
        ]
        indexes = [
            # what is to come, or to close, in these communities?
            models.Index(fields=["community", "ends_at"], name="activities_of_community"),
            models.Index(fields=["state", "ends_at"], name="activities_ahead"),
        ]

    @property
    def left(self) -> int:
        """Places that nobody has, of one that came `with_faces`."""
        return max(0, self.quota - self.signed)

    @property
    def opens_at(self) -> datetime:
        """From when one may check in."""
        return self.starts_at - EARLY

    @property
    def shuts_at(self) -> datetime:
        return self.ends_at + LATE

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def is_closed(self) -> bool:
        return self.state == State.CLOSED

    @property
    def missed(self) -> int:
        """How many had a place and were seen by nobody, of one that came `with_faces`."""
        return self.enrolled - self.came

    @property
    def is_called_off(self) -> bool:
        return self.state == State.CANCELLED

    def is_led_by(self, person: User | None) -> bool:
        return person is not None and self.leader_id == person.pk

    @property
    def lacks(self) -> list[str]:
        """Only while somebody is still to lead it."""
        return super().lacks if self.state in (State.DRAFT, State.PUBLISHED) else []

    @property
    def organised_by(self) -> Team | Place:
        """Its team, if that still was one on the day; else the community alone."""
        stood = self.team and (self.team.ended_on is None or self.team.ended_on > localdate(self.starts_at))
        return self.team if self.team and stood else self.community

    @property
    def in_one_day(self) -> bool:
        return localdate(self.starts_at) == localdate(self.ends_at)

    @property
    def when_said(self) -> str:
        begun, over = localtime(self.starts_at), localtime(self.ends_at)
        end = f"{over:%H:%M}" if self.in_one_day else f"{over.month}月{over.day}日 {over:%H:%M}"
        return f"{begun.month}月{begun.day}日 {begun:%H:%M}—{end}"

    @property
    def goes_on_for_days(self) -> bool:
        """Nobody is there all the time: so many hours on each day."""
        return self.ends_at - self.starts_at > LONGEST_STAY

    def hours_around(self, moment: datetime) -> tuple[datetime, datetime]:
        """When it was planned for, on the day of this moment where it goes on for several."""
        if not self.goes_on_for_days:
            return self.starts_at, self.ends_at
        first, last = localtime(self.starts_at), localtime(self.ends_at)
        begun, over = (_on_the_day(moment, clock) for clock in (first, last))
        return max(begun, self.starts_at), min(over if over > begun else begun + LONGEST_STAY, self.ends_at)

    @property
    def righted_until(self) -> datetime:
        """So long somebody's 没有到场 may be put right."""
        return self.ends_at + RIGHTED_FOR

    def counted(self, came_at: datetime, left_at: datetime) -> tuple[datetime, datetime]:
        """What counts of a stay: from the planned start to the planned end and a grace. Turned round: nothing."""
        return max(came_at, self.starts_at), min(left_at, self.ends_at + GRACE)

    def start_is_fixed(self, at: datetime) -> bool:
        """It has begun, or somebody has checked in: their times hang on it. A draft may still be put off."""
        if self.state == State.DRAFT:
            return False
        return at >= self.starts_at or self.who_came() > 0

    def who_came(self) -> int:
        """How many have checked in, or were ticked. One query."""
        return self.sign_ups.filter(presences__isnull=False).distinct().count()

    def facts(self) -> dict[str, Any]:
        """A deadline at the start is one that nobody set: it is left empty, and follows the start."""
        closes_at = None if self.closes_at == self.starts_at else self.closes_at
        roles = [(role.name, role.quota) for role in self.roles.all()]
        return {**super().facts(), "closes_at": closes_at, "roles": roles}

    def takes_sign_ups(self, at: datetime) -> bool:
        return self.is_published and at < self.closes_at


def _on_the_day(moment: datetime, clock: datetime) -> datetime:
    return make_aware(datetime.combine(localdate(moment), clock.time().replace(tzinfo=None)))


class Role(models.Model):
    """A job within an activity (岗位), with places of its own."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="roles", verbose_name="活动", db_index=False)
    name = models.CharField("岗位", max_length=15)
    quota = models.PositiveIntegerField("名额")

    class Meta:
        verbose_name = verbose_name_plural = "活动岗位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["activity", "name"],
                name="one_role_of_a_name",
                violation_error_message="这个活动已经有这个岗位。",
            ),
            models.CheckConstraint(
                condition=Q(quota__gt=0), name="role_has_places", violation_error_message="岗位至少 1 人。"
            ),
        ]

    def __str__(self) -> str:
        return self.name
