"""The posts that members may claim. Check-ins, wishes, appraisals and filings go by the desk alone."""

from django.contrib import admin

from accounts.registers import Audited, Kept
from checkins.models import Duty
from worktime.clock import now


@admin.register(Duty)
class DutyAdmin(Kept, Audited):
    """Taken out of use rather than deleted: somebody may have held it."""

    clock = staticmethod(now)
    list_display = ("name", "what", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)
