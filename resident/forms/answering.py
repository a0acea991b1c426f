"""What a resident may do with their case: judge the result, or take it back."""

from typing import Any

from django import forms

from cases.forms.typed import PlainTextField
from cases.terms import Satisfied, Solved
from resident.forms.fields import PageForm


class AnswerForm(PageForm):
    """解决了吗？满意吗？ With a reason where something is not good, because somebody will work by it."""

    solved = forms.ChoiceField(
        label="解决了吗？",
        choices=Solved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个：解决了没有？", "invalid_choice": "请从三个里选一个。"},
    )
    satisfied = forms.ChoiceField(
        label="满意吗？",
        choices=Satisfied.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个：满意不满意？", "invalid_choice": "请从三个里选一个。"},
    )
    reason = PlainTextField(
        label="哪里没办好",
        most=2000,
        required=False,
        help_text="没解决或者不满意，请写一句，好让他们照着重办。",
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        answer = self.cleaned_data
        bad = answer.get("solved") in (Solved.PARTLY, Solved.NO) or answer.get("satisfied") == Satisfied.NO
        if bad and not answer.get("reason") and "reason" not in self.errors:
            self.add_error("reason", "请写一句哪里没办好。")
        return answer


class WithdrawForm(PageForm):
    reason = PlainTextField(
        label="为什么撤回", most=500, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
