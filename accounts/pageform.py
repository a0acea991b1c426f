"""What the forms of the telephone pages share: problems that link to their fields."""

from __future__ import annotations

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from accounts.written import PlainTextField


class PageForm(forms.Form):
    """`problems`: every error with the anchor of its field, in the order of the page, for the summary on top."""

    use_required_attribute = False  # the browser's own bubbles are in its language and vanish; ours stay

    @property
    def problems(self) -> list[tuple[str, str]]:
        names = [name for name in [NON_FIELD_ERRORS, *self.fields] if name in self.errors]
        return [(self._anchor(name), str(said)) for name in names for said in self.errors[name]]

    @property
    def typed(self) -> list[str]:
        """The words that were written, to be shown again where the form itself no longer is."""
        texts = [name for name, field in self.fields.items() if isinstance(field, PlainTextField)]
        return [said for name in texts if (said := self.cleaned_data.get(name))]

    def _anchor(self, name: str) -> str:
        if name == NON_FIELD_ERRORS:
            return "main"
        field = self[name]
        return field.id_for_label or f"{field.auto_id}_0"
