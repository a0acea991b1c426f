from django.contrib import admin

from accounts.models import AuditEntry
from accounts.registers import Shown


@admin.register(AuditEntry)
class AuditEntryAdmin(Shown, admin.ModelAdmin):
    list_display = ["at", "by", "action", "object_type", "object_id", "reason"]
    list_select_related = ["by"]
    search_fields = ["object_id", "action"]
    date_hierarchy = "at"
