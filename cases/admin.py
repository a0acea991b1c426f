"""The rules that administrators edit, and the sweep's own books. Cases are not here: they move by the desk alone."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.registers import Audited, Kept, Shown, who
from cases import actions
from cases.actions.recompute import PREVIEWED, preview
from cases.models import Category, DutyItem, Heartbeat, Limit, Reason, Recomputation, SetAside
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
        ("怎样办", {"fields": ["urgency", "small", "emergency", "safety", "auto_whistle", "skills"]}),
        ("怎样办结", {"fields": ["after_photo", "mediation", "sensitive"]}),
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

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if hidden := obj.hidden_behind():
            messages.warning(request, f"已保存，但是请注意：{hidden}")

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


@admin.register(Reason)
class ReasonAdmin(Kept, Audited):
    """Why a matter may be refused or suspended. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    list_display = ("name", "kind", "channel", "basis", "is_active")
    list_filter = ("kind", "is_active")
    fields = ("kind", "name", "channel", "basis", "order", "is_active")


@admin.register(DutyItem)
class DutyItemAdmin(Kept, Audited):
    """What grid and community have to do themselves: for these a higher owner may name them as host."""

    clock = staticmethod(now)
    list_display = ("name", "level", "category", "is_active")
    list_filter = ("level", "is_active")
    list_select_related = ("category",)
    autocomplete_fields = ("category",)
    fields = ("level", "category", "name", "is_active")


class OrderForm(ModelForm):
    """An administrator's order to compute running clocks anew, with the reason that is logged."""

    class Meta:
        model = Recomputation
        fields = ("because",)
        labels = {"because": "为什么要重算"}
        error_messages = {"because": {"required": "请写明为什么要重算，这句话会记入日志。"}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["because"].required = True


@admin.register(Recomputation)
class RecomputationAdmin(Kept, admin.ModelAdmin):
    """The log of recomputations. Adding one orders it: the page first says what it would do."""

    form = OrderForm
    list_display = ("at", "why", "by", "looked_at", "changed", "finished_at")
    list_select_related = ("by",)
    add_form_template = "admin/cases/recomputation/order.html"

    @admin.display(description="缘由")
    def why(self, job: Recomputation) -> str:
        return job.because or f"工作日历变更 {job.calendar_change_id}"

    def has_change_permission(self, request: HttpRequest, obj: Recomputation | None = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        foreseen = {"foreseen": preview(at=now()), "previewed": PREVIEWED}
        return super().add_view(request, form_url, {**(extra_context or {}), **foreseen})

    def save_model(self, request: HttpRequest, obj: Recomputation, form: ModelForm, change: bool) -> None:
        job = actions.ask_for_recomputation(because=obj.because, by=who(request), at=now())
        obj.pk, obj.at = job.pk, job.at
