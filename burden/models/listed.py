from __future__ import annotations

from datetime import date

from django.db import models
from django.db.models import Q


class ListedMatterQuerySet(models.QuerySet["ListedMatter"]):
    def in_force(self, on: date) -> ListedMatterQuerySet:
        return self.filter(Q(from_date__lte=on), Q(to_date__isnull=True) | Q(to_date__gte=on))

    def overlapping(self, from_date: date, to_date: date | None) -> ListedMatterQuerySet:
        """In force on at least one of these days; without `to_date` there is no last one."""
        begun = self.filter(from_date__lte=to_date) if to_date else self
        return begun.filter(Q(to_date__isnull=True) | Q(to_date__gte=from_date))


class ListedMatter(models.Model):
    """One line of the 社区协助事项清单: what a community may be asked to help with, from one day to another.

    Never rewritten: what changes is ended and listed anew, so that each task still says which line let it through.
    """

    name = models.CharField("事项", max_length=60)
    scope = models.TextField("社区协助做什么", max_length=500)
    basis = models.CharField("依据", max_length=200, help_text="法律、法规或文件的名称和条款")
    from_date = models.DateField("生效日期")
    to_date = models.DateField("失效日期", null=True, blank=True, help_text="最后一天；一直有效就不填")

    objects = ListedMatterQuerySet.as_manager()

    class Meta:
        verbose_name = verbose_name_plural = "社区协助事项清单"
        ordering = ["name", "-from_date"]
        constraints = [
            models.UniqueConstraint(fields=["name", "from_date"], name="one_line_for_a_matter_and_day"),
            models.CheckConstraint(
                condition=Q(to_date__isnull=True) | Q(to_date__gte=models.F("from_date")),
                name="a_listed_matter_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.name
