from datetime import datetime
from typing import Any, cast

from django import forms

from accounts.written import text
from cases import actions, matching
from cases.forms.calling import WhistleKindField
from cases.forms.move import MoveForm
from cases.forms.photos import PhotosField
from cases.forms.settling import CategoryField, GridField
from cases.forms.typed import GIVEN_AWAY, gives_away
from cases.forms.units import UnitField, UnitsField, assistants_among, hosts_for, offer
from cases.models import Case
from cases.telling.moments import appointment_said
from cases.terms import Contact, Kind, Level, Mediation, Notice, Urgency, Who
from grids.models import Level as PlaceLevel
from partyorg.hats import Hat
from partyorg.models import Resource
from worktime.limits import Limit


class DispatchForm(MoveForm):
    name, events, verb = "dispatch", (Kind.DISPATCH,), staticmethod(actions.dispatch)
    button, tone = "派单", "act"

    place = GridField(label="所在网格", required=False)
    category = CategoryField()
    host = UnitField(label="主办单位")
    assisting = UnitsField(label="协办单位", hint="可以不选。主办单位要等它们都答复了才能办结。")
    whistle_kind = WhistleKindField()
    note = text("交办的话", hint="可以不写。")

    def fit(self) -> None:
        """What the system accepted by itself may lack its category and its grid: they are asked for here."""
        if self.case.category:
            del self.fields["category"]
        if self.case.place.level == PlaceLevel.GRID:
            del self.fields["place"]
        else:
            cast(GridField, self.fields["place"]).within(self.case.place)
        units = hosts_for(self.case)
        offer(self.fields["host"], units, empty="请选主办单位")
        offer(self.fields["assisting"], assistants_among(units, self.case))
        if self.case.rung >= Level.STREET:
            calling = cast(WhistleKindField, self.fields["whistle_kind"])
            calling.offer(self.case, self.hat, self.at, self.case.owner_level)
        else:
            del self.fields["whistle_kind"]

    def done(self, case: Case) -> str:
        return f"已派给{case.host_org}"


class SignForm(MoveForm):
    name, events, verb = "sign", (Kind.SIGN,), staticmethod(actions.sign)
    button, tone, key = "签收", "act", "s"
    advice = "签收后由本单位办理；处置时限不因签收早晚改变。"


class MatchForm(MoveForm):
    """匹配资源: who of the neighbourhood could do it, and what the grid has done already."""

    name, events, verb = "match_resource", (Kind.MATCH_RESOURCE,), staticmethod(actions.match_resource)
    button = "匹配资源"

    resource = forms.ChoiceField(
        label="用哪个资源",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选一个资源；没有合适的，选“无匹配资源”。"),
    )
    tried = text("网格办过什么", rows=4, hint="上门看过、找过谁、怎么处理的。")

    def fit(self) -> None:
        offered = matching.offered_for(self.case, self.hat)
        self.resources = {str(match.resource.pk): match.resource for match in offered}
        labels = [(str(match.resource.pk), str(match)) for match in offered]
        cast(forms.ChoiceField, self.fields["resource"]).choices = [*labels, ("none", "无匹配资源")]
        small = self.case.category and self.case.category.small
        if small and self.case.urgency not in (Urgency.URGENT, Urgency.CRITICAL):
            self.fields["tried"].required = True
            self.fields["tried"].error_messages["required"] = "小事不出格：请写明网格办过什么，之后才可以吹哨。"

    def said(self) -> dict[str, Any]:
        return {"resource": self.chosen, "tried": self.cleaned_data["tried"]}

    @property
    def chosen(self) -> Resource | None:
        return self.resources.get(self.cleaned_data["resource"])

    def done(self, case: Case) -> str:
        return f"已记下：匹配到{self.chosen}" if self.chosen else "已记下：无匹配资源"


class FinishForm(MoveForm):
    name, events, verb = "finish", (Kind.FINISH,), staticmethod(actions.finish)
    button, tone, key = "办结，送核查", "act", "f"

    result = text("办理结果", missing="请写明办理结果。", rows=5, hint="诉求人看得到这段话：做了什么、现在怎么样。")
    photos = PhotosField(label="办理后的照片")
    mediation = forms.ChoiceField(
        label="调解结果",
        choices=Mediation.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选调解结果：成功、未成功或转诉讼。"),
    )

    def fit(self) -> None:
        if not (self.case.category and self.case.category.mediation):
            del self.fields["mediation"]
        if self.case.category and self.case.category.after_photo:
            self.fields["photos"].required = True
            self.fields["photos"].error_messages["required"] = "这一类事项办结时要附办理后的照片。"

    def done(self, case: Case) -> str:
        return "已办结，送核查"


class ReworkForm(MoveForm):
    name, events, verb = "rework_start", (Kind.REWORK_START,), staticmethod(actions.rework_start)
    button, tone = "开始重办", "act"
    advice = "重办的时限是原来的一半，至少一个工作日，从退回那一刻算起。"

    def done(self, case: Case) -> str:
        return "已开始重办"


class ResumeForm(MoveForm):
    """解挂 before the review date."""

    name, events, verb = "resume", (Kind.RESUME,), staticmethod(actions.resume)
    button = "解挂"

    reason = text("为什么现在能办了", hint="可以不写。诉求人看得到这段话。")

    def fit(self) -> None:
        if self.case.handle_limit:
            left = Limit.parse(self.case.handle_limit).in_words
            self.advice = f"解挂以后，剩下的 {left}从现在接着走。"

    def done(self, case: Case) -> str:
        return "已解挂"


class ContactForm(MoveForm):
    """联系诉求人: in time after the host has signed, and again as often as it is needed."""

    name, events, verb = "contacted", (Notice.CONTACTED,), staticmethod(actions.contacted)
    button = "登记已联系诉求人"

    how = forms.ChoiceField(
        label="怎么联系的",
        choices=Contact.choices,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选怎么联系的。"),
    )
    reason = text("说了什么", missing="请写一句说了什么。", hint="只给单位看；诉求人只看到已经联系过。")

    def fit(self) -> None:
        if self.case.contact_by:
            self.advice = f"最晚 {appointment_said(self.case.contact_by, self.at)} 前联系。"

    def done(self, case: Case) -> str:
        return "已记下联系了诉求人"


class AddForm(MoveForm):
    """补充情况: what intake hears later belongs to the same case."""

    name, events, verb = "added", (Notice.ADDED,), staticmethod(actions.attach)
    button, beside = "补充情况", True

    words = text("补充什么", missing="请写明补充什么。", rows=4, hint="诉求人看得到这段话。")
    photos = PhotosField(label="照片")

    def clean_words(self) -> str:
        words: str = self.cleaned_data["words"]
        if gives_away(self.case, words):
            raise forms.ValidationError(GIVEN_AWAY)
        return words

    def done(self, case: Case) -> str:
        return "补充的情况记下了"


class AnswerForm(MoveForm):
    """协办答复: the assisting unit's own words."""

    name, events, verb = "co_answer", (Notice.CO_ANSWER,), staticmethod(actions.co_answer)
    button, tone = "答复主办单位", "act"

    answer = text("协办情况", missing="请写明协办情况。", rows=4)

    @classmethod
    def refusal(cls, case: Case, hat: Hat, at: datetime) -> actions.Refused | None:
        if actions.awaited_answer(case, by=hat):
            return None
        return actions.Refused("not_yours", who=Who.ASSISTANT, event=Notice.CO_ANSWER.label)

    def done(self, case: Case) -> str:
        return "已答复主办单位"
