"""What becomes of an organisation, done at the desk: converted (转建), ended (撤销)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import cached_property

from accounts.written import line
from grids.models import Level, Place
from partyorg import actions
from partyorg.forms.deed import Deed
from partyorg.forms.typed import DayField, GridField, sentence
from partyorg.kinds import BRANCHES, Kind
from partyorg.models import Organisation
from partyorg.ties import Tie, ties_of


class OfOrganisation(Deed):
    def __init__(self, *args: Any, unit: Organisation, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(*args, **kwargs)


class Convert(OfOrganisation):
    title, button, done = "转建党支部", "转建", "已转建，工作小组的经过留在沿革里。"

    advice = "工作小组的班子同一天结束，新的党支部再选举。"
    also_called = {"kind": "to", "place": "grid"}

    to = forms.ChoiceField(label="转成", choices=[(kind.value, kind.label) for kind in Kind if kind in BRANCHES])
    name = line("党支部名称", missing="请填名称。", longest=100)
    grid = GridField(label="所在网格", help_text="网格党支部要写网格的名称或编码")
    on = DayField(label="批复日期")
    note = sentence("说明", hint="如批复文号")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].initial = self.unit.name.replace("党的工作小组", "党支部").replace("工作小组", "党支部")
        if (place := self.unit.place) and place.level == Level.GRID:
            self.fields["grid"].initial = place.name

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("to") == Kind.GRID_BRANCH and not data.get("grid") and "grid" not in self.errors:
            self.add_error("grid", "网格党支部要写明是哪个网格。")
        return data

    def perform(self) -> Organisation:
        data = self.cleaned_data
        place: Place | None = data["grid"] or self.unit.place
        return actions.convert(
            self.unit, to=data["to"], name=data["name"], place=place, on=data["on"], note=data["note"],
            by=self.hat.person, at=self.at,
        )  # fmt: skip


class End(OfOrganisation):
    title, button, done = "撤销", "撤销", "已撤销，资料和沿革保留。"

    on = DayField(label="撤销日期")
    note = sentence("原因", missing="请写明原因。")

    @cached_property
    def ties(self) -> list[Tie]:
        """What still hangs on it: as long as there is any, it is not ended."""
        return ties_of(self.unit, self.hat, self.today)

    def perform(self) -> Organisation:
        return actions.end_organisation(self.unit, **self.cleaned_data, by=self.hat.person, at=self.at)
