from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.html import format_html
from django.utils.safestring import SafeString

from accounts.registers import Kept, Shown, who
from grids import actions
from grids.forms import BoundaryForm, DecisionForm, PlaceForm
from grids.models import FROM_THE_BEGINNING, Boundary, Level, Line, Place, Region
from grids.workflow import Refused
from worktime.clock import now

DESCRIBED = ("region", "predecessor", "lines", "lat", "lon")


class InUseFilter(admin.SimpleListFilter):
    title = "是否在用"
    parameter_name = "in_use"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "在用"), ("no", "已停用")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Place]) -> QuerySet[Place]:
        return queryset.filter(valid_to__isnull=self.value() == "yes") if self.value() else queryset


class BoundaryHistory(Shown, admin.TabularInline):
    model = Boundary
    fields = readonly_fields = ("status", "origin", "reason", "proposed_by", "proposed_at", "decided_by", "decided_at")
    extra = 0
    show_change_link = True
    verbose_name_plural = "边界沿革"


@admin.register(Region)
class RegionAdmin(Shown, admin.ModelAdmin):
    list_display = ("code", "name", "level", "parent")
    list_filter = ("level",)
    list_select_related = ("parent",)
    search_fields = ("code", "name")


@admin.register(Place)
class PlaceAdmin(Kept, admin.ModelAdmin):
    """The tree in its order. Saving goes through grids.actions and its lock; closing takes the place of deleting."""

    form = PlaceForm
    inlines = (BoundaryHistory,)
    list_display = ("indented_name", "code", "level", "shared_by", "valid_to")
    list_filter = ("level", InUseFilter)
    search_fields = ("code", "name")
    autocomplete_fields = ("parent", "region", "predecessor")
    list_per_page = 100
    show_full_result_count = False

    class Media:
        css = {"all": ("admin/grids.css",)}

    @admin.display(description="名称")
    def indented_name(self, place: Place) -> SafeString:
        closed = " place-closed" if place.valid_to else ""
        return format_html('<span class="place-name place-depth-{}{}">{}</span>', place.depth, closed, place.name)

    @admin.display(description="条线")
    def shared_by(self, place: Place) -> str:
        return "、".join(Line(line).label for line in place.lines)

    @admin.display(description="启用日期")
    def in_use_since(self, place: Place) -> str:
        return "不详" if place.valid_from == FROM_THE_BEGINNING else f"{place.valid_from:%Y-%m-%d}"

    def get_readonly_fields(self, request: HttpRequest, obj: Place | None = None) -> tuple[str, ...]:
        return ("code", "level", "in_use_since") if obj else ()

    def get_fields(self, request: HttpRequest, obj: Place | None = None) -> tuple[str, ...]:
        if obj is None:
            return ("code", "name", "level", "parent", "region", "valid_from", "predecessor", "lines", "lat", "lon")
        above = "region" if obj.level == Level.DISTRICT else "parent"
        lines = ("lines",) if obj.level == Level.GRID else ()
        return ("code", "name", "level", above, "in_use_since", "valid_to", "predecessor", *lines, "lat", "lon")

    def get_inlines(self, request: HttpRequest, obj: Place | None) -> tuple[type[admin.TabularInline], ...]:
        return self.inlines if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: Place | None = None) -> bool:
        closed = obj is not None and obj.valid_to is not None
        return not closed and super().has_change_permission(request, obj)

    def get_form(self, request: HttpRequest, obj: Place | None = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change, **kwargs)
        form.at = now()  # type: ignore[attr-defined]  # declared by our own form, not by ModelForm
        return form

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """The form has asked everything already; what is refused now changed in the same moment elsewhere."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except Refused as refused:
            self.message_user(request, str(refused), messages.ERROR)
            return HttpResponseRedirect(request.get_full_path())

    def save_model(self, request: HttpRequest, obj: Place, form: ModelForm, change: bool) -> None:
        by, at, data = who(request), now(), form.cleaned_data
        if not change:
            obj.pk = actions.add_place(**data, by=by, at=at).pk
            obj.refresh_from_db()
            return
        changed = set(form.changed_data)
        if "name" in changed:
            actions.rename_place(obj, name=data["name"], by=by, at=at)
        if "parent" in changed:
            actions.move_place(obj, to=data["parent"], by=by, at=at)
        if changed & set(DESCRIBED):
            actions.describe_place(
                obj, **{field: data.get(field, getattr(obj, field)) for field in DESCRIBED}, by=by, at=at
            )
        if "valid_to" in changed:
            actions.close_place(obj, on=data["valid_to"], by=by, at=at)


@admin.register(Boundary)
class BoundaryAdmin(Kept, admin.ModelAdmin):
    """Proposals are added here, and decided by another person from the list. A drawing is never edited."""

    form = BoundaryForm
    action_form = DecisionForm
    actions = ("approve", "refuse")
    list_display = ("place", "status", "reason", "proposed_by", "proposed_at", "decided_by")
    list_filter = ("status", "origin", "place__level")
    list_select_related = ("place", "proposed_by", "decided_by")
    search_fields = ("place__code", "place__name")
    autocomplete_fields = ("place",)
    show_full_result_count = False

    class Media:
        css = {"all": ("admin/grids.css",)}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Boundary]:
        return super().get_queryset(request).defer("geometry")  # a list does not draw

    def has_change_permission(self, request: HttpRequest, obj: Boundary | None = None) -> bool:
        return False

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return who(request).has_perm("grids.change_boundary")

    def get_fields(self, request: HttpRequest, obj: Boundary | None = None) -> tuple[str, ...]:
        proposed = ("place", "geometry", "reason")
        decided = ("status", "origin", "proposed_by", "proposed_at", "decided_by", "decided_at", "replaced_at")
        return proposed + decided if obj else proposed

    def save_model(self, request: HttpRequest, obj: Boundary, form: ModelForm, change: bool) -> None:
        proposed = actions.propose_boundary(**form.cleaned_data, by=who(request), at=now())
        obj.pk = proposed.pk
        obj.refresh_from_db()

    @admin.action(description="批准所选边界", permissions=["decide"])
    def approve(self, request: HttpRequest, queryset: QuerySet[Boundary]) -> None:
        for boundary in queryset:
            self.decide(request, boundary, "批准")

    @admin.action(description="不批准所选边界（请写理由）", permissions=["decide"])
    def refuse(self, request: HttpRequest, queryset: QuerySet[Boundary]) -> None:
        for boundary in queryset:
            self.decide(request, boundary, "不批准")

    def decide(self, request: HttpRequest, boundary: Boundary, verdict: str) -> None:
        by, at, reason = who(request), now(), request.POST.get("reason", "")
        try:
            if verdict == "批准":
                actions.approve_boundary(boundary, by=by, at=at)
            else:
                actions.refuse_boundary(boundary, reason=reason, by=by, at=at)
        except Refused as refused:
            self.message_user(request, f"{boundary.place}：{refused}", messages.ERROR)
        else:
            self.message_user(request, f"已{verdict}：{boundary.place}的边界", messages.SUCCESS)
