from typing import Any

from django import forms

from cases import actions
from cases.forms.move import MoveForm, text
from cases.forms.photos import PhotosField
from cases.models import Case
from cases.terms import Kind, Satisfied, Solved, State


class CheckPassForm(MoveForm):
    name, events, verb = "check_pass", (Kind.CHECK_PASS,), staticmethod(actions.check_pass)
    button, tone = "核查通过", "act"

    on_site = forms.BooleanField(label="我到现场看过了", required=False)
    photos = PhotosField(label="现场照片", help_text="没到现场的，要附照片。")
    note = text("核查情况", hint="可以不写。")

    def clean(self) -> dict[str, Any]:
        if not self.errors and not (self.cleaned_data["on_site"] or self.cleaned_data["photos"]):
            self.add_error("on_site", "核查要到现场，或者附照片。")
        return self.cleaned_data

    def done(self, case: Case) -> str:
        return "核查通过，转回访"


class CheckFailForm(MoveForm):
    name, events, verb = "check_fail", (Kind.CHECK_FAIL,), staticmethod(actions.check_fail)
    button = "核查不通过"
    advice = "不通过就由主办单位重办，负责层级不降。"

    reason = text("哪里没办好", missing="请写明理由。", hint="诉求人看得到这段话：还要做什么。")

    def done(self, case: Case) -> str:
        return "核查不通过，已转重办"


class RevisitForm(MoveForm):
    """回访: the resident's answer decides whether the case closes or is done again. Nobody can ask an anonymous one."""

    name, events, verb = "revisit", (Kind.REVISIT_OK, Kind.REVISIT_BAD), staticmethod(actions.revisit)
    button, tone = "登记回访", "act"

    solved = forms.ChoiceField(
        label="解决了吗",
        choices=Solved.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选：解决了吗？"},
    )
    satisfied = forms.ChoiceField(
        label="满意吗",
        choices=Satisfied.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选：满意吗？"},
    )
    reason = text("诉求人怎么说", hint="诉求人看得到这段话。没解决、只解决一部分，或者不满意的，写明原因。")

    def fit(self) -> None:
        if self.case.anonymous:
            self.fields["solved"].required = self.fields["satisfied"].required = False
            self.fields["reason"].help_text = "匿名件无法回访：什么都不选，凭核查通过结案。写下的话，诉求人看得到。"

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        content = said.get("solved") == Solved.YES and said.get("satisfied") in (Satisfied.YES, Satisfied.MOSTLY)
        nobody_to_ask = self.case.anonymous and not said.get("solved")
        if not self.errors and not (content or nobody_to_ask or said["reason"]):
            self.add_error("reason", "请写明没解决或者不满意的原因。")
        return said

    def done(self, case: Case) -> str:
        return "回访通过，已结案" if case.state == State.CLOSED else "回访不通过，已转重办"
