"""What becomes of an organisation, done at the desk: converted (转建), ended (撤销), elected anew (换届)."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.written import line
from grids.models import Level, Place
from partyorg import actions
from partyorg.forms.deed import Deed
from partyorg.forms.typed import DayField, GridField, MemberField, OrganisationField, sentence
from partyorg.kinds import BRANCHES, Kind
from partyorg.models import Organisation, Seat

_ROLES = Seat.Role
USUAL_SEATS = (  # a committee has at most seven
    _ROLES.SECRETARY, _ROLES.DEPUTY, _ROLES.ORGANISATION, _ROLES.PUBLICITY, _ROLES.DISCIPLINE, _ROLES.MEMBER,
    _ROLES.MEMBER,
)  # fmt: skip


class OfOrganisation(Deed):
    def __init__(self, *args: Any, unit: Organisation, **kwargs: Any) -> None:
        self.unit = unit
        super().__init__(*args, **kwargs)


class Convert(OfOrganisation):
    title, button, done = "转建党支部", "转建", "已转建，工作小组的经过留在沿革里。"

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
    advice = "下面还有组织、党员或者在任岗位的，先安排好再撤销。"

    on = DayField(label="撤销日期")
    note = sentence("原因", missing="请写明原因。")

    def perform(self) -> Organisation:
        return actions.end_organisation(self.unit, **self.cleaned_data, by=self.hat.person, at=self.at)


class Elect(OfOrganisation):
    """Up to seven rows; a row without a name seats nobody."""

    title, button, done = "换届", "记下换届", "已换届：原来的班子同一天离任。"
    advice = "写姓名，重名的写手机号；空着的行不算。兼任和兼职委员要写选派单位。"

    on = DayField(label="换届日期")
    note = sentence("说明")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for number, role in enumerate(USUAL_SEATS, start=1):
            self.fields[f"member_{number}"] = MemberField(label=f"第 {number} 名")
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label="职务", choices=Seat.Role.choices, initial=role, required=False
            )
            self.fields[f"manner_{number}"] = forms.ChoiceField(
                label="任职方式", choices=Seat.Manner.choices, required=False
            )
            self.fields[f"sent_by_{number}"] = OrganisationField(label="选派单位")
        self.make_ready()

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self["on"], self["note"]]

    @property
    def rows(self) -> list[list[forms.BoundField]]:
        names = ("member", "role", "manner", "sent_by")
        return [[self[f"{name}_{number}"] for name in names] for number in range(1, len(USUAL_SEATS) + 1)]

    def chosen(self) -> list[actions.Chosen]:
        data = self.cleaned_data
        return [
            actions.Chosen(
                member, data[f"role_{number}"] or role, data[f"manner_{number}"] or Seat.Manner.FULL_TIME,
                data[f"sent_by_{number}"],
            )
            for number, role in enumerate(USUAL_SEATS, start=1)
            if (member := data[f"member_{number}"])
        ]  # fmt: skip

    def perform(self) -> list[Seat]:
        on, note = self.cleaned_data["on"], self.cleaned_data["note"]
        return actions.elect(self.unit, self.chosen(), on=on, note=note, by=self.hat.person, at=self.at)


DEEDS: dict[str, type[OfOrganisation]] = {"convert": Convert, "end": End, "elect": Elect}
