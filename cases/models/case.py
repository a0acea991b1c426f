from __future__ import annotations

import secrets

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce

from accounts.personal import EncryptedField, masked_name, masked_phone
from cases.models.queries import OPEN_STATES, CaseQuerySet
from cases.models.rules import Category
from cases.terms import (
    OPEN,
    TERMINAL,
    TOP,
    Channel,
    Dissatisfaction,
    Level,
    Matter,
    Mediation,
    Purpose,
    Satisfied,
    Solved,
    State,
    Supervision,
    Urgency,
    WhistleKind,
)
from grids.models import Place
from partyorg.models import Organisation


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
    purpose = models.CharField("上报目的", max_length=16, choices=Purpose.choices, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="cases", verbose_name="地域", db_index=False)
    address = models.CharField("详细地点", max_length=200, blank=True)
    lat = models.FloatField("纬度", null=True, blank=True)
    lon = models.FloatField("经度", null=True, blank=True)
    households = models.PositiveIntegerField("影响户数", null=True, blank=True)
    patrol = models.CharField("巡查编号", max_length=20, blank=True)  # of the round on which it was found: P-12

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

    whistle_kind = models.CharField("哨的种类", max_length=16, choices=WhistleKind.choices, blank=True)
    # closes with it; the index of the key answers which cases were merged into one
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", verbose_name="并入"
    )
    proposed = models.CharField("等着决定的提请", max_length=16, choices=Matter.choices, blank=True)  # see Proposal

    # until when: each clock keeps its start and its rule beside the moment, so that it can be explained and recomputed
    submitted_at = models.DateTimeField("上报时间")
    respond_from = models.DateTimeField(null=True, blank=True)
    respond_limit = models.CharField(max_length=8, blank=True)
    respond_by = models.DateTimeField("最晚回应", null=True, blank=True)
    handle_from = models.DateTimeField(null=True, blank=True)
    handle_limit = models.CharField(max_length=8, blank=True)
    handle_by = models.DateTimeField("最晚办好", null=True, blank=True)
    review_on = models.DateField("复核日期", null=True, blank=True)
    remind_at = models.DateTimeField("催办时间", null=True, editable=False)  # 80 % of the handling time
    report_in_by = models.DateTimeField("最晚报到", null=True, editable=False)  # None: nobody has to
    contact_by = models.DateTimeField("最晚联系诉求人", null=True, editable=False)  # None: nobody has to
    decide_by = models.DateTimeField("最晚裁定", null=True, editable=False)
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
    supervise_due_on = models.DateField("督办期限", null=True, blank=True)
    repeat = models.BooleanField("重复诉求", default=False)
    emergency_direct = models.BooleanField("突发直报", default=False)
    answered_by_mail_only = models.BooleanField("只书面答复", default=False)
    rework_count = models.PositiveSmallIntegerField("重办次数", default=0)
    solved = models.CharField("解决了吗", max_length=8, choices=Solved.choices, blank=True)
    satisfied = models.CharField("满意吗", max_length=8, choices=Satisfied.choices, blank=True)
    dissatisfaction = models.CharField("不满意的是", max_length=16, choices=Dissatisfaction.choices, blank=True)
    explained = models.BooleanField("解释结案", default=False)  # still counts as not satisfied
    mediation = models.CharField("调解结果", max_length=16, choices=Mediation.choices, blank=True)

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
            # who has something to decide?
            models.Index(fields=["place", "proposed"], name="case_with_a_question", condition=~Q(proposed="")),
            # the same person's earlier reports
            models.Index(fields=["reporter_phone_hash"], name="case_of_phone", condition=~Q(reporter_phone_hash="")),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def rung(self) -> int:
        """The rung that has it: its level, or a higher one whose unit stands in where the level has none yet."""
        return max(self.owner_level, self.owner_org.rung or 0)

    @property
    def may_be_contacted(self) -> bool:
        """Whether the host can get in touch with the reporter: known to it, and not one of the staff on patrol."""
        known = bool(self.reporter_id or self.reporter_phone_hash)
        return known and not (self.anonymous or self.confidential or self.channel == Channel.PATROL)

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
