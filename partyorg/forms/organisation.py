"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from typing import Any

from django import forms

from grids.models import Place
from partyorg.kinds import RUNGS
from partyorg.models import Organisation


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
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, place, parent = data.get("kind", ""), data.get("place"), data.get("parent")
        if kind in RUNGS and place and (taken := self._answers_there(RUNGS[kind], place)):
            self.add_error("place", f"{place}已经有{taken.get_kind_display()}：{taken}。")
        if parent and self.instance.pk and parent.is_descendant_of(self.instance, include_self=True):
            self.add_error("parent", "上级组织不能是它自己，也不能是它的下级。")
        return data

    def _answers_there(self, rung: int, place: Place) -> Organisation | None:
        return Organisation.objects.on_rung(rung).filter(place=place).exclude(pk=self.instance.pk).first()
