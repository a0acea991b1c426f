from typing import Any

from django import forms

from notifications.models import LONGEST_WORDS
from notifications.proofreading import problems
from notifications.wordings import Entry


class WordingForm(forms.Form):
    """The words of one rule, as somebody would have them."""

    words = forms.CharField(
        label="措辞",
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 4, "class": "vLargeTextField"}),
        error_messages={
            "required": "请写措辞。要用默认的，请按“恢复默认”；不要再发，请按“停用”。",
            "max_length": f"最多写 {LONGEST_WORDS} 个字，现在是 %(show_value)d 个。",
        },
    )

    def __init__(self, entry: Entry, typed: Any = None) -> None:
        super().__init__(typed, initial={"words": entry.chosen or entry.default})
        self.entry = entry

    def clean_words(self) -> str:
        words = str(self.cleaned_data["words"])
        if found := problems(words, self.entry.key):
            raise forms.ValidationError(found)
        return words
