"""申请证明 on a telephone: which community, which days. And the code of a paper, typed in."""

from __future__ import annotations

import unicodedata
from datetime import date
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.pageform import PageForm
from accounts.written import WrittenField
from grids.models import Place
from volunteers.models.proof import LENGTH, SIGNS
from volunteers.rules import RULES
from worktime.fields import DayField

NOT_A_CODE = f"查验码是 {LENGTH} 位字母和数字，印在证明的二维码下面。请对照着再输一遍。"


class ProofForm(PageForm):
    """`proven`: the communities that have recorded hours of whoever asks."""

    community = forms.ModelChoiceField(
        Place.objects.none(), label="哪个社区的服务", empty_label=None, widget=forms.RadioSelect,
        error_messages={"required": "请选一个社区。", "invalid_choice": "请选一个社区。"},
    )  # fmt: skip
    first = DayField(label="从哪天起", missing="请选从哪天起。")
    last = DayField(label="到哪天止", missing="请选到哪天止。")
    key = mark()

    def __init__(self, data: Any = None, *, communities: Any, first: date, today: date) -> None:
        super().__init__(data, initial={"first": first, "last": today})
        self.today = today
        chosen = cast(forms.ModelChoiceField, self.fields["community"])
        chosen.queryset = communities
        self.fields["community"].initial = communities[0].pk if len(communities) == 1 else None
        for name in ("first", "last"):
            cast(DayField, self.fields[name]).offer(date(today.year - 20, 1, 1), today)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or self.cleaned_data
        first, last = said.get("first"), said.get("last")
        if last and last > self.today:
            self.add_error("last", RULES["proof_ahead"])
        elif first and last and last < first:
            self.add_error("last", RULES["proof_backwards"])
        return said


def code_of(typed: str) -> str:
    """The code, however it was typed, into the form or behind the address; "" of what is none."""
    code = "".join(sign for sign in unicodedata.normalize("NFKC", typed).upper() if sign.isalnum())
    return code if len(code) == LENGTH and set(code) <= set(SIGNS) else ""


class CodeForm(PageForm):
    """However it is typed: small letters, with lines or spaces between."""

    code = WrittenField(
        label="查验码", max_length=40, help_text="在证明的二维码下面，像 K7QF-2M9X-4TPD-8HJW。小写、不打横线都行。",
        error_messages={"required": NOT_A_CODE, "max_length": NOT_A_CODE},
    )  # fmt: skip

    def clean_code(self) -> str:
        if code := code_of(self.cleaned_data["code"]):
            return code
        raise forms.ValidationError(NOT_A_CODE)
