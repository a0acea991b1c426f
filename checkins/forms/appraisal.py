from __future__ import annotations

from typing import Any

from django import forms

from accounts.written import open_line, open_text
from checkins.workflow import Grade


class CorrectionForm(forms.Form):
    grade = forms.ChoiceField(
        label="等次",
        choices=Grade.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个等次。", "invalid_choice": "请从名单里选一个等次。"},
    )
    words = open_text("评语", missing="请写明评语，本人和工作单位看得到。", rows=4)


class AppraisalForm(CorrectionForm):
    year = forms.TypedChoiceField(
        label="年度",
        coerce=int,
        error_messages={"required": "请选年度。", "invalid_choice": "请从名单里选一个年度。"},
    )
    field_order = ("year", "grade", "words")

    def __init__(self, data: Any = None, *, years: list[int]) -> None:
        super().__init__(data, initial={"year": years[0]})
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    answer = open_line("单位意见", longest=500)
