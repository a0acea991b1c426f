from typing import Any

from django.contrib import admin
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from accounts.registers import Kept, who
from partyorg import actions
from partyorg.forms import OrganisationForm
from partyorg.models import Organisation
from worktime.clock import now


@admin.register(Organisation)
class OrganisationAdmin(Kept, admin.ModelAdmin):
    """The tree in its order. Saving goes through partyorg.actions and the tree's lock."""

    form = OrganisationForm
    list_display = ("indented_name", "kind", "place", "duty_phone")
    list_filter = ("kind",)
    list_select_related = ("place",)
    search_fields = ("name",)
    autocomplete_fields = ("parent", "place", "leans_on", "serves")
    ordering = ("tree_id", "lft")
    list_per_page = 100
    show_full_result_count = False

    class Media:
        css = {"all": ("admin/organisations.css",)}

    @admin.display(description="名称", ordering="lft")
    def indented_name(self, unit: Organisation) -> SafeString:
        return format_html('<span class="unit-name unit-depth-{}">{}</span>', unit.get_level(), unit.name)

    def get_form(
        self, request: HttpRequest, obj: Organisation | None = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.on = localdate(now())  # type: ignore[attr-defined]  # declared by our own form, not by ModelForm
        return form

    def save_model(self, request: HttpRequest, obj: Organisation, form: ModelForm, change: bool) -> None:
        by, at, data = who(request), now(), form.cleaned_data
        if not change:
            obj.pk = actions.add_organisation(**data, by=by, at=at).pk
            obj.refresh_from_db()
            return
        if changed := set(form.changed_data) & {"parent", *actions.DESCRIBED}:
            actions.describe_organisation(obj, **{name: data[name] for name in changed}, by=by, at=at)
