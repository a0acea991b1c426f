"""The list of what communities may be asked. Tasks themselves are not here: they go by the desk alone."""

from django.contrib import admin
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from burden.forms import ListedMatterForm
from burden.models import ListedMatter
from worktime.clock import now

HOW_TO_CHANGE = "清单不改写，只续新：要改哪一项，先给它填上失效日期，再新增一项。已经交办的事项仍按当时的清单。"


@admin.register(ListedMatter)
class ListedMatterAdmin(Kept, Audited):
    """Listed and ended, never rewritten: a task keeps pointing at the words that let it through."""

    clock = staticmethod(now)
    form = ListedMatterForm
    list_display = ("name", "basis", "from_date", "to_date")
    list_filter = ("from_date", "to_date")
    search_fields = ("name", "scope", "basis")
    fieldsets = [(None, {"fields": ["name", "scope", "basis", "from_date", "to_date"], "description": HOW_TO_CHANGE})]

    def get_readonly_fields(self, request: HttpRequest, obj: ListedMatter | None = None) -> tuple[str, ...]:
        return ("name", "scope", "basis", "from_date") if obj else ()
