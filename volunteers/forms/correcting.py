"""更正出生日期、姓名, at the desk."""

from __future__ import annotations

from django import forms

from accounts.written import named, open_line, reasoned
from volunteers.forms.joining import BirthdayField


def _why() -> forms.CharField:
    return reasoned(
        open_line("看的什么证件，为什么改", missing="请写看的什么证件。", longest=100, hint="不写证件号码。")
    )


class BirthdayForm(forms.Form):
    birthday = BirthdayField(label="证件上的出生日期", help_text="8 个数字，例如 19550307。")
    reason = _why()


class NameForm(forms.Form):
    name = named("证件上的姓名", missing="请写证件上的姓名。", longest=64)
    reason = _why()
