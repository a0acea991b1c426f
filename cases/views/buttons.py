"""What a page offers: the moves that are allowed now, in the field's words."""

from dataclasses import dataclass

from cases import actions
from cases.forms import FORMS
from cases.models import Case
from cases.terms import Notice
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Button:
    event: str
    label: str
    tone: str
    key: str


def buttons_for(case: Case, hat: Hat) -> list[Button]:
    open_now = {move.kind for move in actions.moves_for(case, hat)}
    answer_awaited = actions.awaited_answer(case, by=hat) is not None
    offered = {*open_now, Notice.CO_ANSWER} if answer_awaited else open_now
    shown = [form for form in FORMS.values() if offered & {*form.events}]
    return [Button(form.name, form.label_for(case), form.tone, form.key) for form in shown]
