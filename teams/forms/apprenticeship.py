from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.written import open_line, open_text
from cases.forms.photos import PhotosField
from grids.models import Place
from partyorg.forms.typed import MemberField
from partyorg.hats import Hat
from partyorg.models import Member
from teams.actions import Bond
from teams.forms.fields import CommunityField, OnePhoto
from worktime.fields import DayField


class BondForm(forms.Form):
    community = CommunityField()
    apprentice = MemberField(label="徒弟", missing="请写明徒弟是谁。", help_text="写党员的姓名；同名的写手机号。")
    mentor = MemberField(label="师父", missing="请写明师父是谁。")
    goals = open_text("学什么", missing="请写明跟师父学什么。", hint="一条一行。")
    since = DayField(label="拜师日期", missing="请写明哪一天拜师。")
    letter = PhotosField(label="拜师帖的照片", most=1, required=True, widget=OnePhoto)
    key = mark()

    def __init__(
        self, data: Any = None, files: Any = None, *, communities: Sequence[Place], hat: Hat, today: date
    ) -> None:
        super().__init__(data, files, initial={"since": today})
        self._today = today
        cast(CommunityField, self.fields["community"]).offer(communities)
        for name in ("apprentice", "mentor"):
            cast(MemberField, self.fields[name]).queryset = Member.objects.visible_to(hat).present(today)

    def clean_since(self) -> date:
        day: date = self.cleaned_data["since"]
        if day > self._today:
            raise forms.ValidationError("拜师日期还没有到。")
        return day

    def bond(self) -> Bond:
        return Bond(**self.cleaned_data)


class ReviewForm(forms.Form):
    words = open_text("带教记录", missing="请写下教了什么、学得怎么样。")
    key = mark()


class EndBondForm(forms.Form):
    result = open_line("怎样结束的", missing="请写一句，例如：出师，能独立带网格。", longest=200)
