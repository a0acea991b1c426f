from typing import Any

from django.apps import apps
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.safestring import SafeString, mark_safe

from accounts.details import told
from accounts.models import AuditEntry
from accounts.registers import Shown


def said_of(object_type: str) -> str:
    """What the screens call it; a kind of thing that the platform no longer has keeps the name that it had."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


class WhatFilter(admin.SimpleListFilter):
    title = "对象"
    parameter_name = "object_type"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        types = AuditEntry.objects.order_by("object_type").values_list("object_type", flat=True).distinct()
        return [(one, said_of(one)) for one in types]

    def queryset(self, request: HttpRequest, queryset: QuerySet[AuditEntry]) -> QuerySet[AuditEntry]:
        return queryset.filter(object_type=self.value()) if self.value() else queryset


@admin.register(AuditEntry)
class AuditEntryAdmin(Shown, admin.ModelAdmin):
    """Who did what, when and why. `manage.py check_audit` proves it."""

    list_display = ["at", "by", "action", "what", "object_id", "reason"]
    list_select_related = ["by"]
    list_filter = [WhatFilter]
    fields = ["at", "by", "action", "what", "object_id", "reason", "said"]
    readonly_fields = ["what", "said"]
    search_fields = ["object_id", "action", "reason", "by__name", "by__username"]
    search_help_text = "找何人、何事、理由或对象编号"
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False

    @admin.display(description="详情", empty_value="没有")
    def said(self, entry: AuditEntry) -> SafeString:
        return format_html_join(mark_safe("<br>"), "{}", ((one,) for one in told(entry)))

    @admin.display(description="对象", ordering="object_type")
    def what(self, entry: AuditEntry) -> str:
        return said_of(entry.object_type)
