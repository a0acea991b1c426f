"""What a page offers: the moves that are allowed now, in the field's words, and what still stands before the others."""

from dataclasses import dataclass
from datetime import datetime

from cases.forms import FORMS
from cases.guards import BEFORE_ASKING, HIDING
from cases.models import Case
from partyorg.hats import Hat

AT_ONCE = 4  # so many buttons are seen at a glance; the rest wait behind 更多


@dataclass(frozen=True, slots=True)
class Button:
    event: str
    label: str
    tone: str = ""
    key: str = ""
    decides: bool = False
    beside: bool = False


def offered(case: Case, hat: Hat, at: datetime) -> tuple[list[Button], list[str]]:
    """The buttons, and in a sentence each why a move that would be mine has to wait: 先匹配资源, 协办没有答复."""
    buttons, hindrances = [], []
    for form in FORMS.values():
        refusal = form.refusal(case, hat, at)
        if refusal is None:
            label = form.label_for(case)
            buttons.append(Button(form.name, label, form.tone, form.key, form.decides, form.beside))
        elif refusal.rule in BEFORE_ASKING - HIDING:
            hindrances.append(str(refusal))
    return buttons, list(dict.fromkeys(hindrances))


@dataclass(frozen=True, slots=True)
class Offer:
    """The same buttons as they stand on the page: `deciding` beside the question, `rest` behind 更多."""

    deciding: list[Button]
    main: list[Button]
    rest: list[Button]


def arranged(buttons: list[Button], *, is_asked: bool) -> Offer:
    """`is_asked`: a question waits. What leads on comes first; what nobody waits for is put away only where there is
    much to choose from.
    """
    deciding = [button for button in buttons if is_asked and button.decides]
    others = [button for button in buttons if button not in deciding]
    others.sort(key=lambda button: button.tone != "act")
    main = [button for button in others if not button.beside]
    rest = [button for button in others if button.beside]
    if len(others) <= AT_ONCE:
        main, rest = others, []
    return Offer(deciding, main, rest)
