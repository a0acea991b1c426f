from __future__ import annotations

from datetime import date, datetime, time

from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from accounts.models import User
from accounts.personal import EncryptedField
from grids.models import Place
from partyorg.hats import Hat
from teams.models.station import Station
from teams.models.team import Skill, TeamMember
from teams.people import masked
from teams.workflow import OPEN, State
from volunteers.kinds import Help
from volunteers.standing import in_sight

PARTS_END = {"MORNING": time(12), "AFTERNOON": time(18), "EVENING": time(22)}


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, hat: Hat) -> BookingQuerySet:
        """The one door for staff: bookings at the stations of the communities where this hat organises."""
        return self.filter(in_sight(hat, "station__community"))

    def open(self) -> BookingQuerySet:
        return self.filter(state__in=OPEN)

    def for_helper(self, person: User, on: date) -> BookingQuerySet:
        """What somebody in a team could take now: their skill, their community, their grids, not their own."""
        mine = TeamMember.objects.filter(person=person).who_go(on)
        fitting = mine.filter(
            Q(team__grids=None) | Q(team__grids=models.OuterRef("grid")),
            skills=models.OuterRef("skill"), team__community=models.OuterRef("station__community"),
        )  # fmt: skip
        return self.filter(models.Exists(fitting), state=State.ASKED).exclude(person=person)

    def with_faces(self) -> BookingQuerySet:
        return self.select_related("station__community", "grid", "skill", "person__volunteer", "helper__volunteer")


class Booking(models.Model):
    """帮办预约: a resident asks for somebody who can do a thing; one of a team goes there; both say that it is done."""

    class Part(models.TextChoices):
        MORNING = "MORNING", "上午"
        AFTERNOON = "AFTERNOON", "下午"
        EVENING = "EVENING", "晚上"

        def is_over(self, day: date, at: datetime) -> bool:
            """Whether nobody can come any more in this part of that day."""
            return localtime(at) >= datetime.combine(day, PARTS_END[self.value], tzinfo=localtime(at).tzinfo)

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    person = models.ForeignKey(User, models.PROTECT, related_name="bookings", verbose_name="预约人")
    station = models.ForeignKey(
        Station, models.PROTECT, related_name="bookings", verbose_name="党群服务站", db_index=False
    )
    grid = models.ForeignKey(Place, models.PROTECT, related_name="bookings", verbose_name="网格", db_index=False)
    skill = models.ForeignKey(Skill, models.PROTECT, related_name="bookings", verbose_name="特长", db_index=False)
    help = models.CharField("七助", max_length=16, choices=Help.choices)
    words = models.CharField("要办什么", max_length=200)
    where = EncryptedField("上门地址")  # read by whoever took it, as long as it is theirs
    wanted_on = models.DateField("哪一天")
    part = models.CharField("什么时候", max_length=12, choices=Part.choices)
    asked_at = models.DateTimeField("预约时间")
    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.ASKED)
    helper = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="bookings_taken", verbose_name="接单人"
    )
    taken_at = models.DateTimeField("接单时间", null=True, blank=True)
    minutes = models.PositiveIntegerField("分钟", null=True, blank=True)  # as the helper says
    said_at = models.DateTimeField("队员报时长时间", null=True, blank=True)
    objection = models.CharField("预约人说哪里不对", max_length=200, blank=True)  # until the helper reports again
    ended_at = models.DateTimeField("了结时间", null=True, blank=True)
    reason = models.CharField("取消原因", max_length=200, blank=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "帮办预约"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(help__in=Help.values),
                name="a_booking_is_one_of_seven",
                violation_error_message="预约要选七助中的一种。",
            ),
            models.CheckConstraint(
                condition=Q(helper__isnull=True) | ~Q(helper=models.F("person")),
                name="nobody_helps_themselves",
                violation_error_message="不能接自己的预约。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.ASKED) | Q(helper__isnull=True, minutes__isnull=True),
                name="a_booking_that_waits_is_nobodys",
                violation_error_message="等人接单的预约没有接单人。",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.TAKEN, State.DONE]) | Q(helper__isnull=False, taken_at__isnull=False),
                name="a_taken_booking_is_somebodys",
                violation_error_message="接了单的预约要有接单人。",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.DONE) | Q(minutes__gt=0, minutes__lte=12 * 60, ended_at__isnull=False),
                name="a_booking_is_done_with_minutes",
                violation_error_message="办好的预约要有时长。",
            ),
        ]
        indexes = [
            # the desk, and those who could take it: what waits at this station?
            models.Index(fields=["station", "state"], name="bookings_of_station"),
        ]

    def __str__(self) -> str:
        return f"{self.skill}（{self.get_help_display()}）"

    @property
    def when(self) -> str:
        return f"{self.wanted_on.month}月{self.wanted_on.day}日{self.get_part_display()}"

    def day_came(self, on: date) -> bool:
        return self.wanted_on <= on

    @property
    def has_word(self) -> bool:
        return self.minutes is not None

    @property
    def masked_person(self) -> str:
        return masked(self.person)

    @property
    def masked_helper(self) -> str:
        return masked(self.helper) if self.helper else ""
