from __future__ import annotations

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

from checkins.models.member import MemberCheckIn
from checkins.standing import units_of, watched_by, within
from checkins.workflow import Grade
from partyorg.hats import Hat
from partyorg.models import Member, Organisation


class AppraisalQuerySet(models.QuerySet["Appraisal"]):
    def visible_to(self, hat: Hat) -> AppraisalQuerySet:
        """The one door: the community's party roles; once it is returned, the work unit it went to, and the member."""
        if hat.person is None:
            return self.none()
        to_unit = Q(feedback__unit__in=[unit.pk for unit in units_of(hat)])
        own = Q(member__account=hat.person, returned_at__isnull=False)
        return self.filter(within(watched_by(hat), "check_in__community") | to_unit | own)

    def standing_for(self, hat: Hat) -> AppraisalQuerySet:
        """Those that hold for this hat: no correction that it may see has taken their place."""
        corrections = Appraisal.objects.visible_to(hat).filter(corrects__isnull=False)
        return self.exclude(pk__in=corrections.values("corrects"))

    def with_faces(self) -> AppraisalQuerySet:
        return self.select_related(
            "member__works_at", "check_in__community__parent", "written_by", "feedback__unit", "correction"
        )


class Appraisal(models.Model):
    """年度评价: what the community says of a member's year. Returned to the work unit it never changes (the database
    refuses); what was wrong is said in a new row that points to it.
    """

    check_in = models.ForeignKey(MemberCheckIn, models.PROTECT, related_name="appraisals", verbose_name="党员报到")
    member = models.ForeignKey(
        Member, models.PROTECT, related_name="appraisals", verbose_name="党员", db_index=False
    )  # the check-in's: one appraisal of a member and year, whatever the check-in
    year = models.PositiveSmallIntegerField("年度", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    grade = models.CharField("等次", max_length=16, choices=Grade.choices)
    words = models.TextField("评语", max_length=2000)
    corrects = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="correction", verbose_name="更正哪一份"
    )
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="评价人")
    written_at = models.DateTimeField("评价时间")
    returned_at = models.DateTimeField("反馈时间", null=True, blank=True)

    objects = AppraisalQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "年度评价"
        constraints = [
            models.UniqueConstraint(
                fields=["member", "year"],
                condition=Q(corrects__isnull=True),
                name="one_appraisal_of_a_member_and_year",
                violation_error_message="这名党员这一年的评价已经写过了",
            ),
            models.CheckConstraint(
                condition=Q(year__gte=2000, year__lte=2100),
                name="an_appraisal_is_of_a_real_year",
                violation_error_message="年度要在 2000 到 2100 之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member}{self.year}年评价"

    @property
    def goes_to(self) -> Organisation | None:
        """The unit it is returned to: where the member works; a correction follows what it corrects."""
        return self.corrects.feedback.unit if self.corrects else self.member.works_at

    @property
    def is_returned(self) -> bool:
        return self.returned_at is not None


class Feedback(models.Model):
    """反馈: an appraisal as it came to the work unit of that day; read and acknowledged (签收) there."""

    appraisal = models.OneToOneField(Appraisal, models.PROTECT, related_name="feedback", verbose_name="评价")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="feedbacks", verbose_name="工作单位")
    returned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="反馈人")
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="签收人"
    )
    acknowledged_at = models.DateTimeField("签收时间", null=True, blank=True)
    answer = models.CharField("单位意见", max_length=500, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "评价反馈"
        constraints = [
            models.CheckConstraint(
                condition=Q(acknowledged_by__isnull=True, acknowledged_at__isnull=True, answer="")
                | Q(acknowledged_by__isnull=False, acknowledged_at__isnull=False),
                name="a_feedback_is_acknowledged_by_somebody",
                violation_error_message="签收要有签收人和时间。",
            )
        ]

    def __str__(self) -> str:
        return f"{self.appraisal} → {self.unit}"
