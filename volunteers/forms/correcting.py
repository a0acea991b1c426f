"""更正出生日期, at the desk."""

from __future__ import annotations

from django import forms

from accounts.written import open_line, reasoned
from volunteers.forms.joining import BirthdayField


class BirthdayForm(forms.Form):
    birthday = BirthdayField(label="证件上的出生日期", help_text="8 个数字，例如 19550307。")
    reason = reasoned(
        open_line("看的什么证件，为什么改", missing="请写看的什么证件。", longest=100, hint="不写证件号码。")
    )
