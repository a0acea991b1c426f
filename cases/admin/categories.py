from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from cases import limitbook
from cases.models import Category, Limit
from worktime.clock import now


class CategoryForm(ModelForm):
    class Meta:
        help_texts = {
            "auto_whistle": "关掉后，网格、社区、街道到时没办好只记黄牌，不自动升级；区平台和领导小组照常提报、督办。",
            "urgency": "上报时按它算时限；受理时可以改。",
            "order": "小的排在前面。",
            "is_active": "停用后，新的案件不能再选；在办的不变。",
        }
        error_messages = {"panel": {"required": "请选这一类归哪个板块，一类只归一个。"}}


@admin.register(Category)
class CategoryAdmin(Kept, Audited):
    """What cases are about. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    form = CategoryForm
    list_display = (
        "name",
        "code",
        "parent",
        "panel",
        "small",
        "emergency",
        "after_photo",
        "auto_whistle",
        "urgency",
        "is_active",
    )
    list_filter = ("is_active", "panel", "small", "emergency")
    list_select_related = ("parent", "panel")
    search_fields = ("name", "code", "skills", "cues")
    autocomplete_fields = ("parent",)
    fieldsets = [
        (None, {"fields": ["code", "name", "parent", "panel", "order", "is_active"]}),
        ("怎样推荐给居民", {"fields": ["cues"]}),
        ("怎样办", {"fields": ["urgency", "small", "emergency", "safety", "auto_whistle", "skills"]}),
        ("怎样办结", {"fields": ["after_photo", "mediation", "sensitive", "may_be_public"]}),
    ]

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        said = _taken_from_the_list(obj)
        super().save_model(request, obj, form, change)
        for sentence in said + _left_without_use(obj):
            messages.warning(request, f"已保存，但是请注意：{sentence}")


def _taken_from_the_list(category: Category) -> list[str]:
    """What saving this one makes of the category above it, which could be chosen until now."""
    above = category.parent if category.is_active else None
    if above is None or not Category.objects.to_choose().filter(pk=above.pk).exists():
        return []
    return [f"“{above}”从此是上级类别，受理时不再直接选它，请选下面的小类。"]


def _left_without_use(category: Category) -> list[str]:
    """Other rules that this category, as it now is, leaves without anything to apply to."""
    limits = list(Limit.objects.filter(category=category).select_related("category"))
    idle = [(limit, limit.never_asked or limitbook.hidden(limit, limits)) for limit in limits]
    said = [f"时限“{limit}”：{why}" for limit, why in idle if why]
    if not category.is_active:
        said += [f"职责清单“{duty}”用不上了。" for duty in category.duties.filter(is_active=True)]
    return said
