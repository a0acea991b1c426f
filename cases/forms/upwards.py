from datetime import date
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate

from accounts.written import WrittenField, reason_text, text
from cases import actions
from cases.deadlines import Clockwork
from cases.forms.calling import WhistleKindField
from cases.forms.move import MoveForm
from cases.forms.units import UnitField, UnitsField, assistants_among, hosts_for, offer
from cases.guards.upwards import REACH
from cases.models import Case
from cases.terms import Kind, Level
from worktime.fields import TOO_FAR, DayField, furthest

MILESTONES = 6
TOO_MUCH = "金额太大了，请核对。"
STUCK = "诉求人看得到这段话：各部门做了什么，卡在哪里，要领导小组定什么。"


class WhistleForm(MoveForm):
    """吹哨: how far up, and why; the street adds what it found."""

    name, events, verb = "whistle", (Kind.WHISTLE,), staticmethod(actions.whistle)
    button, tone, key = "吹哨", "whistle", "w"
    advice = "吹哨后由上一级负责，已走过的每一步都留着；案件不会再退回来。"

    to = forms.TypedChoiceField(
        label="吹到哪一级",
        coerce=int,
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选定吹到哪一级。", "invalid_choice": "请选定吹到哪一级。"},
    )
    reason = reason_text(
        "吹哨的理由", missing="请写明理由。", hint="诉求人看得到这段话：本级为什么办不了，需要谁来办。"
    )
    study = text("研判意见", rows=4, hint="街道核实的情况、开过的会、建议由哪些部门办。")
    whistle_kind = WhistleKindField()

    def fit(self) -> None:
        reach = _reach(self.case)
        self.fields["to"].widget.choices = [(int(level), level.label) for level in reach]
        if reach:
            self.initial.setdefault("to", int(reach[0]))
        if self.case.rung == Level.STREET:
            self.fields["study"].required = True
            self.fields["study"].error_messages["required"] = "街道吹哨到区平台，要附研判意见。"
            cast(WhistleKindField, self.fields["whistle_kind"]).offer(self.case, self.hat, self.at, Level.PLATFORM)
        else:
            del self.fields["study"], self.fields["whistle_kind"]

    @classmethod
    def label_for(cls, case: Case) -> str:
        reach = _reach(case)
        return f"吹哨到{reach[0].label}" if len(reach) == 1 else cls.button

    def done(self, case: Case) -> str:
        return f"已吹哨到{case.get_owner_level_display()}"


def _reach(case: Case) -> list[Level]:
    """The rungs that a whistle may reach."""
    return [Level(case.rung + step) for step in range(1, REACH.get(case.rung, 0) + 1)]


class RaiseForm(MoveForm):
    """提报: the district platform's only way on, and it leads up."""

    name, events, verb = "raise_top", (Kind.RAISE_TOP,), staticmethod(actions.raise_top)
    button, tone, key = "提报顶格协调", "whistle", "w"
    advice = "提报后由区领导小组负责，一个工作日内明确牵头领导。"

    reason = reason_text("提报的理由", missing="请写明理由。", rows=4, hint=STUCK)

    def done(self, case: Case) -> str:
        return "已提报区领导小组"


class DecideForm(MoveForm):
    """顶格协调: who leads, who hosts, who assists, what it costs, what is done by when."""

    name, events, verb = "top_decide", (Kind.TOP_DECIDE,), staticmethod(actions.top_decide)
    button, tone = "登记顶格协调决定", "act"

    leader = WrittenField(
        label="牵头领导", max_length=64, error_messages={"required": "请写明牵头领导。"}, help_text="姓名和职务。"
    )
    decision = text("决定事项", missing="请写明决定事项。", rows=4, hint="诉求人看得到这段话：定下做什么。")
    money = forms.DecimalField(
        label="资金（元）",
        min_value=0,
        max_digits=14,
        decimal_places=2,
        initial=0,
        error_messages={
            "required": "请写明资金，没有就写 0。",
            "min_value": "资金不能是负数。",
            "invalid": "请写数字，如 350000。",
            "max_digits": TOO_MUCH,
            "max_whole_digits": TOO_MUCH,
            "max_decimal_places": "金额最多写到分，请核对。",
        },
    )
    host = UnitField(label="主办单位")
    assisting = UnitsField(label="协办单位", hint="主办单位要等它们都答复了才能办结。")

    def fit(self) -> None:
        units = hosts_for(self.case)
        offer(self.fields["host"], units, empty="请选主办单位")
        offer(self.fields["assisting"], assistants_among(units, self.case))
        for number in range(1, MILESTONES + 1):
            self.fields[f"what_{number}"] = WrittenField(label=f"第 {number} 步", max_length=200, required=False)
            self.fields[f"due_{number}"] = DayField(label="哪天办好")

    @property
    def steps(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"what_{number}"], self[f"due_{number}"]) for number in range(1, MILESTONES + 1)]

    @property
    def plain_fields(self) -> list[forms.BoundField]:
        return [field for field in self if not field.name.startswith(("what_", "due_"))]

    def clean(self) -> dict[str, Any]:
        for number in range(1, MILESTONES + 1):
            self._check_step(number)
        half_said = any(name.startswith(("what_", "due_")) for name in self.errors)
        if not half_said and not self.milestones():
            self.add_error("what_1", "请至少写一步：做什么、哪天办好。")
        return self.cleaned_data

    def _check_step(self, number: int) -> None:
        what, due = self.cleaned_data.get(f"what_{number}"), self.cleaned_data.get(f"due_{number}")
        if what and not due and f"due_{number}" not in self.errors:
            self.add_error(f"due_{number}", f"第 {number} 步哪天办好？")
        if due and not what:
            self.add_error(f"what_{number}", f"第 {number} 步做什么？")
        if due and self._is_past(due):
            self.add_error(f"due_{number}", f"第 {number} 步的期限已经过去了：最晚算到那天下班。")
        if due and due > furthest(localdate(self.at)):
            self.add_error(f"due_{number}", f"第 {number} 步的期限太远了，{TOO_FAR}")

    def _is_past(self, due: date) -> bool:
        today = localdate(self.at)
        return due < today or (due == today and Clockwork.load().handle_until(due, self.at)["handle_by"] <= self.at)

    def milestones(self) -> list[tuple[str, date]]:
        numbers = range(1, MILESTONES + 1)
        pairs = [(self.cleaned_data.get(f"what_{n}"), self.cleaned_data.get(f"due_{n}")) for n in numbers]
        return [(what, due) for what, due in pairs if what and due]

    def said(self) -> dict[str, Any]:
        asked = ("leader", "decision", "money", "host")
        decided = {name: self.cleaned_data[name] for name in asked}
        return {**decided, "assisting": list(self.cleaned_data["assisting"]), "milestones": self.milestones()}

    def done(self, case: Case) -> str:
        return f"已记下顶格协调决定，由{case.host_org}主办"
