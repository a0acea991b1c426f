from django.contrib import admin
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from cases.models import Panel
from worktime.clock import now


@admin.register(Panel)
class PanelAdmin(Kept, Audited):
    """四板块: what a street's command centre is divided into. Taken out of use rather than deleted."""

    clock = staticmethod(now)
    list_display = ("name", "code", "order", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name", "code")
    fields = ("code", "name", "order", "is_active")

    def get_readonly_fields(self, request: HttpRequest, obj: Panel | None = None) -> tuple[str, ...]:
        return ("code",) if obj else ()  # figures know a panel by its code
