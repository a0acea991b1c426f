from __future__ import annotations

from uuid import uuid4

from django.db import models
from django.db.models import Q

from activities.kinds import Rhythm
from activities.models.called import Called
from partyorg.hats import Hat
from volunteers.standing import in_sight


class TemplateQuerySet(models.QuerySet["Template"]):
    def visible_to(self, hat: Hat) -> TemplateQuerySet:
        return self.filter(in_sight(hat))

    def active(self) -> TemplateQuerySet:
        return self.filter(is_active=True)


class Template(Called):
    """What recurs (定期活动): 健身器械清洁, 楼道杂物清理. Of each period one activity is made of it, never two."""

    key = models.UUIDField("一次填写的标记", unique=True, default=uuid4, editable=False)
    rhythm = models.CharField("多久一次", max_length=16, choices=Rhythm.choices)
    first_on = models.DateField("第一次在哪天")
    starts = models.TimeField("几点开始")
    minutes = models.PositiveIntegerField("多少分钟")
    is_active = models.BooleanField("在用", default=True)

    when = ("rhythm", "first_on", "starts", "minutes")
    objects = TemplateQuerySet.as_manager()

    class Meta(Called.Meta):
        verbose_name = verbose_name_plural = "定期活动模板"
        ordering = ["community", "id"]
        constraints = [
            *Called.Meta.constraints,
            models.CheckConstraint(
                condition=Q(minutes__gt=0, minutes__lte=24 * 60),
                name="template_lasts_a_day_at_most",
                violation_error_message="一次最多一天。",
            ),
        ]
        indexes = [models.Index(fields=["community"], name="templates_of_community")]
