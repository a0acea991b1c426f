"""The rules that administrators edit, and the sweep's own books. Cases are not here: they move by the desk alone."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from accounts.registers import Audited, Kept, Shown
from cases.models import Category, Heartbeat, Limit, Recomputation, SetAside
from worktime.clock import now

RUNNING_CLOCKS = "改动只对以后起算的时限生效；已经在走的时限不变。最具体的一行管用：先看类别，再看紧急程度，再看层级。"
SCOPE = ("clock", "category", "level", "urgency")


@admin.register(Category)
class CategoryAdmin(Kept, Audited):
    """What cases are about. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    list_display = (
        "name",
        "code",
        "parent",
        "small",
        "emergency",
        "after_photo",
        "auto_whistle",
        "urgency",
        "is_active",
    )
    list_filter = ("is_active", "small", "emergency")
    list_select_related = ("parent",)
    search_fields = ("name", "code", "skills")
    autocomplete_fields = ("parent",)
    fieldsets = [
        (None, {"fields": ["code", "name", "parent", "order", "is_active"]}),
        ("怎样办", {"fields": ["urgency", "small", "emergency", "after_photo", "auto_whistle", "skills"]}),
    ]


@admin.register(Limit)
class LimitAdmin(Audited):
    """How long clocks run. A row's scope stays; only a category's own row may go, what holds for all must remain."""

    clock = staticmethod(now)
    list_display = ("clock", "category", "level", "urgency", "limit")
    list_filter = ("clock", "level", "urgency")
    list_select_related = ("category",)
    autocomplete_fields = ("category",)
    fieldsets = [(None, {"fields": [*SCOPE, "limit"], "description": RUNNING_CLOCKS})]
    actions = None

    def get_readonly_fields(self, request: HttpRequest, obj: Limit | None = None) -> tuple[str, ...]:
        return SCOPE if obj else ()

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return isinstance(obj, Limit) and obj.category_id is not None and super().has_delete_permission(request, obj)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "subtitle": RUNNING_CLOCKS})


class Book(Shown, admin.ModelAdmin):
    """Kept by the system; people only read it."""

    show_full_result_count = False


@admin.register(SetAside)
class SetAsideAdmin(Book):
    list_display = ("at", "case", "error")
    list_select_related = ("case",)
    date_hierarchy = "at"


@admin.register(Heartbeat)
class HeartbeatAdmin(Book):
    list_display = ("name", "last_at", "recorded_at", "moved", "failed")


@admin.register(Recomputation)
class RecomputationAdmin(Book):
    list_display = ("at", "calendar_change_id", "looked_at", "changed")
