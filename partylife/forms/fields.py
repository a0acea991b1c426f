"""A choice of several rows, as boxes to tick."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict

LONGEST_NAME = 64
LONGEST_PK = 18  # digits that every database can look for


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


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as it came: filled in (`data`), or with some words by which to look for more to tick (`looked_for`)."""

    data: QueryDict | None = None
    looked_for: QueryDict | None = None

    @classmethod
    def of(cls, posted: QueryDict | None) -> Sent:
        """None: it is only opened. The button 找 is named `find`."""
        if posted is not None and "find" in posted:
            return cls(looked_for=posted)
        return cls(data=posted)

    @property
    def words(self) -> str:
        said = self.looked_for.get("words", "") if self.looked_for else ""
        return said.replace("\0", "").strip()[:LONGEST_NAME]

    def ticked(self, name: str) -> list[int] | None:
        """What is ticked by now; None where the form is only opened."""
        sent = self.looked_for or self.data
        if sent is None:
            return None
        return [int(one) for one in sent.getlist(name) if one.isascii() and one.isdecimal() and len(one) <= LONGEST_PK]

    def typed(self, form: type[forms.Form]) -> dict[str, Any]:
        """All that has been filled in by now: looking for somebody loses nothing."""
        if (sent := self.looked_for) is None:
            return {}
        fields = form.base_fields.items()
        return {name: sent.getlist(name) if isinstance(one, SeveralField) else sent.get(name) for name, one in fields}
