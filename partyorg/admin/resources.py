from django.contrib import admin

from accounts.forms import Unrevealed
from accounts.registers import Audited, Kept, Revealing
from partyorg.models import Resource
from worktime.clock import now


class ResourceForm(Unrevealed):
    masked = ("contact",)


@admin.register(Resource)
class ResourceAdmin(Kept, Revealing, Audited):
    """What a grid can call on. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    form = ResourceForm
    revealed = ("contact",)
    list_display = ("name", "pool", "kind", "place", "skills", "masked_contact", "is_active")
    list_filter = ("pool", "kind", "is_active")
    list_select_related = ("place",)
    search_fields = ("name", "skills", "place__name")
    autocomplete_fields = ("place",)
    ordering = ("place__tree_id", "place__lft", "name")

    @admin.display(description="联系电话")
    def masked_contact(self, resource: Resource) -> str:
        return resource.masked_contact
