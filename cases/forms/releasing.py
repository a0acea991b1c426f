"""公开: what an officer writes for the board. It begins with the category, never with the resident's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from accounts.written import PlainTextField, reasoned
from cases import actions
from cases.models import Case, PublicNotice
from cases.models.released import LONGEST_TITLE, LONGEST_WORDS
from partyorg.hats import Hat


class ReleaseForm(forms.Form):
    """The outcome is asked for when the case is closed."""

    title = reasoned(PlainTextField(label="标题", most=LONGEST_TITLE, error_messages={"required": "请写一个标题。"}))
    words = reasoned(
        PlainTextField(
            label="是什么事",
            most=LONGEST_WORDS,
            widget=forms.Textarea(attrs={"rows": 3}),
            help_text="用您自己的话写，不抄诉求人的原话。不写人名、电话、门牌、车牌。",
            error_messages={"required": "请写是什么事。"},
        )
    )
    outcome = PlainTextField(
        label="怎样办好的",
        most=LONGEST_WORDS,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, data: Any = None, *, case: Case, hat: Hat, notice: PublicNotice | None) -> None:
        super().__init__(data, initial=_as_it_stands(notice) if notice else _beginning(case))
        self.case, self.hat = case, hat
        if case.is_open:
            del self.fields["outcome"]

    def perform(self, at: datetime) -> bool:
        """The one call into the domain; False where the words cannot stand there. Raises actions.Refused."""
        try:
            actions.release(self.case, **self.cleaned_data, by=self.hat, at=at)
        except ValidationError as wrong:
            for name, sentences in wrong.message_dict.items():
                for sentence in sentences:
                    self.add_error(name if name in self.fields else None, sentence)
            return False
        return True


def _as_it_stands(notice: PublicNotice) -> dict[str, str]:
    return {"title": notice.title, "words": notice.words, "outcome": notice.outcome}


def _beginning(case: Case) -> dict[str, str]:
    if case.category is None:
        return {}
    return {
        "title": case.category.name,
        "words": f"{case.place.community or case.place}有居民反映{case.category.name}的问题。",
    }
