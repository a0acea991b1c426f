"""提请: what takes two people begins with one who asks. Another decides; the case's clocks go on meanwhile."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate

from accounts.written import WrittenField, line, reason_text, text
from cases import actions
from cases.deadlines import Clockwork, longest_extension
from cases.forms.move import MoveForm
from cases.guards.asking import LONGEST_SUSPENSION
from cases.models import Case, Reason
from cases.telling.moments import appointment_said, day_said
from cases.terms import Kind, Notice
from worktime.fields import DayField
from worktime.limits import LONGEST, Limit, Unit

FOR_THE_REPORTER = "同意以后，诉求人看得到这段话。"


class CauseField(WrittenField):
    """One of a list of reasons, by its name. Whatever else is sent is let through, for the rules to refuse."""

    def __init__(self, kind: Reason.Kind, *, label: str, missing: str) -> None:
        super().__init__(label=label, max_length=64, widget=CauseSelect, error_messages={"required": missing})
        self.kind = kind

    def offer(self) -> dict[str, Reason]:
        """Read the list, once a form. Returns it by name."""
        listed = {reason.name: reason for reason in Reason.objects.filter(kind=self.kind, is_active=True)}
        self.widget.choices = [("", "请选一条"), *((name, name) for name in listed)]
        self.widget.channels = {name: reason.channel for name, reason in listed.items()}
        return listed


class CauseSelect(forms.Select):
    """Each reason carries the channel that is right for it, which desk.js writes into the field beside."""

    channels: dict[str, str] = {}

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        option = super().create_option(name, value, *args, **kwargs)
        if channel := self.channels.get(str(value)):
            option["attrs"]["data-fill"] = channel
        return option


class AskRefusalForm(MoveForm):
    name, events, verb = "ask_refusal", (Notice.ASK_REFUSAL,), staticmethod(actions.ask_refusal)
    button, beside = "提请不予受理", True
    advice = "由另一名受理员确认以后才算数；受理时限照走。"

    cause = CauseField(Reason.Kind.REFUSAL, label="理由", missing="请从名单里选一条理由。")
    channel = line("该找哪里", longest=64, hint="诉求人会看到，照着去找。名单里写了的，不填就用名单里的。")
    reason = text("还要说明的", hint="可以不写。只给确认的人看。")

    def fit(self) -> None:
        self.listed = cast(CauseField, self.fields["cause"]).offer()
        self.fields["cause"].widget.attrs["data-fills"] = "id_channel"

    def clean(self) -> dict[str, Any]:
        listed = self.listed.get(self.cleaned_data.get("cause", ""))
        channel = self.cleaned_data.get("channel") or (listed.channel if listed else "")
        if listed and not channel:
            self.add_error("channel", "请写明诉求人该找哪里：这条理由没有固定的渠道。")
        return {**self.cleaned_data, "channel": channel}

    def done(self, case: Case) -> str:
        return "已提请不予受理，等另一名受理员确认"


class DisputeForm(MoveForm):
    """派单异议: once, within a working day, with the law that says so."""

    name, events, verb = "dispute", (Kind.DISPUTE,), staticmethod(actions.dispute)
    button = "派单异议"
    advice = "只能提一次，由派单的单位裁定，裁定是终局的。所有时限照走，不因异议停下。"

    reason = reason_text("为什么不归本单位", missing="请写明理由。", rows=4)
    basis = text("法律、职责依据", missing="请写明法律、职责依据。", hint="哪部法规第几条、三定方案、职责清单哪一项。")

    def done(self, case: Case) -> str:
        return f"已提出异议，等{case.owner_org}裁定"


class ExtendForm(MoveForm):
    """申请延期: how much longer, and why. Each choice says until when that would be."""

    name, events, verb = "extend_request", (Kind.EXTEND_REQUEST,), staticmethod(actions.extend_request)
    button, beside = "申请延期", True
    advice = "由上一级批准；批准之前时限照走。最多延原来那么长，只能延一次（区领导小组两次）。"

    amount = forms.IntegerField(
        label="延长多久",
        min_value=1,
        max_value=LONGEST,
        widget=forms.Select,
        error_messages=dict.fromkeys(["required", "invalid", "min_value", "max_value"], "请选延长多久。"),
    )
    reason = reason_text("为什么要延期", missing="请写明理由。", hint=FOR_THE_REPORTER)

    def fit(self) -> None:
        longest, ends = longest_extension(self.case), self.case.handle_by
        self.unit = longest.unit if longest else Unit.WORKING_DAY
        if longest is None or ends is None:
            return
        clockwork = Clockwork.load()
        limits = [Limit(amount, self.unit) for amount in range(1, longest.amount + 1)]
        until = {limit: appointment_said(clockwork.ends(ends, limit), self.at) for limit in limits}
        choices = [(limit.amount, f"{limit.in_words}：到 {until[limit]}") for limit in limits]
        self.fields["amount"].widget.choices = [("", "请选延长多久"), *choices]

    def said(self) -> dict[str, Any]:
        return {"limit": Limit(self.cleaned_data["amount"], self.unit), "reason": self.cleaned_data["reason"]}

    def done(self, case: Case) -> str:
        return "已申请延期，等上一级批准"


class AskSuspensionForm(MoveForm):
    """申请挂账: why nobody can do it now, what happens meanwhile, when it is looked at again."""

    name, events, verb = "ask_suspension", (Notice.ASK_SUSPENSION,), staticmethod(actions.ask_suspension)
    button, beside = "申请挂账", True
    advice = "由区平台或区领导小组批准；批准之前时限照走。批准以后处置时限停走，到复核日期自动解挂。"

    cause = CauseField(Reason.Kind.SUSPENSION, label="客观原因", missing="请从名单里选一条客观原因。")
    statement = text("书面说明", missing="请写明为什么现在办不了。", rows=4, hint=FOR_THE_REPORTER)
    plan = text("下一步计划", missing="请写明下一步计划。", hint=f"谁、做什么、什么时候。{FOR_THE_REPORTER}")
    review_on = DayField(label="复核日期", missing="请选复核日期。")

    def fit(self) -> None:
        cast(CauseField, self.fields["cause"]).offer()
        self.first, self.last = localdate(self.at) + timedelta(days=1), localdate(self.at) + LONGEST_SUSPENSION
        cast(DayField, self.fields["review_on"]).offer(self.first, self.last)
        self.fields["review_on"].help_text = f"{self._latest}。"

    @property
    def _latest(self) -> str:
        return f"最晚 90 天，即{day_said(self.last, localdate(self.at))}"

    def clean_review_on(self) -> Any:
        day = self.cleaned_data["review_on"]
        if not self.first <= day <= self.last:
            raise forms.ValidationError(f"复核日期最早明天，{self._latest}。")
        return day

    def done(self, case: Case) -> str:
        return "已申请挂账，等区平台或区领导小组批准"


class AskExplanationForm(MoveForm):
    name, events, verb = "ask_explanation", (Notice.ASK_EXPLANATION,), staticmethod(actions.ask_explanation)
    button, beside = "提请解释结案", True
    advice = "只用于诉求不合法律、政策的事。要第二个人批准；结案以后仍算不满意。"

    reason = reason_text(
        "书面解释",
        missing="请写明理由。",
        rows=5,
        hint="诉求为什么不合法律、政策，已经怎样书面答复诉求人。" + FOR_THE_REPORTER,
    )

    def done(self, case: Case) -> str:
        return "已提请解释结案，等第二个人批准"
