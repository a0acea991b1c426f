from datetime import datetime
from typing import Any

from django import forms

from accounts.written import reason_text, text
from cases import actions
from cases.forms.move import MoveForm
from cases.forms.photos import PhotosField
from cases.models import Case
from cases.telling.tries import tries
from cases.terms import Dissatisfaction, Kind, Notice, Satisfied, Solved, State
from partyorg.hats import Hat


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

    reason = reason_text("哪里没办好", missing="请写明理由。", hint="诉求人看得到这段话：还要做什么。")

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
    dissatisfaction = forms.ChoiceField(
        label="不满意的是哪方面",
        choices=Dissatisfaction.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text="只有不满意的才选。",
        error_messages={"invalid_choice": "请选：不满意的是哪方面？"},
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
        if self.errors or content or nobody_to_ask:
            return said
        if said["satisfied"] == Satisfied.NO and not said["dissatisfaction"]:
            self.add_error("dissatisfaction", "请选：不满意的是哪方面？")
        if not said["reason"]:
            self.add_error("reason", "请写明没解决或者不满意的原因。")
        return said

    def done(self, case: Case) -> str:
        return "回访通过，已结案" if case.state == State.CLOSED else "回访不通过，已转重办"


class UnreachedForm(MoveForm):
    """没联系上: one try more."""

    name, events, verb = "unreached", (Notice.UNREACHED,), staticmethod(actions.unreached)
    button = "没联系上"

    how = text("怎么联系的", hint="可以不写。打了哪个时段、有没有发短信、有没有上门。")

    def fit(self) -> None:
        self.advice = tries(self.case.events.all()).next_one(self.at)

    def done(self, case: Case) -> str:
        return f"已记下第 {tries(case.events.all()).count} 次没联系上"


class CloseUnreachedForm(MoveForm):
    """未联系上结案: three tries over three days, and nobody answered."""

    name, events, verb = "close_unreached", (Kind.REVISIT_OK,), staticmethod(actions.revisit)
    button = "未联系上结案"
    advice = "三天里联系了三次都没联系上，才按未联系上结案；不计入解决率、满意率。"

    reason = text("说明", hint="可以不写。诉求人看得到这段话。")

    @classmethod
    def refusal(cls, case: Case, hat: Hat, at: datetime) -> actions.Refused | None:
        """An anonymous case is closed by the other page: there nobody was to be reached."""
        if case.anonymous:
            return actions.Refused("somebody_to_ask")
        try:
            actions.permit(case, Kind.REVISIT_OK, by=hat, at=at, **_NO_ANSWER)
        except actions.Refused as refused:
            return refused
        return None

    def said(self) -> dict[str, Any]:
        return {**_NO_ANSWER, **self.cleaned_data}

    def done(self, case: Case) -> str:
        return "已按未联系上结案"


_NO_ANSWER = {"solved": "", "satisfied": ""}
