from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q

from grids.models import Place
from volunteers.kinds import A_DAY, Currency, Help, Work


class SchemeQuerySet(models.QuerySet["Scheme"]):
    def in_force(self, on: date) -> SchemeQuerySet:
        return self.filter(Q(valid_until__isnull=True) | Q(valid_until__gte=on), valid_from__lte=on)


class Scheme(models.Model):
    """积分细则: what service is worth in one community, from–to. Of several the nearest holds: the community's own, its
    street's, its district's, else the one of no place (domain.md §4). What it has awarded keeps the rule it had.
    """

    place = models.ForeignKey(
        Place, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="地域", help_text="空着：各处通用"
    )
    name = models.CharField("名称", max_length=60)
    valid_from = models.DateField("从哪天起")
    valid_until = models.DateField("到哪天止", null=True, blank=True)

    points_per_hour = models.DecimalField(
        "每小时积分", max_digits=5, decimal_places=2, default=Decimal(1), validators=[MinValueValidator(0)]
    )
    activity_minutes = models.PositiveIntegerField(
        "一次最多算几分钟", default=120, validators=[MaxValueValidator(A_DAY)]
    )
    day_minutes = models.PositiveIntegerField("一天最多算几分钟", default=480, validators=[MaxValueValidator(A_DAY)])
    day_points = models.PositiveIntegerField("一天最多几分", null=True, blank=True)
    month_points = models.PositiveIntegerField("一个月最多几分", null=True, blank=True)

    report_points = models.PositiveIntegerField("随手拍受理得几分", default=2)
    valued_points = models.PositiveIntegerField("有价值再加几分", default=3)
    wish_points = models.PositiveIntegerField("实现微心愿得几分", default=2)
    referral_points = models.PositiveIntegerField("推荐新志愿者得几分", default=2)
    donation_most = models.PositiveIntegerField("一次捐赠最多给几分", default=50)

    expires_after_years = models.PositiveIntegerField(
        "几年后的年底过期", null=True, blank=True, default=1, validators=[MaxValueValidator(20)],
        help_text="1：第二年的 12 月 31 日。空着：不过期。",
    )  # fmt: skip
    pickup_days = models.PositiveIntegerField(
        "取货码几天有效", default=15, validators=[MinValueValidator(1), MaxValueValidator(90)]
    )
    appeal_days = models.PositiveIntegerField(
        "几个工作日内可以申诉", default=5, validators=[MinValueValidator(1), MaxValueValidator(60)]
    )

    family = models.BooleanField(
        "家人之间可以转积分", default=False, help_text="要双方同意成为家人；别的人之间一律不能转。"
    )

    tier_by = models.CharField("按什么评级", max_length=8, choices=Currency.choices, default=Currency.HOURS)
    silver_at = models.PositiveIntegerField("银星：近 12 个月满", default=20, help_text="小时，或者分")
    gold_at = models.PositiveIntegerField("金星：近 12 个月满", default=50)
    vip_at = models.PositiveIntegerField("VIP：近 12 个月满", default=100)

    objects = SchemeQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "积分细则"
        ordering = ["place", "valid_from"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="a_scheme_ends_after_it_began",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.CheckConstraint(
                condition=Q(silver_at__lte=F("gold_at"), gold_at__lte=F("vip_at")),
                name="tiers_rise",
                violation_error_message="银星、金星、VIP 的门槛要一级比一级高。",
            ),
            models.CheckConstraint(
                condition=Q(points_per_hour__gte=0),
                name="an_hour_is_worth_no_less_than_nothing",
                violation_error_message="每小时积分不能是负数。",
            ),
            models.UniqueConstraint(
                fields=["place", "valid_from"],
                condition=Q(place__isnull=False),
                name="one_scheme_from_a_day",
                violation_error_message="这个地域在这一天已经有一份细则。",
            ),
            models.UniqueConstraint(
                fields=["valid_from"],
                condition=Q(place__isnull=True),
                name="one_common_scheme_from_a_day",
                violation_error_message="这一天已经有一份通用的细则。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name}（{self.valid_from:%Y-%m-%d} 起）"


class Factor(models.Model):
    """系数: what the hours of one kind of service are worth more, or less. The more exact one holds."""

    scheme = models.ForeignKey(Scheme, models.CASCADE, related_name="factors", verbose_name="细则")
    work = models.CharField("服务来源", max_length=16, choices=Work.choices, blank=True, help_text="空着：各种")
    help = models.CharField("七助", max_length=16, choices=Help.choices, blank=True, help_text="空着：各种")
    factor = models.DecimalField(
        "系数", max_digits=4, decimal_places=2, validators=[MinValueValidator(0), MaxValueValidator(10)]
    )

    class Meta:
        verbose_name = verbose_name_plural = "积分系数"
        constraints = [
            models.UniqueConstraint(
                fields=["scheme", "work", "help"],
                name="one_factor_for_a_kind",
                violation_error_message="这种服务已经有系数。",
            ),
            models.CheckConstraint(
                condition=Q(factor__gte=0, factor__lte=10),
                name="a_factor_is_sane",
                violation_error_message="系数要在 0 到 10 之间。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_work_display() or '各种'} {self.get_help_display()} × {self.factor}"


class Window(models.Model):
    """兑换期: the days on which a community's shop takes orders. Without any it always does."""

    community = models.ForeignKey(Place, models.PROTECT, related_name="exchange_windows", verbose_name="社区")
    opens_on = models.DateField("从哪天起")
    closes_on = models.DateField("到哪天止")

    class Meta:
        verbose_name = verbose_name_plural = "兑换期"
        ordering = ["community", "opens_on"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes_on__gte=F("opens_on")),
                name="a_window_closes_after_it_opened",
                violation_error_message="结束日期不能早于开始日期。",
            ),
            models.UniqueConstraint(
                fields=["community", "opens_on"],
                name="one_window_from_a_day",
                violation_error_message="这个社区在这一天已经有兑换期。",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.opens_on:%Y-%m-%d} 至 {self.closes_on:%Y-%m-%d}"
