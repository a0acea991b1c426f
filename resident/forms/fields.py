"""What the forms of deeds on a case share."""

from typing import Any

from accounts.pageform import PageForm
from accounts.written import PlainTextField
from cases.forms.typed import gives_away
from cases.models import Case

GIVEN_AWAY = "您不想让人知道是谁报的，可这里写着您的称呼或电话，办事的人会看到。请删掉。"


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
