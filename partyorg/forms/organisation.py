"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from typing import Any

from django import forms

from grids.models import Estate, Place
from partyorg.kinds import RUNGS, Kind
from partyorg.models import EstateStep, Organisation


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "parent",
            "place",
            "leans_on",
            "serves",
            "founded_on",
            "elected_on",
            "due_on",
            "duty_phone",
            "heads_are_members",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, place, parent = data.get("kind", ""), data.get("place"), data.get("parent")
        if kind in RUNGS and place and (taken := self._answers_there(RUNGS[kind], place)):
            self.add_error("place", f"{place}已经有{taken.get_kind_display()}：{taken}。")
        if parent and self.instance.pk and parent.is_descendant_of(self.instance, include_self=True):
            self.add_error("parent", "上级组织不能是它自己，也不能是它的下级。")
        self._check_steps(kind, data.get("serves"))
        return data

    def _check_steps(self, kind: str, serves: Estate | None) -> None:
        if kind != Kind.ESTATE_BRANCH or not serves or not {"kind", "serves"} & set(self.changed_data):
            return
        if why := EstateStep.objects.why_no_branch_yet(serves):
            self.add_error("serves", why)

    def _answers_there(self, rung: int, place: Place) -> Organisation | None:
        return Organisation.objects.on_rung(rung).filter(place=place).exclude(pk=self.instance.pk).first()
