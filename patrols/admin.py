"""检查项: what patrollers look for. Plans and rounds themselves go by the desk alone."""

from django.contrib import admin

from accounts.registers import Audited, Kept
from patrols.models import CheckItem
from worktime.clock import now


@admin.register(CheckItem)
class CheckItemAdmin(Kept, Audited):
    """Added, renamed, taken out of use; never deleted: findings keep pointing at it."""

    clock = staticmethod(now)
    list_display = ("name", "category", "is_active")
    list_filter = ("is_active",)
    list_select_related = ("category",)
    search_fields = ("name",)
