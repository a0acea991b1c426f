from __future__ import annotations

from typing import Any

from django import forms

from accounts.once import mark
from accounts.pageform import PageForm
from accounts.written import open_line
from cases.forms.photos import PhotosField
from patrols.actions import Found
from patrols.kinds import Outcome
from patrols.models import CheckItem
from teams.forms.fields import OnePhoto

NO_OUTCOME = dict.fromkeys(["required", "invalid_choice"], "请选一种：当场制止，还是转为案件。")


class FindingForm(PageForm):
    """A picture first; where it was stopped on the spot, it cannot do without one."""

    photos = PhotosField(label="现场照片（当场制止必传）", most=1, widget=OnePhoto({"capture": "environment"}))
    outcome = forms.ChoiceField(
        label="怎样处理", choices=Outcome.choices, widget=forms.RadioSelect, error_messages=NO_OUTCOME
    )
    words = open_line("什么情况", longest=200, hint="转为案件要写；不写车主、住户的姓名和电话。")
    address = open_line("具体位置", longest=100, hint="例如：3号楼东侧。")
    key = mark()
    labels_say_when = ("photos",)  # it is needed

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        outcome = said.get("outcome")
        if outcome == Outcome.STOPPED and not said.get("photos") and "photos" not in self.errors:
            self.add_error("photos", "当场制止要附现场照片。")
        if outcome == Outcome.CASE and not said.get("words") and "words" not in self.errors:
            self.add_error("words", "转为案件要写一句是什么情况。")
        return said

    def found(self, item: CheckItem) -> Found:
        return Found(item=item, **self.cleaned_data)
