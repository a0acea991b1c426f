"""What two people settle together: proposals, consultations, ratings."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.timezone import localtime

from cases.models.case import Case
from cases.models.event import Event
from cases.terms import Level, Matter, Outcome
from partyorg.models import Organisation, Post


class Proposal(models.Model):
    """提请: one person asks, another decides. At most one is pending in a case (`Case.proposed` says which).

    `asked`, `decided`: the rows of the timeline that say who, by which post, when and why. `detail` by matter:
    REFUSAL reason, channel; DISPUTE basis; EXTENSION limit (as worktime reads it); SUSPENSION cause, plan, review_on.
    """

    case = models.ForeignKey(Case, models.PROTECT, related_name="proposals", verbose_name="案件")
    matter = models.CharField("提请", max_length=16, choices=Matter.choices)
    level = models.PositiveSmallIntegerField("层级", choices=Level.choices)
    asked_at = models.DateTimeField("提请时间")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="提请人", db_index=False
    )
    asked_post = models.ForeignKey(
        Post, models.PROTECT, null=True, related_name="+", verbose_name="以何岗位", db_index=False
    )
    reason = models.TextField("理由")
    detail = models.JSONField("详情", default=dict)
    outcome = models.CharField("结果", max_length=16, choices=Outcome.choices, blank=True)
    decided_at = models.DateTimeField("决定时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="决定人", db_index=False
    )
    answer = models.TextField("答复", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "提请"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["case"], condition=Q(outcome=""), name="one_question_at_a_time"),
            models.UniqueConstraint(fields=["case"], condition=Q(matter=Matter.DISPUTE), name="disputed_once"),
        ]

    def __str__(self) -> str:
        return f"{self.get_matter_display()} {self.get_outcome_display() or '等待决定'}"


class Consultation(models.Model):
    """会商: which units meet when about what, and what they wrote down. Without minutes nobody leaves."""

    case = models.ForeignKey(Case, models.PROTECT, related_name="consultations", verbose_name="案件")
    about = models.TextField("议题")
    meets_at = models.DateTimeField("开会时间")
    where = models.CharField("地点", max_length=120)
    units = models.ManyToManyField(Organisation, related_name="+", verbose_name="受邀单位")
    minutes = models.TextField("纪要", blank=True)
    written_at = models.DateTimeField("纪要时间", null=True)

    class Meta:
        verbose_name = verbose_name_plural = "会商"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{localtime(self.meets_at):%m-%d %H:%M} {self.about[:20]}"


class Rating(models.Model):
    """双考核: the whistler rates who was called (RESPONSE); the platform whether the whistle was due (WHISTLE)."""

    class Of(models.TextChoices):
        RESPONSE = "RESPONSE", "评报到"
        WHISTLE = "WHISTLE", "评吹哨"

    case = models.ForeignKey(Case, models.PROTECT, related_name="ratings", verbose_name="案件")
    whistle = models.ForeignKey(Event, models.PROTECT, related_name="+", verbose_name="哪一次哨")
    of = models.CharField("评什么", max_length=16, choices=Of.choices)
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="ratings", verbose_name="被评单位")
    by_unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", verbose_name="评价单位", db_index=False)
    at = models.DateTimeField("时间")
    on_time = models.BooleanField("及时", null=True)
    solved = models.BooleanField("解决", null=True)
    manner = models.PositiveSmallIntegerField(
        "态度", null=True, validators=[MinValueValidator(1), MaxValueValidator(5)]
    )
    proper = models.BooleanField("该吹", null=True)
    note = models.TextField("说明", blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "双考核评价"
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(fields=["whistle", "of", "unit"], name="a_whistle_is_rated_once"),
            models.CheckConstraint(
                condition=Q(of="RESPONSE", on_time__isnull=False, solved__isnull=False, manner__isnull=False)
                | Q(of="WHISTLE", proper__isnull=False),
                name="a_rating_is_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_of_display()} {self.unit}"
