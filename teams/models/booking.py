from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils.timezone import localdate, localtime

from accounts.models import User
from accounts.personal import EncryptedField
from grids.models import Place
from partyorg.hats import Hat
from teams.models.station import Station
from teams.models.team import Skill, TeamMember
from teams.people import masked, told_apart
from teams.workflow import OPEN, Stand, State
from volunteers.kinds import Help
from volunteers.standing import in_sight

# From when to when somebody may come.
HOURS = {"MORNING": (time(6), time(12)), "AFTERNOON": (time(12), time(18)), "EVENING": (time(18), time(22))}
MOST_MINUTES = 8 * 60  # of one help: nobody stays for longer
DAYS_WAITED = 7  # after its day, for somebody to come forward
DAYS_UNREPORTED = 14  # after its day, for the one who took it to say how long it took


class BookingQuerySet(models.QuerySet["Booking"]):
    def visible_to(self, hat: Hat) -> BookingQuerySet:
        """The one door for staff: bookings at the stations of the communities where this hat organises."""
        return self.filter(in_sight(hat, "station__community"))

    def open(self) -> BookingQuerySet:
        return self.filter(state__in=OPEN)

    def in_hand(self) -> BookingQuerySet:
        """Taken, and nothing said yet of how long it took."""
        return self.filter(state=State.TAKEN, minutes=None)

    def still_to_come(self, at: datetime) -> BookingQuerySet:
        """Whose part of the day is not over."""
        today = localdate(at)
        over = [part for part in Booking.Part if part.is_over(today, at)]
        return self.filter(Q(wanted_on__gt=today) | Q(wanted_on=today) & ~Q(part__in=over))

    def what_waits_first(self) -> BookingQuerySet:
        """What nobody has taken, what is taken, what has ended; of the open ones those whose day comes first."""
        rank = {State.ASKED: 0, State.TAKEN: 1}
        ranks = [models.When(state=state, then=models.Value(number)) for state, number in rank.items()]
        day = models.Case(models.When(state__in=OPEN, then="wanted_on"), default=None)
        ranked = self.annotate(rank=models.Case(*ranks, default=models.Value(len(rank))), day=day)
        return ranked.order_by("rank", F("day").asc(nulls_last=True), "-id")

    def for_helper(self, person: User, at: datetime) -> BookingQuerySet:
        """What somebody in a team could take now: their skill, their community, their grids; not their own."""
        mine = TeamMember.objects.filter(person=person).who_go(localdate(at))
        fitting = mine.filter(
            Q(team__grids=None) | Q(team__grids=models.OuterRef("grid")),
            skills=models.OuterRef("skill"), team__community=models.OuterRef("station__community"),
        )  # fmt: skip
        waiting = self.still_to_come(at).filter(models.Exists(fitting), state=State.ASKED)
        return waiting.exclude(person=person)

    def with_faces(self) -> BookingQuerySet:
        return self.select_related("station__community", "grid", "skill", "person__volunteer", "helper__volunteer")


class Booking(models.Model):
    """帮办预约: a resident asks for somebody who can do a thing; one of a team goes there; both say that it is done."""

    class Part(models.TextChoices):
        MORNING = "MORNING", "上午"
        AFTERNOON = "AFTERNOON", "下午"
        EVENING = "EVENING", "晚上"

        def has_begun(self, day: date, at: datetime) -> bool:
            return localtime(at) >= self._on(day, at, 0)

        def is_over(self, day: date, at: datetime) -> bool:
            """Whether nobody can come any more in this part of that day."""
            return localtime(at) >= self._on(day, at, 1)

        def hours_on(self, day: date, at: datetime) -> tuple[datetime, datetime]:
            return self._on(day, at, 0), self._on(day, at, 1)

        @property
        def minutes(self) -> int:
            """How long it is."""
            starts, ends = HOURS[self.value]
            return (ends.hour - starts.hour) * 60

        def _on(self, day: date, at: datetime, end: int) -> datetime:
            return datetime.combine(day, HOURS[self.value][end], tzinfo=localtime(at).tzinfo)

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
                condition=Q(helper__isnull=True) | ~Q(helper=F("person")),
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
                condition=~Q(state=State.DONE) | Q(minutes__gt=0, ended_at__isnull=False),
                name="a_booking_is_done_with_minutes",
                violation_error_message="办好的预约要有时长。",
            ),
        ]
        indexes = [
            # the desk, and those who could take it: what waits at this station?
            models.Index(fields=["station", "state"], name="bookings_of_station"),
            # what was asked for since the last letters? (notifications/helping.py)
            models.Index(fields=["asked_at"], name="bookings_to_tell", condition=Q(state=State.ASKED)),
        ]

    def __str__(self) -> str:
        return f"{self.skill}（{self.get_help_display()}）"

    @property
    def when(self) -> str:
        return f"{self.wanted_on.month}月{self.wanted_on.day}日{self.get_part_display()}"

    def stand(self, at: datetime) -> Stand:
        part = self.Part(self.part)
        begun, over = part.has_begun(self.wanted_on, at), part.is_over(self.wanted_on, at)
        return Stand(self.state, self.has_word, begun, over)

    def is_late(self, at: datetime) -> bool:
        """The time for which it was booked is over, and nobody has said that it was done."""
        return self.state in OPEN and not self.has_word and self.stand(at).over

    def within(self, at: datetime) -> tuple[datetime, datetime] | None:
        """In what time it was done, as far as is known: in the part for which it was booked, before anybody said so.
        None where it was taken after that part: they had agreed upon another time."""
        starts_at, ends_at = self.Part(self.part).hours_on(self.wanted_on, at)
        if self.taken_at is None or self.taken_at >= ends_at:
            return None
        return starts_at, min(ends_at, self.said_at or at)

    @property
    def closes_on(self) -> date:
        """The last day on which it is open, where nothing more is done about it before."""
        days = DAYS_WAITED if self.state == State.ASKED else DAYS_UNREPORTED
        return self.wanted_on + timedelta(days=days)

    @property
    def has_word(self) -> bool:
        return self.minutes is not None

    @property
    def masked_person(self) -> str:
        return masked(self.person)

    @property
    def masked_helper(self) -> str:
        return masked(self.helper) if self.helper else ""

    @property
    def known_helper(self) -> str:
        return told_apart(self.helper) if self.helper else ""
