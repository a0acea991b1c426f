"""Points that leave somebody: to the community's fund, to family."""

from __future__ import annotations

from django import forms

from accounts.once import mark
from accounts.pageform import PageForm
from accounts.written import MobileField

MOST = 1_000_000


class AmountForm(PageForm):
    key = mark()
    amount = forms.IntegerField(
        label="几分",
        min_value=1,
        max_value=MOST,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages={
            "required": "请写几分。",
            "invalid": "请写整数，如：5。",
            "min_value": "至少 1 分。",
            "max_value": "没有这么多分。",
        },
    )


class FamilyForm(PageForm):
    phone = MobileField(
        label="家人的手机号",
        help_text="对方也要是志愿者，并且在自己的手机上同意。",
        error_messages={"required": "请写手机号。", "invalid": "手机号要 11 位数字，例如 13812345678。"},
    )
