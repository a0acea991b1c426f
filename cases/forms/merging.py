from collections.abc import Iterator
from functools import cached_property
from typing import Any

from django import forms
from django.utils.choices import CallableChoiceIterator

from accounts.written import WrittenField
from cases import actions
from cases.duplicates import Suggestion, suggestions
from cases.forms.move import MoveForm
from cases.models import Case
from cases.terms import Kind

MISSING = "请选一件，或者写主案的编号。"


class MergeForm(MoveForm):
    """并案: into one of those that look alike, or into any other by its number."""

    name, events, verb = "merge", (Kind.MERGE,), staticmethod(actions.merge)
    button, beside = "并案", True
    advice = "并案后随主案一起办、一起结案，结果会告诉诉求人。并案不能撤销。"

    alike = WrittenField(label="和哪一件是同一件事", required=False, widget=forms.RadioSelect)
    number = WrittenField(
        label="主案编号",
        required=False,
        max_length=32,
        help_text="上面没有的，写它的编号，如 370203-20261121-000123。",
        error_messages={"max_length": "编号没有这么长，请对照着再写一遍。"},
    )

    def fit(self) -> None:
        self.fields["alike"].widget.choices = CallableChoiceIterator(self._choices)

    @cached_property
    def alike_cases(self) -> list[Suggestion]:
        """Looked for when the page is shown; what is sent names its case by number."""
        return suggestions(self.case, self.hat, self.at)

    def _choices(self) -> Iterator[tuple[str, str]]:
        for one in self.alike_cases:
            yield one.case.number, f"{one.case.title}（{one.case.number}）：{one.why}"
        yield "", "都不是"

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self if field.name != "alike" or self.alike_cases]

    def clean(self) -> dict[str, Any]:
        chosen, written = self.cleaned_data.get("alike", ""), self.cleaned_data.get("number", "").strip()
        if chosen and written and chosen != written:
            raise forms.ValidationError("选了一件，又写了另一件的编号。请只留一件。")
        if not self.errors and not (chosen or written):
            self.add_error("number", MISSING)
        elif not self.errors:
            self.cleaned_data["parent"] = self._found(chosen or written)
        return self.cleaned_data

    def _found(self, number: str) -> Case | None:
        found = Case.objects.visible_to(self.hat).with_faces().filter(number=number).first()
        if found is None:
            self.add_error("number", "没有找到这个编号，或者不是您能看到的事。")
        return found

    def said(self) -> dict[str, Any]:
        return {"parent": self.cleaned_data["parent"]}

    def done(self, case: Case) -> str:
        return f"已并入 {self.cleaned_data['parent'].number}"
