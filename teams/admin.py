"""特长: what a helper can do. Teams and stations themselves are kept at the desk."""

from django.contrib import admin

from accounts.registers import Audited, Kept
from teams.models import Skill
from worktime.clock import now


@admin.register(Skill)
class SkillAdmin(Kept, Audited):
    """Added, renamed, taken out of use; never deleted: members and bookings keep pointing at it."""

    clock = staticmethod(now)
    list_display = ("name", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
