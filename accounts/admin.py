from typing import Any

from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.db import transaction
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

from accounts.actions import write_audit
from accounts.models import AuditEntry, User
from accounts.registers import Audited, Kept, Shown, who

admin.site.unregister(Group)  # posts are the only source of power

DOORS = ("is_active", "is_staff", "is_superuser")


@admin.register(User)
class UserAdmin(Kept, Audited, DjangoUserAdmin):
    """Accounts are closed, not deleted: what somebody did stays theirs."""

    list_display = ["username", "name", "masked_phone", "is_active", "is_staff"]
    list_filter = ["is_active", "is_staff"]
    search_fields = ["username", "name"]
    ordering = ["username"]
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        ("本人", {"fields": ["name", "masked_phone"]}),
        ("登录", {"fields": DOORS}),
    ]
    add_fieldsets = [(None, {"fields": ["username", "name", "phone", "usable_password", "password1", "password2"]})]
    readonly_fields = ["masked_phone"]
    filter_horizontal = []

    def detail(self, form: ModelForm) -> dict[str, Any]:
        """Also which doors were opened or closed. Never a name, a phone or a password."""
        opened = {door: form.cleaned_data[door] for door in DOORS if door in form.changed_data}
        return {**super().detail(form), **opened}

    def user_change_password(self, request: HttpRequest, id: str, form_url: str = "") -> HttpResponse:
        with transaction.atomic():
            response = super().user_change_password(request, id, form_url)
            done = isinstance(response, HttpResponseRedirect) and response.url != request.get_full_path()
            if done:
                write_audit(action="重设密码", of=User(pk=id), by=who(request), at=self.clock())
        return response


@admin.register(AuditEntry)
class AuditEntryAdmin(Shown, admin.ModelAdmin):
    list_display = ["at", "by", "action", "object_type", "object_id", "reason"]
    list_select_related = ["by"]
    search_fields = ["object_id", "action"]
    date_hierarchy = "at"
