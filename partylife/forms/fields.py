"""A choice of several rows, as boxes to tick; and the hidden mark of one filling-in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import uuid4

from django import forms
from django.db.models import Model, QuerySet


class SeveralField(forms.ModelMultipleChoiceField):
    """Rows to tick. They are named by `offer`, so that a page reads them once."""

    def __init__(self, model: type[Model], *, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(
            model._default_manager.none(),
            label=label,
            required=bool(missing),
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": missing, "invalid_choice": "请从名单里选。", "invalid_pk_value": "请从名单里选。",
            },
        )  # fmt: skip

    def offer(self, rows: QuerySet, named: Iterable[tuple[Any, str]]) -> None:
        self.queryset = rows
        self.widget.choices = list(named)

    def clean(self, value: Any) -> Any:
        """A number past 64 bits is no row's: SQLite's driver raises on a list of them instead of finding none."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError("请从名单里选。", code="invalid_choice") from None


def mark() -> forms.UUIDField:
    """Sent twice, a form with the same mark is one record."""
    return forms.UUIDField(
        initial=uuid4,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "这张表已经失效，请刷新页面重新填写。"},
    )
