from django.contrib import admin

from accounts.registers import Shown
from cases.models import Heartbeat, SetAside


class Book(Shown, admin.ModelAdmin):
    """Kept by the system; people only read it."""

    show_full_result_count = False


@admin.register(SetAside)
class SetAsideAdmin(Book):
    list_display = ("at", "case", "error")
    search_fields = ("case__number", "error")
    list_select_related = ("case",)
    date_hierarchy = "at"


@admin.register(Heartbeat)
class HeartbeatAdmin(Book):
    list_display = ("name", "last_at", "recorded_at", "moved", "failed")
    search_fields = ("name",)
