"""What the forms of the telephone pages share: problems that link to their fields."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS


class PageForm(forms.Form):
    """`problems`: every error with the anchor of its field, in the order of the page, for the summary on top."""

    use_required_attribute = False  # the browser's own bubbles are in its language and vanish; ours stay

    @property
    def problems(self) -> list[tuple[str, str]]:
        names = [name for name in [NON_FIELD_ERRORS, *self.fields] if name in self.errors]
        return [(self._anchor(name), str(said)) for name in names for said in self.errors[name]]

    def _anchor(self, name: str) -> str:
        if name == NON_FIELD_ERRORS:
            return "main"
        field = self[name]
        return field.id_for_label or f"{field.auto_id}_0"
