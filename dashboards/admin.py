"""The schemes of scores, by year; what surveys find fault with. Scores themselves are not here: they go by the board
alone, and nobody edits them.
"""

from __future__ import annotations

from django.contrib import admin
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from dashboards.forms import SchemeForm, WeightForm, WeightFormSet
from dashboards.models import Problem, ScoreScheme, Weight
from worktime.clock import now

HOW_TO_CHANGE = (
    "改了马上算数，只管还没有封存的月份；封存了的月份按当时的权重，不动；跨几个月的时段（本季、今年）整个按最后一天那一年的方案算。"
    "各项权重加起来是 100，满意率的权重不低于任何一项。"
    "看板上不满 30 件（反向评价、顶格协调、督办不满 10 件）的不排名；考核的最少样本可以定得比它低，让小网格也有分，"
    "但是靠这样少的样本排出来的名次，旁边都写着样本少、有多少件。"
)


class WeightInline(admin.TabularInline[Weight, ScoreScheme]):
    model = Weight
    form = WeightForm
    formset = WeightFormSet
    extra = 0
    min_num = 1


@admin.register(ScoreScheme)
class ScoreSchemeAdmin(Kept, Audited):
    """What each value was and is now, of the weights too, is a line of the trail."""

    clock = staticmethod(now)
    list_display = ("name", "year", "subject", "minimum", "in_force")
    list_filter = ("year", "subject")
    search_fields = ("name",)
    form = SchemeForm
    inlines = (WeightInline,)
    fieldsets = [
        (
            None,
            {
                "fields": ["year", "subject", "name", "partly", "mostly", "minimum", "in_force"],
                "description": HOW_TO_CHANGE,
            },
        )
    ]

    def save_formset(self, request: HttpRequest, form: ModelForm, formset: BaseModelFormSet, change: bool) -> None:
        super().save_formset(request, form, formset, change)
        told = {
            "new": [str(one) for one in formset.new_objects],
            "changed": [str(one) for one, _ in formset.changed_objects],
            "deleted": [str(one) for one in formset.deleted_objects],
        }
        if any(told.values()):
            self._audit(request, "修改权重：", form.instance, told)


@admin.register(Problem)
class ProblemAdmin(Kept, Audited):
    """What surveys find fault with. Taken out of use rather than deleted: old results name them."""

    clock = staticmethod(now)
    list_display = ("name", "order", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
    fields = ("name", "order", "is_active")
