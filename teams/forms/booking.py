from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, cast

from django import forms

from accounts.models import User
from accounts.once import mark
from accounts.pageform import PageForm
from accounts.written import line, open_line, reason_line
from checkins.forms.fields import ChosenField
from grids.models import Place
from teams.actions import Wanted
from teams.actions.bookings import DAYS_AHEAD
from teams.models import Booking, Skill, TeamMember
from teams.models.booking import MOST_MINUTES
from teams.people import called
from volunteers.kinds import Help
from worktime.fields import DayField

NO_HELP = dict.fromkeys(["required", "invalid_choice"], "请选一种：是帮谁的。")


# As people say it who do not know the seven words.
FOR_WHOM = {
    Help.ELDERLY: "老人", Help.CHILDREN: "孩子", Help.DISABLED: "残疾人", Help.ORPHANS: "孤儿", Help.SICK: "病人",
    Help.ALONE: "独居的人", Help.SPECIAL: "有特殊困难的家庭",
}  # fmt: skip


class MinutesField(forms.IntegerField):
    def __init__(self) -> None:
        wrong = f"请写整数分钟，1 到 {MOST_MINUTES}。"
        errors = {"required": "请写明做了多少分钟。", "invalid": wrong, "min_value": wrong, "max_value": wrong}
        super().__init__(label="做了多少分钟", min_value=1, max_value=MOST_MINUTES, error_messages=errors)
        self.widget.attrs["inputmode"] = "numeric"


def _radios(label: str, choices: Sequence[Any], errors: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, error_messages=errors)


class BookingForm(PageForm):
    """`grids`: those that the stations serve; `skills`: those that somebody there has."""

    grid = ChosenField("您住哪个网格", Place.objects.none(), missing="请选您住的网格。")
    skill = ChosenField("要帮什么", Skill.objects.none(), missing="请选一项要帮的事。", widget=forms.RadioSelect)
    help = _radios("是帮谁", [(kind, f"{kind.label}：{FOR_WHOM[kind]}") for kind in Help], NO_HELP)
    words = open_line(
        "说一句要办什么", missing="请说一句要办什么。", longest=200, hint="例如：老人头发长了，腿脚不便，想在家里理发。"
    )
    where = line(
        "上门地址", missing="请写上门地址。", longest=100, hint="几号楼几单元几户。只有接单的人看得到，办完就看不到了。"
    )
    wanted_on = DayField(label="哪一天", missing="请选哪一天。")
    part = _radios("什么时候", Booking.Part.choices, dict.fromkeys(["required", "invalid_choice"], "请选什么时候。"))
    key = mark()

    def __init__(
        self, data: Any = None, *, grids: Sequence[Place], skills: Sequence[Skill], at_grid: int | None, today: date
    ) -> None:
        super().__init__(data, initial={"grid": at_grid} if at_grid else None)
        grid, skill = cast(ChosenField, self.fields["grid"]), cast(ChosenField, self.fields["skill"])
        grid.queryset = Place.objects.filter(pk__in=[one.pk for one in grids])
        grid.widget.choices = [("", "请选择"), *[(one.pk, one.name) for one in grids]]
        if len(grids) == 1:
            grid.initial = grids[0].pk
        skill.queryset = Skill.objects.filter(pk__in=[one.pk for one in skills])
        skill.widget.choices = [(one.pk, one.name) for one in skills]
        cast(DayField, self.fields["wanted_on"]).offer(today, today + timedelta(days=DAYS_AHEAD))

    def wanted(self) -> Wanted:
        return Wanted(**self.cleaned_data)


class CommunityForm(PageForm):
    """By GET: which community's stations."""

    community = ChosenField("您住在哪个社区", Place.objects.none(), missing="请从名单里选一个社区。")

    def __init__(self, data: Any = None, *, communities: Sequence[Place]) -> None:
        super().__init__(data)
        self.communities = communities
        field = cast(ChosenField, self.fields["community"])
        field.queryset = Place.objects.filter(pk__in=[one.pk for one in communities])
        field.widget.choices = [("", "请选择"), *[(one.pk, one.short_name) for one in communities]]


class DoneForm(PageForm):
    minutes = MinutesField()


class ConfirmForm(PageForm):
    """With the minutes that stood on its page: other ones are not confirmed unread."""

    minutes = forms.IntegerField(required=False, widget=forms.HiddenInput)


class DisputeForm(PageForm):
    words = open_line(
        "哪里不对",
        missing="请写明哪里不对。",
        longest=200,
        hint="例如：做了 120 分钟，不是 12 分钟。队员看到以后重新报。",
    )


class SurePageForm(PageForm):
    """Nothing to say: only whether it is meant."""


class FinishForm(forms.Form):
    minutes = MinutesField()


class CallOffForm(forms.Form):
    reason = reason_line("为什么撤下", missing="请写明为什么撤下：预约的人会看到。", longest=200)


class AssignForm(forms.Form):
    """One of those who can: they are few, so they are named."""

    helper = ChosenField("派给谁", User.objects.none(), missing="请从名单里选一位队员。")

    def __init__(self, data: Any = None, *, members: Sequence[TeamMember]) -> None:
        super().__init__(data)
        field = cast(ChosenField, self.fields["helper"])
        field.queryset = User.objects.filter(pk__in=[one.person_id for one in members])
        named = {one.person_id: f"{called(one.person)}（{one.team}，{one.person.masked_phone}）" for one in members}
        field.widget.choices = [("", "请选择"), *named.items()]
