from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.forms import Unrevealed
from accounts.registers import Audited, Kept, Revealing
from accounts.written import PhoneField
from partyorg.models import Resource
from worktime.clock import now

OTHERS = [choice for choice in Resource.Kind.choices if choice[0] != Resource.Kind.PARTY_MEMBER]


class KindFilter(admin.SimpleListFilter):
    title, parameter_name = "类型", "kind"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return OTHERS

    def queryset(self, request: HttpRequest, queryset: QuerySet[Resource]) -> QuerySet[Resource]:
        return queryset.filter(kind=self.value()) if self.value() in dict(OTHERS) else queryset


class ResourceForm(Unrevealed):
    masked = ("contact",)

    class Meta:
        model = Resource
        fields = ("place", "kind", "pool", "name", "skills", "contact", "is_active")
        field_classes = {"contact": PhoneField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if kind := self.fields.get("kind"):
            kind.choices = OTHERS  # type: ignore[attr-defined]  # a field of choices


@admin.register(Resource)
class ResourceAdmin(Kept, Revealing, Audited):
    """What a grid can call on. Taken out of use rather than deleted.

    Members of the party (在册党员) are not among them: no administrator knows who is one. Party roles enter them at the
    desk (partyorg.views.resources).
    """

    clock = staticmethod(now)
    form = ResourceForm
    revealed = ("contact",)
    unsaid = ("name",)
    list_display = ("name", "pool", "kind", "place", "skills", "masked_contact", "is_active")
    list_filter = ("pool", KindFilter, "is_active")
    list_select_related = ("place",)
    search_fields = ("name", "skills", "place__name")
    autocomplete_fields = ("place",)
    ordering = ("place__tree_id", "place__lft", "name")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Resource]:
        return super().get_queryset(request).exclude(kind=Resource.Kind.PARTY_MEMBER)

    @admin.display(description="联系电话")
    def masked_contact(self, resource: Resource) -> str:
        return resource.masked_contact
