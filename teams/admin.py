"""特长: what a helper can do. Teams and stations themselves are kept at the desk."""

from typing import Any

from django.contrib import admin, messages
from django.forms import ModelForm
from django.http import HttpRequest

from accounts.registers import Audited, Kept
from teams.models import Booking, Skill
from teams.workflow import State
from worktime.clock import now


@admin.register(Skill)
class SkillAdmin(Kept, Audited):
    """Added, renamed, taken out of use; never deleted: members and bookings keep pointing at it."""

    clock = staticmethod(now)
    list_display = ("name", "is_active")
    list_filter = ("is_active",)
    search_fields = ("name",)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        if "is_active" in form.changed_data and not obj.is_active and (sentence := _what_still_asks_for(obj)):
            messages.warning(request, f"已保存，但是请注意：{sentence}")


def _what_still_asks_for(skill: Skill) -> str:
    """Of what is out of use from now on; "" where nothing does."""
    asked = Booking.objects.open().filter(skill=skill)
    if not (number := asked.count()):
        return ""
    waiting = asked.filter(state=State.ASKED).count()
    return (
        f"还有 {number} 单没办完的预约要“{skill}”，其中 {waiting} 单没有人接。这些照样由原来会的队员接和办，"
        "新的预约不能再选它。"
    )
