"""第三方满意度调查: what people outside asked residents, place by place, and which problems they found. Only counts."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from accounts.names import plain_name
from grids.models import Place

ENTERED_BEFORE = "同一个单位、同样日期、同样名称的调查已经录入过。要改，先把那一次作废，再录入。"


class Problem(models.Model):
    """问题标签: what a survey finds fault with. A register: others can be added."""

    name = models.CharField("问题", max_length=20, unique=True, validators=[plain_name])
    order = models.PositiveSmallIntegerField("次序", default=100)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = verbose_name_plural = "调查问题标签"
        ordering = ["order", "id"]

    def __str__(self) -> str:
        return self.name


class SurveyQuerySet(models.QuerySet["Survey"]):
    def same_as(self, name: str, by_whom: str, first_on: date, last_on: date, place: Place) -> SurveyQuerySet:
        """That survey, where it has been entered and stands: at most one."""
        said = {"name": name, "by_whom": by_whom, "first_on": first_on, "last_on": last_on}
        return self.filter(place=place, withdrawn_at=None, **said)


class Survey(models.Model):
    """调查: by whom, on which days, in which place. Entered once; a wrong one is withdrawn and entered anew."""

    key = models.UUIDField("一次填写的标记", unique=True, null=True, editable=False)  # a form sent twice
    name = models.CharField("名称", max_length=60)
    by_whom = models.CharField("调查单位", max_length=60)
    first_on = models.DateField("开始日期")
    last_on = models.DateField("结束日期")
    place = models.ForeignKey(Place, models.PROTECT, related_name="surveys", verbose_name="地域")
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="录入人")
    entered_at = models.DateTimeField("录入时间")
    withdrawn_at = models.DateTimeField("作废时间", null=True, blank=True)
    reason = models.CharField("作废理由", max_length=200, blank=True)

    objects = SurveyQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "满意度调查"
        ordering = ["-last_on", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_on__gte=F("first_on")),
                name="a_survey_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, reason="") | Q(withdrawn_at__isnull=False) & ~Q(reason=""),
                name="a_survey_is_withdrawn_for_a_reason",
                violation_error_message="作废要写理由。",
            ),
            models.UniqueConstraint(
                fields=["place", "first_on", "last_on", "name", "by_whom"],
                condition=Q(withdrawn_at__isnull=True),
                name="a_survey_is_entered_once",
                violation_error_message=ENTERED_BEFORE,
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SurveyResult(models.Model):
    """What was answered in one place. All places of a survey are on one level, so that a sum counts nobody twice."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="results", verbose_name="调查", db_index=False)
    place = models.ForeignKey(Place, models.PROTECT, related_name="survey_results", verbose_name="地域")
    satisfied = models.PositiveIntegerField("满意", default=0)
    mostly = models.PositiveIntegerField("基本满意", default=0)
    dissatisfied = models.PositiveIntegerField("不满意", default=0)

    class Meta:
        verbose_name = verbose_name_plural = "调查结果"
        ordering = ["survey", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["survey", "place"],
                name="one_result_of_a_place_in_a_survey",
                violation_error_message="这个地方在这次调查里已经有一行。",
            ),
            models.CheckConstraint(
                condition=Q(satisfied__gt=0) | Q(mostly__gt=0) | Q(dissatisfied__gt=0),
                name="a_survey_asked_somebody",
                violation_error_message="这个地方一个人也没有问到，请去掉这一行。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.survey} · {self.place}"


class SurveyTag(models.Model):
    """How many of those asked in a place named this problem."""

    result = models.ForeignKey(SurveyResult, models.PROTECT, related_name="tags", verbose_name="结果", db_index=False)
    problem = models.ForeignKey(Problem, models.PROTECT, related_name="+", verbose_name="问题", db_index=False)
    number = models.PositiveIntegerField("人数")

    class Meta:
        verbose_name = verbose_name_plural = "问题人数"
        ordering = ["result", "problem"]
        constraints = [
            models.UniqueConstraint(
                fields=["result", "problem"],
                name="a_problem_once_in_a_result",
                violation_error_message="一个地方的一个问题只写一次。",
            ),
            models.CheckConstraint(
                condition=Q(number__gt=0),
                name="a_problem_was_named",
                violation_error_message="没有人提的问题不用写。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.problem} {self.number}"
