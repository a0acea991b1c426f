from __future__ import annotations

import secrets
from datetime import datetime
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.personal import EncryptedField, masked_name, masked_phone
from cases.models.rules import Category
from cases.terms import OPEN, TERMINAL, TOP, Channel, Level, Satisfied, Solved, State, Supervision, Urgency
from grids.models import Place
from partyorg.hats import Hat
from partyorg.kinds import CHECKERS, Role
from partyorg.models import Organisation, Post

OPEN_STATES = sorted(OPEN)  # spelt alike in queries and indexes, so that PostgreSQL sees that one serves the other


class CaseQuerySet(models.QuerySet["Case"]):
    def visible_to(self, hat: Hat) -> CaseQuerySet:
        """The one door: what this hat may open. Lists, details, exports, searches and counts all go through it.

        A post with a territory sees the cases of its places; a unit sees what it owns, hosts or assists in;
        a resident sees their own reports. Nobody else sees anything.
        """
        doors = [_under(place) for place in (post.covers for post in hat.posts) if place]
        doors += [_next_door(post) for post in hat.posts if post.role in CHECKERS and post.place]
        if hat.unit_ids:
            doors += [_in_hands_of(hat)]
        if hat.person:
            doors += [Q(reporter=hat.person)]
        if hat.reporter_of:
            doors += [Q(pk=hat.reporter_of)]
        return self.filter(reduce(or_, doors)) if doors else self.none()

    def on_desk_of(self, hat: Hat) -> CaseQuerySet:
        """Open cases that wait for this hat's units or for a duty of its posts: the desk cuts its queues from them."""
        duties = [_waits_for(hat)] + [_duty(post.role, post.covers) for post in hat.posts if post.covers]
        duties += [_next_door(post) for post in hat.posts if post.role in CHECKERS and post.place]
        return self.open().filter(reduce(or_, duties))

    def open(self) -> CaseQuerySet:
        return self.filter(state__in=OPEN_STATES)

    def overdue(self, at: datetime) -> CaseQuerySet:
        """Open cases whose earliest pending clock has run out: the sweep's question, answered by index `case_due`."""
        return self.filter(due_at__lte=at)

    def with_faces(self) -> CaseQuerySet:
        """All that a list row or a case page names, in one query."""
        return self.select_related(
            "category", "place__parent__parent__parent", "owner_org", "host_org", "first_receiver"
        )


def _under(place: Place) -> Q:
    return Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)


def _next_door(post: Post) -> Q:
    """Checks in the same community: where a grid has one worker, the neighbour looks whether it is done."""
    community = post.place and post.place.parent_id
    return Q(Q(place__parent=community) | Q(place=community), state=State.CHECKING)


def _in_hands_of(hat: Hat) -> Q:
    units = hat.unit_ids
    assisting = AssistingUnit.objects.filter(organisation__in=units).values("case")
    return Q(owner_org__in=units) | Q(host_org__in=units) | Q(pk__in=assisting)


def _waits_for(hat: Hat) -> Q:
    """What the units own or host, what they are asked to answer, and what the system accepted in a grid's place."""
    units = hat.unit_ids
    asked = AssistingUnit.objects.filter(organisation__in=units, why=AssistingUnit.Why.NAMED, answered_at=None)
    copied = AssistingUnit.objects.filter(organisation__in=units, why=AssistingUnit.Why.COPIED)
    unclaimed = Q(state=State.ACCEPTED, owner_level=Level.GRID, pk__in=copied.values("case"))
    return Q(owner_org__in=units) | Q(host_org__in=units) | Q(pk__in=asked.values("case")) | unclaimed


def _duty(role: str, place: Place | None) -> Q:
    """What waits for a role rather than for a unit: to the grid force its grid's own work and every check."""
    if place is None:
        return Q(pk__in=[])
    waits = {
        Role.GRID_WORKER: Q(state__in=_IN_THE_GRID, owner_level=Level.GRID) | Q(state=State.CHECKING),
        Role.GUIDE: Q(state=State.CHECKING),
        Role.INTAKE_OFFICER: Q(state=State.SUBMITTED),
        Role.REVISIT_OFFICER: Q(state=State.REVISIT),
    }
    return _under(place) & waits.get(Role(role), Q(pk__in=[]))


