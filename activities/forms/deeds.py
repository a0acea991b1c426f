from __future__ import annotations

from django import forms
from django.http import QueryDict

from accounts.pageform import PageForm
from accounts.written import MobileField, open_line, reasoned


class SureForm(forms.Form):
    """Nothing to fill in: the page asks whether it is meant."""


class CallOffForm(forms.Form):
    reason = reasoned(
        open_line("为什么取消", missing="请写明取消的原因：报名的人会看到。", longest=200, hint="报名的人都看得到。")
    )


def _phone() -> MobileField:
    return MobileField(
        label="手机号",
        help_text="没有报名、直接来的人，要注册过志愿者。",
        error_messages={"required": "请写手机号。", "invalid": "手机号要 11 位数字，例如 13812345678。"},
    )


class WalkUpForm(forms.Form):
    phone = _phone()


def ticked(data: QueryDict, name: str) -> set[int]:
    """The rows that were ticked; what is no row's number is nobody's."""
    return {int(value) for value in data.getlist(name) if value.isdecimal() and len(value) < 16}


class TappedOnceForm(PageForm):
    """On a telephone: nothing to fill in, one tap."""


class LeadersWalkUpForm(PageForm):
    """The same on a leader's own telephone."""

    phone = _phone()
