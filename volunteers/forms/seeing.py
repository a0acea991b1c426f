from __future__ import annotations

from django import forms

from accounts.written import open_line, reasoned


class SeeForm(forms.Form):
    reason = reasoned(open_line("为什么要看", missing="请写明为什么要看。", longest=200, hint="例如：通知活动改期。"))
