from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.registers import Kept, who
from accounts.written import WrittenField, says_something
from cases import actions
from cases.actions.recompute import PREVIEWED, preview
from cases.models import Recomputation
from worktime.clock import now


class OrderForm(ModelForm):
    """An administrator's order to compute running clocks anew, with the reason that is logged."""

    class Meta:
        model = Recomputation
        fields = ("because",)
        labels = {"because": "为什么要重算"}
        field_classes = {"because": WrittenField}
        error_messages = {
            "because": {
                "required": "请写明为什么要重算，这句话会记入日志。",
                "max_length": "最多 200 个字，请写短一些。",
            }
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if because := self.fields.get("because"):  # of what has been ordered everything is only shown
            because.required = True
            because.validators.append(says_something)


@admin.register(Recomputation)
class RecomputationAdmin(Kept, admin.ModelAdmin):
    """The log of recomputations. Adding one orders it: the page first says what it would do."""

    form = OrderForm
    list_display = ("at", "why", "by", "looked_at", "changed", "finished_at")
    list_select_related = ("by",)
    search_fields = ("because", "by__name")
    add_form_template = "admin/cases/recomputation/order.html"

    @admin.display(description="缘由")
    def why(self, job: Recomputation) -> str:
        return job.because or f"工作日历变更 {job.calendar_change_id}"

    def has_change_permission(self, request: HttpRequest, obj: Recomputation | None = None) -> bool:
        return False

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None) -> Any:
        foreseen = {"foreseen": preview(at=now()), "previewed": PREVIEWED, "title": "重算在走的时限"}
        one_order = {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().add_view(request, form_url, {**(extra_context or {}), **foreseen, **one_order})

    def save_model(self, request: HttpRequest, obj: Recomputation, form: ModelForm, change: bool) -> None:
        job = actions.ask_for_recomputation(because=obj.because, by=who(request), at=now())
        obj.pk, obj.at = job.pk, job.at
