from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import forms

from accounts.written import open_line, reasoned
from dashboards.actions import last_month
from dashboards.periods import month_before, month_of

MONTHS = 24


class AsideForm(forms.Form):
    reason = reasoned(
        open_line("看过以后怎么办的", missing="请写一句看过以后怎么办的，例如：已经让物业停水检修。", longest=200)
    )


def _month(value: Any) -> date:
    return date.fromisoformat(f"{value}-01")


class MonthForm(forms.Form):
    """A month that is over; as in an address, 2026-10."""

    month = forms.TypedChoiceField(
        label="哪个月",
        coerce=_month,
        error_messages={"required": "请选一个月。", "invalid_choice": "请选一个已经过完的月，最近两年的都可以。"},
    )

    def __init__(self, data: Any = None, *, at: datetime, month: str = "") -> None:
        super().__init__(data)
        over = [month_of(last_month(at))]
        while len(over) < MONTHS:
            over.append(month_before(over[-1].first))
        field = self.fields["month"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(one.name, one.label) for one in over]
        field.initial = month if month in {one.name for one in over} else over[0].name
