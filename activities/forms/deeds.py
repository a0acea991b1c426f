from __future__ import annotations

from typing import Any

from django import forms
from django.http import QueryDict

from accounts.later import AsksLater
from accounts.pageform import PageForm
from accounts.written import MobileField, open_line, reasoned
from activities.actions.closing import Closing
from activities.kinds import Minors
from activities.models import Activity
from worktime.fields import MomentField


class SureForm(forms.Form):
    """Nothing to fill in: the page asks whether it is meant."""


class EndForm(forms.Form):
    """Asks, of what is closed before its end, whether the others are no-shows: not where nobody says so."""

    missed = forms.BooleanField(required=False)

    def __init__(self, data: Any = None, *, does: Closing) -> None:
        super().__init__(data)
        if not (does.is_early and does.unseen):
            del self.fields["missed"]
            return
        self.fields["missed"].label = f"没点名的 {does.unseen} 人，现在就记为“没有到场”，通知他们"
        self.fields["missed"].help_text = "不勾的，名单上写“没有签到”，不通知他们；过后还可以一个一个更正。"

    @property
    def says_missed(self) -> bool:
        return bool(self.cleaned_data.get("missed"))


class CallOffForm(forms.Form):
    reason = reasoned(
        open_line("为什么取消", missing="请写明取消的原因：报名的人会看到。", longest=200, hint="报名的人都看得到。")
    )


class RightForm(forms.Form):
    """When they were there, nobody having seen it: offered is all of it, where it was over in one day."""

    came_at = MomentField(label="什么时候到的", missing="请写什么时候到的。")
    left_at = MomentField(label="什么时候走的", missing="请写什么时候走的。")
    reason = reasoned(
        open_line(
            "为什么更正", missing="请写为什么更正。", longest=100,
            hint="怎么知道他来了。审核的同事看得到。比如：到得早，没赶上亮码，楼长和他一起干的。",
        )
    )  # fmt: skip

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        super().__init__(data)
        if activity.in_one_day:
            self.initial = {"came_at": activity.starts_at, "left_at": activity.ends_at}

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if "came_at" in said and "left_at" in said and said["left_at"] <= said["came_at"]:
            self.add_error("left_at", "走的时间要晚于到的时间。")
        return said


class WalkUpForm(AsksLater):
    phone = MobileField(
        label="手机号",
        help_text="没有报名、直接来的人，要注册过志愿者。",
        error_messages={"required": "请写手机号。", "invalid": "手机号要 11 位数字，例如 13812345678。"},
    )
    guardian_is_there = forms.BooleanField(label="监护人在场", required=False, help_text="名单上写“监护人陪同”。")
    later = "guardian_is_there"  # most who come by are of age

    def __init__(self, data: Any = None, *, activity: Activity) -> None:
        super().__init__(data)
        if activity.minors != Minors.WITH_GUARDIAN:
            del self.fields["guardian_is_there"]


def ticked(data: QueryDict, name: str) -> set[int]:
    """The rows that were ticked; what is no row's number is nobody's."""
    return {int(value) for value in data.getlist(name) if value.isdecimal() and len(value) < 16}


class TappedOnceForm(PageForm):
    """On a telephone: nothing to fill in, one tap."""


class LeadersEndForm(EndForm, PageForm):
    """The same on a leader's own telephone."""


class LeadersWalkUpForm(WalkUpForm, PageForm):
    """The same on a leader's own telephone."""
