"""查看电话: why somebody wants the number. A tap is enough; more may be written."""

import unicodedata
from datetime import datetime
from typing import Any

from django import forms

from accounts.personal import masked_in
from accounts.written import PlainTextField
from cases import actions
from cases.contacts import Contact
from cases.forms.typed import A_MOBILE
from cases.models import Case
from partyorg.hats import Hat

LONGEST_REASON = 200
REASONS = [(reason, reason) for reason in ("联系诉求人", "登记回访", "核对情况")]
NO_REASON = "请选一项理由，或者自己写一句。"
A_NUMBER = "理由会留在审计记录里，请不要写电话号码。"


class PhoneForm(forms.Form):
    tapped = forms.ChoiceField(
        label="为什么要看",
        choices=REASONS,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": NO_REASON},
    )
    reason = PlainTextField(
        label="别的理由，或者补充一句",
        most=LONGEST_REASON,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, case: Case, hat: Hat, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.hat, self.at = case, hat, at

    def clean_reason(self) -> str:
        written = self.cleaned_data["reason"]
        plain = unicodedata.normalize("NFKC", written)
        if A_MOBILE.search(plain) or masked_in(plain) != plain:
            raise forms.ValidationError(A_NUMBER)
        return written

    def clean(self) -> dict[str, Any]:
        if not self.errors and not any(self.cleaned_data.values()):
            self.add_error("tapped", NO_REASON)
        return self.cleaned_data

    def refusal(self) -> actions.Refused | None:
        """Why this hat may not see the numbers, whatever it gives as its reason; None when it may."""
        try:
            actions.may_see_phone(self.case, by=self.hat, at=self.at)
        except actions.Refused as refused:
            return refused
        return None

    def perform(self) -> list[Contact]:
        """The one call into the domain. Raises actions.Refused."""
        why = "：".join(filter(None, (self.cleaned_data["tapped"], self.cleaned_data["reason"])))
        return actions.see_phone(self.case, reason=why, by=self.hat, at=self.at)
