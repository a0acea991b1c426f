from functools import cached_property
from typing import Any, cast

from django import forms

from cases import actions
from cases.duplicates import Suggestion, suggestions
from cases.forms.move import MoveForm
from cases.forms.settling import CategoryField, GridField
from cases.forms.units import UnitField, hosts_for, offer
from cases.models import Case
from cases.standing import standings
from cases.terms import Kind, Urgency, Who
from grids.models import Level


class AcceptForm(MoveForm):
    """受理: what it is about, how urgent, which grid; the one who will dispatch it may do so in the same breath."""

    name, events, verb = "accept", (Kind.ACCEPT,), staticmethod(actions.accept)
    button, tone = "受理", "act"

    place = GridField()
    category = CategoryField()
    urgency = forms.ChoiceField(
        label="紧急程度",
        choices=Urgency.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选定紧急程度。"},
    )
    host = UnitField(label="派给谁办", required=False)
    checked = forms.BooleanField(label="上面相似的都看过了，不是同一件", required=False)

    @cached_property
    def alike_cases(self) -> list[Suggestion]:
        return suggestions(self.case, self.hat, self.at)

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        """The tick only where there is something to look at."""
        return [field for field in self if field.name != "checked" or self.alike_cases]

    def fit(self) -> None:
        cast(CategoryField, self.fields["category"]).keeping(self.case.category_id)
        self.initial = {"category": self.case.category_id, "urgency": self.case.urgency, **self.initial}
        if self.case.place.level != Level.GRID:
            cast(GridField, self.fields["place"]).within(self.case.place)
            del self.fields["host"]  # who may host depends on the grid
            return
        del self.fields["place"]
        if Who.OWNER_HEAD in standings(self.hat, self.case):
            offer(self.fields["host"], hosts_for(self.case), empty="先受理，稍后再派单")
            self.initial.setdefault("host", self.case.owner_org_id)
        else:
            del self.fields["host"]

    def said(self) -> dict[str, Any]:
        return {"place": self.case.place, **self.cleaned_data}

    def done(self, case: Case) -> str:
        host = self.cleaned_data.get("host")
        return f"已受理，派给{host}" if host else "已受理"


class EmergencyForm(MoveForm):
    """突发事件直报: nothing to fill in, something to be sure of."""

    name, events, verb = "emergency_direct", (Kind.EMERGENCY_DIRECT,), staticmethod(actions.emergency_direct)
    button, tone = "突发直报街道", "whistle"
    advice = "直报后由街道指挥中心负责，按特急办理，时限昼夜都算。"

    def done(self, case: Case) -> str:
        return f"已直报{case.owner_org}"
