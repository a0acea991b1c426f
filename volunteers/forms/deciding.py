"""Why: asked wherever somebody decides against, or where a record raised a question."""

from __future__ import annotations

from django import forms

from accounts.pageform import PageForm
from accounts.written import open_line, open_text, reasoned

MISSING = "请写明理由：本人会看到。"
FOR_THEM = "本人会看到。不写别人的姓名、电话。"


class WhyForm(forms.Form):
    reason = reasoned(open_line("理由", missing=MISSING, longest=200, hint=FOR_THEM))


class AgreeForm(forms.Form):
    """Where nothing is held and nobody appealed, there is nothing to explain."""

    reason = open_line("想说的话", longest=200, hint=FOR_THEM)


class AppealForm(PageForm):
    words = reasoned(open_text("为什么应该记", missing="请写一句为什么应该记。", hint="社区的另一个人会再看一遍。"))

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if len(words) > 500:
            raise forms.ValidationError(f"最多 500 个字，您写了 {len(words)} 个，请写短一些。")
        return words


class HeapForm(forms.Form):
    last = forms.IntegerField(widget=forms.HiddenInput, min_value=0)  # the newest that was counted when it was asked
