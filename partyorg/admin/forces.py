from typing import Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest
from django.utils.timezone import localdate

from accounts.forms import Unrevealed
from accounts.registers import Audited, Kept, Revealing
from accounts.written import PhoneField
from partyorg.forms.typed import PersonField
from partyorg.kinds import Role
from partyorg.models import Force, GridRedraw, Neighbourhood, Post, Round
from worktime.clock import now


class ForceForm(Unrevealed):
    masked = ("phone",)

    class Meta:
        model = Force
        fields = ("place", "kind", "name", "unit", "phone", "since", "until")
        field_classes = {"phone": PhoneField}


@admin.register(Force)
class ForceAdmin(Kept, Revealing, Audited):
    """The N of 1+3+N: ended, never deleted."""

    clock = staticmethod(now)
    form = ForceForm
    revealed = ("phone",)
    unsaid = ("name",)
    list_display = ("name", "kind", "place", "unit", "masked_phone", "since", "until")
    list_filter = ("kind",)
    list_select_related = ("place", "unit")
    search_fields = ("name", "place__name", "unit__name")
    autocomplete_fields = ("place", "unit")

    @admin.display(description="联系电话")
    def masked_phone(self, force: Force) -> str:
        return force.masked_phone


class NeighbourhoodForm(forms.ModelForm):
    cadre = PersonField(label="党员干部", help_text="写姓名；重名的写登录名")

    class Meta:
        model = Neighbourhood
        fields = ("name", "place", "cadre", "liaisons", "volunteers", "is_active")


@admin.register(Neighbourhood)
class NeighbourhoodAdmin(Kept, Audited):
    """邻里 1+3."""

    clock = staticmethod(now)
    form = NeighbourhoodForm
    list_display = ("name", "place", "cadre", "liaisons", "volunteers", "lacking", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("place", "cadre", "liaisons", "volunteers")
    search_fields = ("name", "place__name")
    autocomplete_fields = ("place", "liaisons", "volunteers")

    @admin.display(description="未配齐")
    def lacking(self, one: Neighbourhood) -> str:
        return "、".join(one.missing(localdate(now())))


@admin.register(GridRedraw)
class GridRedrawAdmin(Kept, Audited):
    """A grid is drawn anew: what becomes of its branch."""

    clock = staticmethod(now)
    list_display = ("place", "begun_on", "action", "branch", "done_on")
    list_filter = ("action", ("done_on", admin.EmptyFieldListFilter))
    list_select_related = ("place", "branch")
    search_fields = ("place__name", "place__code", "branch__name")
    autocomplete_fields = ("place", "branch")


@admin.register(Round)
class RoundAdmin(Audited):
    """When a dynamic worker covers which grid. A timetable: what no longer holds is deleted."""

    clock = staticmethod(now)
    list_display = ("post", "grid", "weekdays", "starts", "ends")
    list_select_related = ("post__organisation", "post__place", "grid")
    search_fields = ("grid__name",)  # by no name: who rides for a platform and is filed here is a member of the party
    autocomplete_fields = ("grid",)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """The few riders, rather than a search through all posts, which another administrator keeps."""
        if db_field.name == "post":
            kwargs["queryset"] = Post.objects.filter(role=Role.DYNAMIC_WORKER).select_related(
                "person", "organisation", "place"
            )
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
