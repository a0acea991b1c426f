"""What a page offers: the moves that are allowed now, in the field's words, and what still stands before the others."""

from dataclasses import dataclass

from cases import actions
from cases.forms import FORMS
from cases.guards import BEFORE_ASKING
from cases.models import Case
from cases.terms import Kind, Notice
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


def hindrances_for(case: Case, hat: Hat) -> list[str]:
    """Why a move that would be mine is not offered yet: 先匹配资源, 还有协办单位没有答复."""
    found = []
    for form in FORMS.values():
        event = form.events[0]
        try:
            if isinstance(event, Kind):
                actions.may_begin(case, event, by=hat)
        except actions.Refused as refused:
            if refused.rule in BEFORE_ASKING:
                found.append(str(refused))
    return list(dict.fromkeys(found))
