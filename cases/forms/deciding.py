"""What somebody has asked is granted, ruled on or declined, by another person."""

from typing import Any, cast

from django import forms

from accounts.written import reason_text, text
from cases import actions
from cases.forms.move import MoveForm
from cases.forms.units import UnitField, hosts_for, offer
from cases.models import Case
from cases.terms import Kind, Matter, Notice


class RefuseForm(MoveForm):
    name, events, verb = "refuse", (Kind.REFUSE,), staticmethod(actions.refuse)
    button, tone, decides = "确认不予受理", "act", True
    advice = "确认以后这件事就结束了，诉求人会看到理由和该找哪里。"


class ExtendApproveForm(MoveForm):
    name, events, verb = "extend_approve", (Kind.EXTEND_APPROVE,), staticmethod(actions.extend_approve)
    button, tone, decides = "批准延期", "act", True

    answer = text("还要说的", hint="可以不写。只给单位看；诉求人看到的是申请延期的理由。")


class SuspendForm(MoveForm):
    name, events, verb = "suspend", (Kind.SUSPEND,), staticmethod(actions.suspend)
    button, tone, decides = "批准挂账", "act", True
    advice = "批准以后处置时限停走，到复核日期自动解挂。计入挂账率，不算按时办结。"

    answer = text("还要说的", hint="可以不写。只给单位看；诉求人看到的是书面说明和复核日期。")


class CloseExplainedForm(MoveForm):
    name, events, verb = "close_explained", (Kind.CLOSE_EXPLAINED,), staticmethod(actions.close_explained)
    button, tone, decides = "批准解释结案", "act", True
    advice = "批准以后就结案了，仍算不满意。诉求人看得到书面解释。"

    answer = text("还要说的", hint="可以不写。只给单位看。")


class ReopenForm(MoveForm):
    """重新打开: because the reporter says that it came back, or because intake knows."""

    name, events, verb = "reopen", (Kind.REOPEN,), staticmethod(actions.reopen)
    button, tone, decides = "重新打开", "act", True
    advice = "层级和首接单位不变，记为重复诉求，处置时限从现在起算。"

    facts = text("新情况", missing="请写明新情况，或者问题怎样又出现了。", rows=4, hint="诉求人看得到这段话。")

    def fit(self) -> None:
        if self.pending:
            self.initial.setdefault("facts", self.pending.reason)


class RulingForm(MoveForm):
    """异议裁定: the host stays, or another is named. Final either way, and no clock is set anew."""

    name, events, verb = "ruling", (Notice.RULING,), staticmethod(actions.rule_dispute)
    button, tone, decides = "裁定异议", "act", True
    advice = "裁定是终局的。时限不重算：不论谁办，原来的期限不变。"
    UPHELD, MOVED = "UPHELD", "MOVED"

    ruling = forms.ChoiceField(
        label="裁定",
        choices=[(UPHELD, "维持派单"), (MOVED, "改派给别的单位")],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选：维持，还是改派。"),
    )
    host = UnitField(label="改派给", required=False)
    reason = reason_text("裁定的理由", missing="请写明理由。", rows=4)

    def fit(self) -> None:
        others = [unit for unit in hosts_for(self.case) if unit.pk != self.case.host_org_id]
        offer(self.fields["host"], others, empty="改派的，选一个单位")
        upheld = f"维持派单，由{self.case.host_org}办"
        cast(forms.ChoiceField, self.fields["ruling"]).choices = [(self.UPHELD, upheld), (self.MOVED, "改派给别的单位")]

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if said.get("ruling") == self.MOVED and not said.get("host") and "host" not in self.errors:
            self.add_error("host", "改派给谁？请选一个单位。")
        if said.get("ruling") == self.UPHELD and said.get("host"):
            self.add_error("host", "维持派单的，这里不用选单位。")
        return said

    def said(self) -> dict[str, Any]:
        return {"host": self.cleaned_data["host"] or self.case.host_org, "reason": self.cleaned_data["reason"]}

    def done(self, case: Case) -> str:
        upheld = self.cleaned_data["ruling"] == self.UPHELD
        return f"已裁定：维持派单，由{case.host_org}办" if upheld else f"已裁定：改派给{case.host_org}"


class DeclineForm(MoveForm):
    """不同意: whoever could have granted it says why not."""

    name, events, verb = "decline", (Notice.DECLINE,), staticmethod(actions.decline)
    button, decides = "不同意", True
    advice = "提请到此为止，案件照旧，时限照走。"

    reason = reason_text("为什么不同意", missing="请写明理由。", hint="提请的人看得到这段话。")

    def fit(self) -> None:
        if self.pending and self.pending.matter == Matter.REOPENING:
            self.fields["reason"].help_text = "诉求人看得到这段话：为什么不重新打开，还可以找谁。"

    def done(self, case: Case) -> str:
        return "已答复：不同意"
