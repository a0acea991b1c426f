"""双考核: each whistle is rated once, from both ends."""

from datetime import datetime
from typing import Any, ClassVar, cast

from django import forms

from accounts.written import text
from cases import actions, ratings
from cases.forms.move import MoveForm
from cases.models import Case, Rating
from cases.telling.moments import moment_said
from cases.terms import Kind, Notice
from partyorg.hats import Hat

YES_OR_NO = {"YES": True, "NO": False}
DEEDS: dict[str, str] = {
    Kind.WHISTLE: "吹哨",
    Kind.DISPATCH: "派单",
    Kind.TOP_DECIDE: "顶格协调",
    Notice.RULING: "改派",
}
MANNERS = [(5, "5 分：很好"), (4, "4 分"), (3, "3 分：一般"), (2, "2 分"), (1, "1 分：很差")]


def yes_or_no(label: str, yes: str, no: str, *, missing: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("YES", yes), ("NO", no)],
        coerce=YES_OR_NO.__getitem__,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], missing),
    )


class RatingForm(MoveForm):
    """One of the whistles that this hat may still rate; where there are several, which."""

    events = (Notice.RATED,)
    beside = True
    of: ClassVar[Rating.Of]

    whistle = forms.ChoiceField(
        label="评哪一次",
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选评哪一次。"),
    )

    @classmethod
    def refusal(cls, case: Case, hat: Hat, at: datetime) -> actions.Refused | None:
        refused = super().refusal(case, hat, at)
        return refused or (None if cls._open(case, hat) else actions.Refused("something_to_rate"))

    @classmethod
    def _open(cls, case: Case, hat: Hat) -> list[ratings.Open]:
        return [one for one in ratings.open_for(case, hat) if one.of == cls.of]

    def fit(self) -> None:
        self.questions = {str(one.whistle.pk): one for one in self._open(self.case, self.hat)}
        choices = [(key, self._said(one)) for key, one in self.questions.items()]
        cast(forms.ChoiceField, self.fields["whistle"]).choices = choices
        if len(choices) == 1:
            self.initial.setdefault("whistle", choices[0][0])

    def _said(self, one: ratings.Open) -> str:
        deed = DEEDS[one.whistle.kind]
        return f"{one.unit}（{moment_said(one.whistle.at, self.at)}{deed}）"

    def said(self) -> dict[str, Any]:
        return {**self.cleaned_data, "whistle": self.questions[self.cleaned_data["whistle"]].whistle}


class RateResponseForm(RatingForm):
    """评报到: in time? solved? what manner?"""

    name, verb, of = "rate_response", staticmethod(actions.rate_response), Rating.Of.RESPONSE
    button = "评报到"
    advice = "一次哨评一次，计入单位的考核。"

    on_time = yes_or_no("来得及时吗", "及时", "不及时", missing="请选：及时，还是不及时。")
    solved = yes_or_no("解决了吗", "解决了", "没解决", missing="请选：解决了，还是没解决。")
    manner = forms.TypedChoiceField(
        label="态度",
        choices=MANNERS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请给态度打分，1 到 5 分。"),
    )
    note = text("说明", hint="可以不写。")

    def done(self, case: Case) -> str:
        return "评价已记下"


class RateWhistleForm(RatingForm):
    """评吹哨: was it due?"""

    name, verb, of = "rate_whistle", staticmethod(actions.rate_whistle), Rating.Of.WHISTLE
    button = "评吹哨"
    advice = "这一次哨该不该吹：本级能办的事往上吹，算乱吹哨。一次哨评一次。"

    proper = yes_or_no("该不该吹", "该吹", "不该吹（乱吹哨）", missing="请选：该吹，还是不该吹。")
    note = text("说明", hint="可以不写。")

    def done(self, case: Case) -> str:
        return "评价已记下"
