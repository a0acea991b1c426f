from datetime import date
from typing import Any

from django import forms

from partyorg.forms.typed import DayField


class DayForm(forms.Form):
    """Which day a figure is asked for; none later than `latest`."""

    on = DayField(label="看哪一天")

    def __init__(self, *args: Any, latest: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.latest = latest

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.latest:
            raise forms.ValidationError("这一天还没有到，请选今天或者以前的一天。", code="future")
        return on
