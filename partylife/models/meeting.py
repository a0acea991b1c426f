from __future__ import annotations

from datetime import date, timedelta
from functools import reduce
from operator import or_
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import ADMINISTRATORS
from partyorg.models import Organisation

AGENDA_BEFORE = timedelta(days=3)  # 议题 are fixed three days ahead (domain.md 5)
DUE_SOON = timedelta(days=3)


def _seen(hat: Hat, meeting: str) -> list[Q]:
    """The doors to a meeting: a post at the unit that convened it or at one that was invited; a head above."""
    units = {post.organisation_id for post in hat.on if post.organisation_id and post.role not in ADMINISTRATORS}
    doors = [Q(**{f"{meeting}convener__in": units}), Q(**{f"{meeting}pk__in": _inviting(units)})] if units else []
    heads = [post.covers for post in hat.posts if post.is_head]
    return doors + [_convened_under(place, meeting) for place in heads if place]


def _inviting(units: set[int]) -> models.QuerySet:
    return Invitation.objects.filter(organisation__in=units).values("meeting")


def _convened_under(place: Place, meeting: str) -> Q:
    at = f"{meeting}convener__place__"
    return Q(**{f"{at}tree_id": place.tree_id, f"{at}lft__gte": place.lft, f"{at}rght__lte": place.rght})


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, hat: Hat) -> MeetingQuerySet:
        """The one door: who convened it, who was invited, and the heads above whoever convened it."""
        doors = _seen(hat, "")
        return self.filter(reduce(or_, doors)) if doors else self.none()


class Meeting(models.Model):
    """A meeting of several organisations: 联席会议, or one at which a leading group studies its work (定期研究)."""

    class Kind(models.TextChoices):
        JOINT = "JOINT", "联席会议"
        LEADING_GROUP = "LEADING_GROUP", "领导小组会议"

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)
    kind = models.CharField("类型", max_length=16, choices=Kind.choices)
    convener = models.ForeignKey(Organisation, models.PROTECT, related_name="meetings", verbose_name="召集单位")
    title = models.CharField("会议名称", max_length=60)
    held_at = models.DateTimeField("时间")
    place = models.CharField("地点", max_length=100)
    chair = models.CharField("主持人", max_length=64)
    agenda = models.TextField("议题", max_length=2000, blank=True)
    agenda_at = models.DateTimeField("议题确定时间", null=True)
    minutes = models.TextField("会议纪要", max_length=2000, blank=True)
    minutes_at = models.DateTimeField("纪要时间", null=True)
    convened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", db_index=False)
    convened_at = models.DateTimeField("召集时间")
    invited = models.ManyToManyField(Organisation, through="Invitation", related_name="invited_to")

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "会议"
        ordering = ["-held_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(agenda="", agenda_at__isnull=True) | (~Q(agenda="") & Q(agenda_at__isnull=False)),
                name="an_agenda_was_fixed_at_a_moment",
                violation_error_message="议题要有确定的时间。",
            ),
            models.CheckConstraint(
                condition=Q(minutes="", minutes_at__isnull=True)
                | (~Q(minutes="") & Q(minutes_at__gte=models.F("held_at"))),
                name="minutes_are_written_after_the_meeting",
                violation_error_message="会议开过以后才写纪要。",
            ),
        ]
        indexes = [models.Index(fields=["held_at"], name="meetings_by_time")]

    def __str__(self) -> str:
        return self.title

    @property
    def agenda_is_late(self) -> bool:
        """Whether the agenda was, or could only yet be, fixed less than three days before the day of the meeting."""
        return self.agenda_at is None or localdate(self.held_at) - localdate(self.agenda_at) < AGENDA_BEFORE


class Invitation(models.Model):
    """受邀: an organisation of any kind, 业主监督委员会 among them."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="invitations", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="invitations")

    class Meta:
        verbose_name = verbose_name_plural = "受邀单位"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "organisation"],
                name="each_is_invited_once",
                violation_error_message="这个单位已经受邀",
            )
        ]

    def __str__(self) -> str:
        return str(self.organisation)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, hat: Hat) -> DecisionQuerySet:
        """Those of the meetings one may see."""
        doors = _seen(hat, "meeting__")
        return self.filter(reduce(or_, doors)) if doors else self.none()

    def open(self) -> DecisionQuerySet:
        return self.filter(done_on=None)

    def with_faces(self) -> DecisionQuerySet:
        return self.select_related("meeting__convener", "unit")


class Decision(models.Model):
    """议定事项: what a meeting decided, followed until it is done: who, until when, with what result."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions", verbose_name="会议")
    what = models.CharField("议定事项", max_length=200)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="decisions", verbose_name="办理单位")
    due_on = models.DateField("办好日期")
    done_on = models.DateField("办结日期", null=True)
    result = models.CharField("办理结果", max_length=500, blank=True)
    recorded_at = models.DateTimeField("记录时间")

    objects = DecisionQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "议定事项"
        ordering = ["due_on", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(done_on__isnull=True, result="") | (Q(done_on__isnull=False) & ~Q(result="")),
                name="what_is_done_has_a_result",
                violation_error_message="办结要写明结果。",
            )
        ]
        indexes = [
            models.Index(fields=["due_on"], name="open_decisions_by_day", condition=Q(done_on__isnull=True)),
        ]

    def __str__(self) -> str:
        return self.what

    def is_late(self, today: date) -> bool:
        return self.done_on is None and self.due_on < today

    def is_soon(self, today: date) -> bool:
        return self.done_on is None and today <= self.due_on <= today + DUE_SOON
