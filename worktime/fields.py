"""Fields for a day and for a moment, in the browser's own pickers."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms

from worktime.calendar import REAL_YEARS
from worktime.limits import LONGEST

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"
UNREAL = "请写一个真实的日期。"
TOO_FAR = f"请选 {LONGEST} 天（约十年）以内的日期。"


def furthest(today: date) -> date:
    """The last day that may be set as a limit: as far ahead as a limit may reach."""
    return today + timedelta(days=LONGEST)


class DayField(forms.DateField):
    """A day of a year that the working calendar can reckon with."""

    def __init__(self, *, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            help_text=hint,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": missing, "invalid": "日期要写成 2026-11-30 这样。", "unreal": UNREAL},
        )

    def to_python(self, value: Any) -> date | None:
        day = super().to_python(value)
        if day and day.year not in REAL_YEARS:
            raise forms.ValidationError(self.error_messages["unreal"], code="unreal")
        return day

    def offer(self, first: date, last: date | None = None) -> None:
        """What the picker lets one choose. Whatever else is sent, the form says why not."""
        self.widget.attrs["min"] = first.isoformat()
        if last:
            self.widget.attrs["max"] = last.isoformat()


class MomentField(forms.DateTimeField):
    """A moment of a year that the working calendar can reckon with, here and in UTC, in which it is kept."""

    def __init__(self, *, label: str, missing: str, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            input_formats=[TO_THE_MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE),
            error_messages={"required": missing, "invalid": "时间要写成 2026-11-30 09:30 这样。", "unreal": UNREAL},
        )

    def to_python(self, value: Any) -> datetime | None:
        try:
            moment = super().to_python(value)
            years = {moment.year, moment.astimezone(UTC).year} if moment else set()
        except OverflowError:  # the first and the last year have no room for a time zone
            years = {0}
        if not years <= set(REAL_YEARS):
            raise forms.ValidationError(self.error_messages["unreal"], code="unreal")
        return moment
