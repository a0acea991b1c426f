from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localdate

from accounts.registers import Audited, Kept, who
from grids.models import Estate
from partyorg import actions
from partyorg.forms import OrganisationForm, PostForm
from partyorg.kinds import BRANCHES
from partyorg.models import Organisation, Post, Resource
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

    def save_model(self, request: HttpRequest, obj: Organisation, form: ModelForm, change: bool) -> None:
        by, at, data = who(request), now(), form.cleaned_data
        if not change:
            obj.pk = actions.add_organisation(**data, by=by, at=at).pk
            obj.refresh_from_db()
            return
        changed = set(form.changed_data)
        if "parent" in changed:
            actions.move_organisation(obj, to=data["parent"], by=by, at=at)
        if described := changed & set(actions.DESCRIBED):
            actions.describe_organisation(obj, **{name: data[name] for name in described}, by=by, at=at)


@admin.register(Estate)
class EstateAdmin(Kept, Audited):
    """小区, and which organisations serve it."""

    clock = staticmethod(now)
    list_display = ("name", "community", "kind", "built_in", "buildings", "households", "branch")
    list_filter = ("kind",)
    list_select_related = ("community",)
    search_fields = ("name", "community__name")
    autocomplete_fields = ("community",)
    readonly_fields = ("serving",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Estate]:
        return super().get_queryset(request).prefetch_related("organisations")

    @admin.display(description="党支部")
    def branch(self, estate: Estate) -> str:
        return "、".join(one.name for one in _serving(estate) if one.kind in BRANCHES)

    @admin.display(description="服务它的组织")
    def serving(self, estate: Estate) -> str:
        return "、".join(f"{one.name}（{one.get_kind_display()}）" for one in _serving(estate)) or "还没有"


def _serving(estate: Estate) -> list[Organisation]:
    return [one for one in estate.organisations.all() if not one.is_ended]


class InForceFilter(admin.SimpleListFilter):
    title = "是否在任"
    parameter_name = "in_force"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "在任"), ("no", "不在任")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Post]) -> QuerySet[Post]:
        in_force = Post.objects.in_force(localdate(now()))
        if self.value() == "no":
            return queryset.exclude(pk__in=in_force.values("pk"))
        return queryset.filter(pk__in=in_force.values("pk")) if self.value() == "yes" else queryset


@admin.register(Post)
class PostAdmin(Kept, admin.ModelAdmin):
    """Who holds what, from when to when. An ended post takes effect at the person's next request."""

    form = PostForm
    list_display = ("person", "role", "organisation", "place", "from_date", "to_date")
    list_filter = (InForceFilter, "role")
    list_select_related = ("person", "organisation", "place")
    search_fields = ("person__name", "person__username", "organisation__name", "place__name")
    autocomplete_fields = ("person", "organisation", "place")
    ordering = ("-from_date", "-id")
    show_full_result_count = False

    def get_readonly_fields(self, request: HttpRequest, obj: Post | None = None) -> tuple[str, ...]:
        return ("person", "role", "organisation", "place", "from_date") if obj else ()

    def save_model(self, request: HttpRequest, obj: Post, form: ModelForm, change: bool) -> None:
        by, at, data = who(request), now(), form.cleaned_data
        if not change:
            obj.pk = actions.appoint(**data, by=by, at=at).pk
            obj.refresh_from_db()
        elif "to_date" in form.changed_data:
            actions.end_post(obj, on=data["to_date"], by=by, at=at)


@admin.register(Resource)
class ResourceAdmin(Kept, Audited):
    """What a grid can call on. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    list_display = ("name", "kind", "place", "skills", "masked_contact", "is_active")
    list_filter = ("kind", "is_active")
    list_select_related = ("place",)
    search_fields = ("name", "skills", "place__name")
    autocomplete_fields = ("place",)
    ordering = ("place__tree_id", "place__lft", "name")

    @admin.display(description="联系电话")
    def masked_contact(self, resource: Resource) -> str:
        return resource.masked_contact
