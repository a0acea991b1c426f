from __future__ import annotations

from typing import Any

from django import forms

from worktime.fields import DayField


class DaysForm(forms.Form):
    first = DayField(label="从", missing="请写从哪天。")
    last = DayField(label="到", missing="请写到哪天。")

    def clean(self) -> dict[str, Any] | None:
        said = super().clean() or {}
        if {"first", "last"} <= said.keys() and said["last"] < said["first"]:
            self.add_error("last", "“到”不能早于“从”。")
        return said
