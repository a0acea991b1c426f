from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import models
from django.db.models import CharField, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Cast, Concat

from accounts.models import User
from cases.models import Case
from grids.models import Place
from partyorg.hats import Hat
from volunteers.kinds import TIMED, Currency, Entry, Help, Work
from volunteers.models.scheme import Scheme
from volunteers.models.transfer import Transfer
from volunteers.standing import in_keeping
from volunteers.workflow import UNDECIDED, State


class ServiceQuerySet(models.QuerySet["Service"]):
    def visible_to(self, hat: Hat) -> ServiceQuerySet:
        """The one door for staff: records of the territory in which this hat decides, but nobody's own."""
        return self.filter(in_keeping(hat)).exclude(person=hat.person)

    def of(self, person: User) -> ServiceQuerySet:
        return self.filter(person=person)

    def with_faces(self) -> ServiceQuerySet:
        """All that a row or a page names, in one query."""
        return self.select_related(
            "person__volunteer", "community__parent", "case", "recorded_by", "decided_by", "scheme"
        )

    def undecided(self) -> ServiceQuerySet:
        return self.filter(state__in=UNDECIDED)

    def approved(self) -> ServiceQuerySet:
        return self.filter(state=State.APPROVED)

    def with_rows(self, currency: Currency) -> models.QuerySet[Any]:
        """`row`: the ledger's row that each was awarded by, its amount, its moment and what ended it; found by its key,
        as volunteers.actions.services writes it.
        """
        key = Concat(Value("service:"), Cast(OuterRef("pk"), CharField()), Value(f":{currency}"))
        mine = Transfer.objects.filter(key=key, entry=Entry.AWARD).order_by()
        named = {"row": "pk", "row_amount": "amount", "row_at": "at", "row_ended": "ended_by"}
        return self.annotate(**{name: Subquery(mine.values(of)) for name, of in named.items()})


class Service(models.Model):
    """志愿服务记录: what somebody did, as somebody else saw it; the only thing that hours and points are awarded for.

    `key` says of what it is the record, once. `minutes` is how long it was; `counted` how much of it the points were
    reckoned from, and `points` how many came of it, both written when it is approved (volunteers/earning.py). Of a help
    `starts_at` and `ends_at` are the part of the day for which it was booked: its `minutes` lie somewhere in it.
    """

    key = models.CharField("来源凭证", max_length=100, unique=True)
    person = models.ForeignKey(User, models.PROTECT, related_name="services", verbose_name="志愿者", db_index=False)
    community = models.ForeignKey(Place, models.PROTECT, related_name="services", verbose_name="社区", db_index=False)
    work = models.CharField("服务来源", max_length=16, choices=Work.choices)
    help = models.CharField("七助", max_length=16, choices=Help.choices, blank=True)
    title = models.CharField("做了什么", max_length=100)
    source = models.CharField("来源", max_length=80)  # label and id: "activities.signup 12"
    case = models.ForeignKey(Case, models.PROTECT, null=True, blank=True, related_name="services", verbose_name="案件")
    day = models.DateField("日期")
    starts_at = models.DateTimeField("开始", null=True, blank=True)
    ends_at = models.DateTimeField("结束", null=True, blank=True)
    minutes = models.PositiveIntegerField("分钟", default=0)
    claim = models.PositiveIntegerField("申报积分", default=0)  # of a donation: what it was taken in for

    # what it was seen by, for the holds (volunteers/holding.py)
    device = models.CharField("设备", max_length=64, blank=True, editable=False)  # a keyed hash
    photo = models.CharField("照片", max_length=64, blank=True, editable=False)  # sha-256 of what was sent
    came_lat = models.FloatField(null=True, editable=False)
    came_lon = models.FloatField(null=True, editable=False)
    left_lat = models.FloatField(null=True, editable=False)
    left_lon = models.FloatField(null=True, editable=False)
    # when they were there, where not all of it counts; else `starts_at` and `ends_at` say so
    came_at = models.DateTimeField("签到", null=True, editable=False)
    left_at = models.DateTimeField("签退", null=True, editable=False)
    held = models.JSONField("审核提示", default=list, blank=True)  # [kind, sentence] each

    recorded_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="记录人", db_index=False
    )  # null: the system
    recorded_at = models.DateTimeField("记录时间")

    state = models.CharField("状态", max_length=12, choices=State.choices, default=State.WAITING)
    decided_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="审核人", db_index=False
    )
    decided_at = models.DateTimeField("审核时间", null=True, blank=True)
    reason = models.CharField("理由", max_length=200, blank=True)
    appeal_by = models.DateTimeField("最晚申诉", null=True, blank=True)
    appeal = models.CharField("申诉", max_length=500, blank=True)
    appealed_at = models.DateTimeField("申诉时间", null=True, blank=True)
    scheme = models.ForeignKey(
        Scheme, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="按哪份细则"
    )
    counted = models.PositiveIntegerField("计分分钟", default=0)
    points = models.PositiveIntegerField("积分", default=0)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "志愿服务记录"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at__isnull=True, ends_at__isnull=True)
                | Q(starts_at__isnull=False, ends_at__isnull=False, ends_at__gte=F("starts_at")),
                name="service_ends_after_it_began",
                violation_error_message="结束时间不能早于开始时间。",
            ),
            models.CheckConstraint(
                condition=Q(work__in=TIMED, minutes__gt=0, minutes__lte=24 * 60) | (~Q(work__in=TIMED) & Q(minutes=0)),
                name="service_by_the_hour_has_hours",
                violation_error_message="按时长的服务要有时长，最多一天；其他的没有。",
            ),
            models.CheckConstraint(
                condition=Q(state__in=UNDECIDED) | Q(decided_at__isnull=False),
                name="service_decided_has_its_time",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["REJECTED", "UPHELD", "REVERSED"]) | ~Q(reason=""),
                name="a_no_has_its_reason",
                violation_error_message="不通过要写明理由。",
            ),
            models.CheckConstraint(
                condition=Q(recorded_by__isnull=True) | ~Q(recorded_by=F("person")),
                name="nobody_records_themselves",
                violation_error_message="不能给自己记。",
            ),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("person")),
                name="nobody_decides_on_themselves",
                violation_error_message="不能审核自己的。",
            ),
            models.UniqueConstraint(
                fields=["case", "work"],
                condition=Q(case__isnull=False),
                name="a_case_is_awarded_once",
                violation_error_message="这件事已经记过分。",
            ),
        ]
        indexes = [
            # a person's page; what they did that day and that month (the caps, what overlaps)
            models.Index(fields=["person", "day"], name="services_of_person"),
            # the desk: what waits here? and what a community's people did, by day
            models.Index(fields=["community", "id"], name="services_waiting", condition=Q(state__in=UNDECIDED)),
            models.Index(fields=["community", "day"], name="services_of_community"),
            # what was decided lately? (notifications/letters.py)
            models.Index(fields=["decided_at"], name="services_decided", condition=Q(decided_at__isnull=False)),
            # who else was seen by this device that day, who sent this picture?
            models.Index(fields=["device", "day"], name="services_of_device", condition=~Q(device="")),
            models.Index(fields=["photo"], name="services_of_photo", condition=~Q(photo="")),
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display()}：{self.title}"

    @property
    def there_from(self) -> datetime | None:
        return self.came_at or self.starts_at

    @property
    def there_until(self) -> datetime | None:
        return self.left_at or self.ends_at

    @property
    def is_held(self) -> bool:
        return bool(self.held)

    @property
    def month(self) -> date:
        return self.day.replace(day=1)
