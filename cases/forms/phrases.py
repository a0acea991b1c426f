"""A phrase as it is kept: short, with placeholders that exist, without anybody's number."""

from __future__ import annotations

import unicodedata
from typing import Any, cast

from django import forms

from accounts.personal import masked_in
from accounts.written import PlainTextField, WrittenField
from cases import actions
from cases.forms import FORMS
from cases.forms.typed import A_MOBILE
from cases.models import Phrase
from cases.models.kept import LONGEST_NAME, LONGEST_PHRASE
from cases.phrases import BLANKS, unknown_blanks
from partyorg.hats import Hat
from partyorg.models import Organisation

KNOWN = "、".join(f"{{{name}}}" for name in BLANKS)
A_NUMBER = "常用语会反复用，请不要写电话号码、身份证号。"


def _moves_with_words() -> list[tuple[str, str]]:
    """The forms in which something longer is written."""
    with_words = [form for form in FORMS.values() if any(map(_is_long, form.base_fields.values()))]
    return [(form.name, form.button) for form in with_words]


def _is_long(field: forms.Field) -> bool:
    return isinstance(field.widget, forms.Textarea)


class PhraseForm(forms.Form):
    title = WrittenField(
        label="名称",
        max_length=LONGEST_NAME,
        error_messages={
            "required": "起个名字，选的时候认它。",
            "max_length": f"最多 {LONGEST_NAME} 个字，请起短一些。",
        },
    )
    words = PlainTextField(
        label="内容",
        most=LONGEST_PHRASE,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"可以用 {KNOWN}，用的时候按那一件填好。",
        error_messages={"required": "请写常用语的内容。"},
    )
    for_move = forms.ChoiceField(
        label="用在",
        choices=[("", "哪里都用"), *_moves_with_words()],
        required=False,
        error_messages={"invalid_choice": "请从名单里选用在哪一步。"},
    )
    unit = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="给谁用",
        required=False,
        empty_label="只给我自己",
        error_messages={"invalid_choice": "单位的常用语由单位负责人管。"},
    )

    def __init__(self, *args: Any, hat: Hat, phrase: Phrase | None = None) -> None:
        super().__init__(*args)
        self.hat, self.phrase = hat, phrase
        mine = [pk for pk in hat.unit_ids if actions.may_keep_for(pk, hat)]
        cast(forms.ModelChoiceField, self.fields["unit"]).queryset = Organisation.objects.filter(pk__in=mine)
        if not mine:
            del self.fields["unit"]
        if phrase:
            self.initial = {name: getattr(phrase, name) for name in ("title", "words", "for_move")}
            self.initial["unit"] = phrase.unit_id

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        plain = unicodedata.normalize("NFKC", words)
        if A_MOBILE.search(plain) or masked_in(plain) != plain:
            raise forms.ValidationError(A_NUMBER)
        if unknown := unknown_blanks(words):
            raise forms.ValidationError(f"没有 {{{unknown[0][:20]}}} 这一项，能用的是 {KNOWN}。")
        return words

    def said(self) -> dict[str, Any]:
        return {"unit": None, **self.cleaned_data}