_IN_THE_GRID = [State.SUBMITTED, State.ACCEPTED, State.DISPATCHED, State.HANDLING, State.REWORK]


def new_tracking_code() -> str:
    """Twelve characters nobody can guess (60 bits), none of them easily misread: K7QF-2M9X-4TPD."""
    letters = [secrets.choice("23456789ABCDEFGHJKMNPQRSTUVWXYZ") for _ in range(12)]
    return "-".join("".join(letters[i : i + 4]) for i in (0, 4, 8))


class Case(models.Model):
    """What a resident whistled about, and where it stands now. Its history is its events; both change together."""

    number = models.CharField("编号", max_length=32, unique=True)
    tracking_code = models.CharField("查询码", max_length=20, unique=True, default=new_tracking_code)
    key = models.UUIDField(
        "一次提交的标记", unique=True, null=True, editable=False
    )  # a double tap carries the same one

    # what was said
    title = models.CharField("事项", max_length=60)
    words = models.TextField("诉求内容", max_length=2000)
    category = models.ForeignKey(Category, models.PROTECT, null=True, blank=True, verbose_name="类别", db_index=False)
    urgency = models.CharField("紧急程度", max_length=16, choices=Urgency.choices, default=Urgency.NORMAL)
    channel = models.CharField("来源", max_length=16, choices=Channel.choices, default=Channel.SNAPSHOT)
    place = models.ForeignKey(Place, models.PROTECT, related_name="cases", verbose_name="地域", db_index=False)
    address = models.CharField("详细地点", max_length=200, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    households = models.PositiveIntegerField("影响户数", null=True, blank=True)

    # who said it
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="reports", verbose_name="诉求人"
    )
    reporter_name = EncryptedField("称呼", blank=True)
    reporter_phone = EncryptedField("联系电话", blank=True)
    reporter_phone_hash = models.CharField(max_length=64, blank=True, editable=False)
    anonymous = models.BooleanField("匿名", default=False)
    confidential = models.BooleanField("保密", default=False)

    # who answers (the keys without an index of their own are served by those below)
    state = models.CharField("状态", max_length=16, choices=State.choices)
    owner_level = models.PositiveSmallIntegerField("负责层级", choices=Level.choices, default=Level.GRID)
    owner_org = models.ForeignKey(
        Organisation, models.PROTECT, related_name="owned_cases", verbose_name="负责单位", db_index=False
    )
    host_org = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="hosted_cases",
        verbose_name="主办单位",
        db_index=False,
    )
    co_orgs = models.ManyToManyField(
        Organisation, through="AssistingUnit", related_name="assisted_cases", verbose_name="协办单位"
    )
    first_receiver = models.ForeignKey(
        Organisation, models.PROTECT, related_name="first_received_cases", verbose_name="首接单位", db_index=False
    )

    # until when: each clock keeps its start and its rule beside the moment, so that it can be explained and recomputed
    submitted_at = models.DateTimeField("上报时间")
    respond_from = models.DateTimeField(null=True, blank=True)
    respond_limit = models.CharField(max_length=8, blank=True)
    respond_by = models.DateTimeField("最晚回应", null=True, blank=True)
    handle_from = models.DateTimeField(null=True, blank=True)
    handle_limit = models.CharField(max_length=8, blank=True)
    handle_by = models.DateTimeField("最晚办好", null=True, blank=True)
    review_on = models.DateField("复核日期", null=True, blank=True)
    # when a clock's end was dealt with, when the top is looked at again; `due_at` follows from all of these
    respond_noted_at = models.DateTimeField(null=True, editable=False)
    handle_noted_at = models.DateTimeField(null=True, editable=False)
    supervise_at = models.DateTimeField("下次督办", null=True, editable=False)
    due_at = models.DateTimeField("最早到点", null=True, blank=True, editable=False)
    closed_at = models.DateTimeField("结案时间", null=True, blank=True)

    # flags
    overdue = models.BooleanField("超期", default=False)
    yellow_card = models.BooleanField("黄牌", default=False)
    red_card = models.BooleanField("红牌", default=False)
    supervised = models.CharField("督办", max_length=16, choices=Supervision.choices, blank=True, default="")
    repeat = models.BooleanField("重复诉求", default=False)
    emergency_direct = models.BooleanField("突发直报", default=False)
    answered_by_mail_only = models.BooleanField("只书面答复", default=False)
    rework_count = models.PositiveSmallIntegerField("重办次数", default=0)
    solved = models.CharField("解决了吗", max_length=8, choices=Solved.choices, blank=True)
    satisfied = models.CharField("满意吗", max_length=8, choices=Satisfied.choices, blank=True)

    version = models.PositiveIntegerField(default=0, editable=False)  # raised by every event: compare and set

    objects = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "案件"
        ordering = ["-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(owner_level__gte=Level.GRID, owner_level__lte=TOP), name="owner_level_is_a_rung"
            ),
            models.CheckConstraint(
                condition=Q(state__in=sorted(TERMINAL))
                | Q(respond_by__isnull=False)
                | Q(handle_by__isnull=False)
                | Q(review_on__isnull=False),
                name="an_open_case_has_a_clock",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.CLOSED) | Q(closed_at__isnull=False), name="closed_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(handle_by__isnull=True) | ~Q(handle_from=None), name="handle_clock_has_a_start"
            ),
        ]
        indexes = [
            # the sweep: which open cases have a clock that ran out?
            models.Index(fields=["due_at"], name="case_due", condition=Q(due_at__isnull=False)),
            # the desk: what open cases does my unit own or host, what is open in this place?
            models.Index(fields=["owner_org", "state"], name="open_case_of_owner", condition=Q(state__in=OPEN_STATES)),
            models.Index(fields=["host_org", "state"], name="open_case_of_host", condition=Q(state__in=OPEN_STATES)),
            models.Index(fields=["place", "state"], name="open_case_of_place", condition=Q(state__in=OPEN_STATES)),
            # the desk's order: which open cases are due first? which closed ones were closed last?
            models.Index(
                Coalesce("due_at", "handle_by", "respond_by"),
                "id",
                name="open_case_by_deadline",
                condition=Q(state__in=OPEN_STATES),
            ),
            models.Index(fields=["-closed_at", "-id"], name="case_by_closing", condition=Q(state=State.CLOSED)),
            # the resident and the register: what was ever reported in this place, or by this account?
            models.Index(fields=["place", "-submitted_at"], name="case_of_place"),
            # the same person's earlier reports
            models.Index(fields=["reporter_phone_hash"], name="case_of_phone", condition=~Q(reporter_phone_hash="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def reporter_shown(self) -> str:
        """The reporter as staff may see them in lists and pages: masked, or nothing at all."""
        if self.anonymous:
            return "匿名"
        if self.confidential:
            return "保密"
        return (
            " ".join(filter(None, [masked_name(self.reporter_name), masked_phone(self.reporter_phone)]))
            or "未留联系方式"
        )


class AssistingUnit(models.Model):
    """协办: a unit beside the host. Named ones must answer before the host may finish; late ones stay to help."""

    class Why(models.TextChoices):
        NAMED = "NAMED", "指定协办"
        LATE = "LATE", "逾期转协办"
        COPIED = "COPIED", "抄送"

    case = models.ForeignKey(Case, models.CASCADE, related_name="assisting", db_index=False)  # a_unit_assists_once
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, related_name="+", verbose_name="协办单位", db_index=False
    )
    why = models.CharField("缘由", max_length=8, choices=Why.choices)
    since_at = models.DateTimeField("起于")
    answered_at = models.DateTimeField("答复时间", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "协办单位"
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="a_unit_assists_once")]
        indexes = [models.Index(fields=["organisation", "case"], name="assisting_by_unit")]

    def __str__(self) -> str:
        return f"{self.organisation}（{self.get_why_display()}）"


class Follower(models.Model):
    """A household or person who is told how the case ends, besides the reporter."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="followers")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    name = EncryptedField("称呼", blank=True)
    phone = EncryptedField("手机号", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "关注人"

    def __str__(self) -> str:
        return masked_name(self.name) or masked_phone(self.phone)
