from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from grids.models import Estate
from partyorg.forms import EstateForm
from partyorg.kinds import BRANCHES
from partyorg.models import Organisation
from worktime.clock import now


@admin.register(Estate)
class EstateAdmin(Kept, Audited):
    """小区, and which organisations serve it."""

    clock = staticmethod(now)
    form = EstateForm
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
