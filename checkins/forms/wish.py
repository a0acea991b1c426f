from __future__ import annotations

from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.written import open_line, open_text
from checkins.forms.fields import CommunityField
from checkins.standing import kept_by
from partyorg.hats import Hat


class WishForm(forms.Form):
    community = CommunityField("哪个社区")
    title = open_line(
        "心愿", missing="请写明是什么心愿。", longest=60, hint="报到的党员都看得到：不写姓名、电话和门牌号。"
    )
    detail = open_text("说明", rows=3)
    key = mark()

    def __init__(self, data: Any = None, *, hat: Hat) -> None:
        super().__init__(data)
        cast(CommunityField, self.fields["community"]).offer(kept_by(hat))

    def clean_detail(self) -> str:
        words = self.cleaned_data["detail"]
        if len(words) > 500:
            raise forms.ValidationError("最多 500 个字，请写短一些。")
        return words


class ResultForm(forms.Form):
    result = open_line("怎样实现的", missing="请用一句话写明怎样实现的。", longest=500)
