"""Fields for a day and for a moment, in the browser's own pickers."""

from datetime import date, datetime
from typing import Any

from django import forms

TO_THE_MINUTE = "%Y-%m-%dT%H:%M"


class DayField(forms.DateField):
    def __init__(self, *, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(
            label=label,
            required=bool(missing),
            help_text=hint,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"required": missing, "invalid": "日期要写成 2026-11-30 这样。"},
        )

    def offer(self, first: date, last: date | None = None) -> None:
        """What the picker lets one choose. Whatever else is sent, the form says why not."""
        self.widget.attrs["min"] = first.isoformat()
        if last:
            self.widget.attrs["max"] = last.isoformat()


class MomentField(forms.DateTimeField):
    def __init__(self, *, label: str, missing: str, hint: str = "") -> None:
        super().__init__(
            label=label,
            help_text=hint,
            input_formats=[TO_THE_MINUTE, "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
            widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format=TO_THE_MINUTE),
            error_messages={"required": missing, "invalid": "时间要写成 2026-11-30 09:30 这样。"},
        )

    def clean(self, value: Any) -> datetime | None:
        try:
            return super().clean(value)
        except OverflowError:  # the first and the last year have no room for a time zone
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
