"""What a page offers: the moves that are allowed now, in the field's words, and what still stands before the others."""

from dataclasses import dataclass
from datetime import datetime

from cases.forms import FORMS
from cases.guards import BEFORE_ASKING, HIDING
from cases.models import Case
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Button:
    event: str
    label: str
    tone: str
    key: str


def offered(case: Case, hat: Hat, at: datetime) -> tuple[list[Button], list[str]]:
    """The buttons, and in a sentence each why a move that would be mine has to wait: 先匹配资源, 协办没有答复."""
    buttons, hindrances = [], []
    for form in FORMS.values():
        refusal = form.refusal(case, hat, at)
        if refusal is None:
            buttons.append(Button(form.name, form.label_for(case), form.tone, form.key))
        elif refusal.rule in BEFORE_ASKING - HIDING:
            hindrances.append(str(refusal))
    return buttons, list(dict.fromkeys(hindrances))
