from django.contrib import admin

from accounts.models import AuditEntry
from accounts.registers import Shown


@admin.register(AuditEntry)
class AuditEntryAdmin(Shown, admin.ModelAdmin):
    """Who did what, when and why. `manage.py check_audit` proves it."""

    list_display = ["at", "by", "action", "object_type", "object_id", "reason"]
    list_select_related = ["by"]
    list_filter = ["object_type"]
    search_fields = ["object_id", "action", "reason", "by__name", "by__username"]
    search_help_text = "找何人、何事、理由或对象编号"
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
