"""What the forms of the telephone pages share: problems that link to their fields."""

from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS

from accounts.written import PlainTextField
from cases.forms.typed import gives_away
from cases.models import Case

GIVEN_AWAY = "您不想让人知道是谁报的，可这里写着您的称呼或电话，办事的人会看到。请删掉。"


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


class DeedForm(PageForm):
    """What somebody does with their case. Whoever wants to stay unnamed does not name themselves here either."""

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case = case

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, PlainTextField) and gives_away(self.case, said.get(name, "")):
                self.add_error(name, GIVEN_AWAY)
        return said
