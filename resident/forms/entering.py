"""Signing in by a code, and what is asked before an account goes."""

from __future__ import annotations

import re
import unicodedata

from django import forms

from accounts.pageform import PageForm
from accounts.written import MobileField
from resident.models import Consent

CHILD = "CHILD"
A_CHILD = "未满 14 周岁，要监护人同意：请监护人用自己的手机号登录，选第二项。不登录也可以报事。"


class PhoneForm(PageForm):
    phone = MobileField(
        label="手机号",
        help_text="会发一条短信，里面是 6 位验证码。",
        error_messages={"required": "请写手机号。", "invalid": "手机号要 11 位数字，例如 13812345678。"},
    )
    who = forms.ChoiceField(
        label="谁在用",
        choices=[*Consent.Who.choices, (CHILD, "孩子，未满 14 周岁")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个：谁在用？", "invalid_choice": "请从三个里选一个。"},
    )

    def clean_who(self) -> str:
        who: str = self.cleaned_data["who"]
        if who == CHILD:
            raise forms.ValidationError(A_CHILD, code="child")
        return who


class CodeForm(PageForm):
    code = forms.CharField(
        label="验证码",
        max_length=40,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "code-input", "maxlength": "12"}
        ),
        error_messages={"required": "请写短信里的 6 位数字。", "max_length": "验证码是 6 位数字。"},
    )

    def clean_code(self) -> str:
        code = re.sub(r"\s", "", unicodedata.normalize("NFKC", self.cleaned_data["code"]))
        if not re.fullmatch("[0-9]{6}", code):
            raise forms.ValidationError("验证码是 6 位数字，在短信里。", code="invalid")
        return code


class LeaveForm(PageForm):
    sure = forms.BooleanField(label="我知道，注销以后找不回来", error_messages={"required": "要注销，请先打上这个勾。"})
