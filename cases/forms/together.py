"""Units that meet, departments that report in, supervisors who press."""

from datetime import date, datetime
from typing import Any, cast

from django import forms
from django.utils.timezone import localdate

from accounts.written import line, reason_text, text
from cases import actions
from cases.forms.move import MoveForm
from cases.forms.units import UnitsField, guests_for, offer
from cases.guards.handling import called_at
from cases.models import Case
from cases.telling.moments import appointment_said
from cases.terms import Kind, Notice, Supervision
from worktime.fields import TOO_FAR, DayField, MomentField, furthest


class ConsultForm(MoveForm):
    """会商: whom the owner calls together, about what, when and where."""

    name, events, verb = "consult", (Kind.CONSULT,), staticmethod(actions.consult)
    button = "会商"
    advice = "处置时限照走。会后要写好纪要，才能派单、吹哨或提报。"

    units = UnitsField(label="请哪些单位", missing="请至少选一个单位。", hint="请来的单位看得到这件事，不用答复。")
    about = text("议什么", missing="请写明议什么。")
    meets_at = MomentField(label="什么时候开", missing="请写明什么时候开。")
    where = line("在哪里开", missing="请写明在哪里开；视频会写怎么进。")

    def fit(self) -> None:
        offer(self.fields["units"], guests_for(self.case))

    def clean_meets_at(self) -> datetime:
        """It may be written down after they have met, on the same day."""
        meets_at = cast(datetime, self.cleaned_data["meets_at"])
        if localdate(meets_at) < localdate(self.at):
            raise forms.ValidationError("这一天已经过去了，请写今天或以后的时间。")
        return meets_at

    def done(self, case: Case) -> str:
        return "已请各单位会商"


class MinutesForm(MoveForm):
    name, events, verb = "minutes", (Notice.MINUTES,), staticmethod(actions.keep_minutes)
    button, tone = "写会商纪要", "act"
    advice = "写好纪要，才能派单、吹哨、提报或者挂账。"

    minutes = text(
        "会商纪要", missing="请写明谁来了、定了什么。", rows=8, hint="谁来了、各家怎么说、定了什么、谁牵头。"
    )

    def fit(self) -> None:
        """A meeting may be brought forward: written before its hour, minutes are not refused, but asked about."""
        meetings = [meeting.meets_at for meeting in self.case.consultations.all() if not meeting.minutes]
        if meetings and max(meetings) > self.at:
            hour = appointment_said(max(meetings), self.at)
            self.advice = f"会定在{hour}，还没到。提前开了的，照写；没开的，开了再写。{type(self).advice}"

    @classmethod
    def label_for(cls, case: Case) -> str:
        return "补写会商纪要" if _has_minutes(case) else cls.button

    def done(self, case: Case) -> str:
        return "会商纪要写好了"


def _has_minutes(case: Case) -> bool:
    kinds = [event.kind for event in case.events.all() if event.kind in (Kind.CONSULT, Notice.MINUTES)]
    return kinds[-1:] == [Notice.MINUTES]


class ReportInForm(MoveForm):
    """报到: who came, when and where."""

    name, events, verb = "report_in", (Kind.REPORT_IN,), staticmethod(actions.report_in)
    button, tone, key = "报到", "act", "r"

    person = line("谁来报到", missing="请写明谁来报到。", longest=64, hint="姓名和职务。")
    arrived_at = MomentField(label="什么时候到的", missing="请写明什么时候到的。")
    where = line("在哪里", hint="到了哪里；视频报到的不填。诉求人看得到。")
    video = line("视频报到", hint="用什么连的线、和谁连的。到了现场的不填。")

    def fit(self) -> None:
        self.initial.setdefault("arrived_at", self.at)
        if self.hat.person:
            self.initial.setdefault("person", str(self.hat.person))

    def clean_arrived_at(self) -> datetime:
        arrived_at = cast(datetime, self.cleaned_data["arrived_at"])
        if arrived_at > self.at:
            raise forms.ValidationError("这个时间还没到。到了再来登记。")
        called = called_at(self.case.events.all())
        if called and arrived_at < called.replace(second=0, microsecond=0):  # the picker knows no seconds
            raise forms.ValidationError("这个时间早于派单，请写到达的时间。")
        return arrived_at

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if not (said.get("where") or said.get("video") or {"where", "video"} & self.errors.keys()):
            self.add_error("where", "请写明到了哪里；视频报到的，写明怎么连的线。")
        return said

    def done(self, case: Case) -> str:
        return "已报到"


class SuperviseForm(MoveForm):
    """督办 by hand: no lighter than it is."""

    name, events, verb = "supervise", (Kind.SUPERVISE,), staticmethod(actions.supervise)
    button, beside = "督办", True
    advice = "督办不改时限。督办只能加重，不能减轻。"

    kind = forms.ChoiceField(
        label="哪一种",
        choices=[choice for choice in Supervision.choices if choice[0]],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选哪一种督办。"),
    )
    reason = reason_text("为什么督办", missing="请写明理由。", hint="只给单位看；诉求人只知道已经督办。")
    due_on = DayField(label="督办期限", missing="请选哪天以前要有结果。")

    def fit(self) -> None:
        gravity = list(Supervision)
        at_least = max(1, gravity.index(Supervision(self.case.supervised)))
        self.fields["kind"].widget.choices = [(kind.value, kind.label) for kind in gravity[at_least:]]
        cast(DayField, self.fields["due_on"]).offer(localdate(self.at), furthest(localdate(self.at)))

    def clean_due_on(self) -> date:
        due_on = cast(date, self.cleaned_data["due_on"])
        if due_on < localdate(self.at):
            raise forms.ValidationError("督办期限已经过去了，请选今天或以后。")
        if due_on > furthest(localdate(self.at)):
            raise forms.ValidationError(f"督办期限太远了，{TOO_FAR}")
        return due_on

    def done(self, case: Case) -> str:
        return f"已{case.get_supervised_display()}"
