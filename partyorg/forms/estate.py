from __future__ import annotations

from typing import Any

from django import forms

from grids.models import Estate
from partyorg.territory import as_now, why_not_for


class EstateForm(forms.ModelForm):
    class Meta:
        model = Estate
        fields = ("name", "community", "kind", "built_in", "buildings", "households")

    def clean(self) -> dict[str, Any]:
        """It does not go over to another community while somebody of the old one serves it."""
        data = super().clean() or self.cleaned_data
        if self.instance.pk and "community" in self.changed_data and data.get("community"):
            there = Estate(name=data.get("name") or self.instance.name, community=data["community"])
            for unit in self.instance.organisations.filter(ended_on=None):
                if unit.where and (why := why_not_for(there, *as_now(unit.where))):
                    self.add_error("community", f"{unit}还在服务它：{why}")
                    break
        return data
