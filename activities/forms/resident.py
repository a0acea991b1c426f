"""What volunteers fill in on their telephones."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Model

from accounts.later import AsksLater
from accounts.once import mark
from accounts.pageform import PageForm
from accounts.personal import plain_digits
from accounts.written import line, open_text
from activities.kinds import Minors
from activities.models import Activity, Role
from activities.room import Room
from volunteers.holding import Spot


class RoleField(forms.ModelChoiceField):
    """Says beforehand which has places, and which means waiting."""

    room: Room

    def label_from_instance(self, role: Model) -> str:
        left = self.room.left_for(cast(Role, role))
        return f"{role}（还差 {left} 人）" if left else f"{role}（满了，排队候补）"


class SignUpForm(AsksLater, PageForm):
    """Asks for no more than this activity needs: a job where there are several, the guardian of a child."""

    role = RoleField(
        Role.objects.none(),
        label="做哪个岗位",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个岗位。", "invalid_choice": "请从名单里选一个岗位。"},
    )
    with_guardian = forms.BooleanField(
        label="监护人陪我来", required=False, help_text="未满 14 岁的，要监护人到场陪着。"
    )

    finds_time = forms.BooleanField(
        label="时间错得开", required=False, help_text="跨几天的活动，不是每天、整天都在。同一时间只能到一处。"
    )
    later = "finds_time"  # most have nothing else that day

    def __init__(self, data: Any = None, *, activity: Activity, room: Room, is_child: bool) -> None:
        super().__init__(data)
        role = cast(RoleField, self.fields["role"])
        role.queryset, role.room = activity.roles.all(), room
        if not role.queryset:
            del self.fields["role"]
        if not is_child or activity.minors != Minors.WITH_GUARDIAN:
            del self.fields["with_guardian"]


class SpotForm(PageForm):
    """Where the telephone says it is; what cannot be is left out, the code is proof by itself."""

    lat = forms.CharField(required=False, widget=forms.HiddenInput)
    lon = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def spot(self) -> Spot | None:
        try:
            lat, lon = float(self.cleaned_data["lat"]), float(self.cleaned_data["lon"])
        except (KeyError, ValueError):
            return None
        return (lat, lon) if -90 <= lat <= 90 and -180 <= lon <= 180 else None


class TappedForm(SpotForm):
    """The code was scanned: one tap is left."""


class CheckForm(SpotForm):
    digits = line("屏幕上的 6 位数字", longest=20, hint="在组织者的屏幕上，每半分钟换一次。")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields["digits"].widget.attrs.update(inputmode="numeric", autocomplete="one-time-code")

    def clean_digits(self) -> str:
        return "".join(sign for sign in plain_digits(self.cleaned_data["digits"]) if sign.isdecimal())


class SuggestForm(PageForm):
    words = open_text("您的建议", missing="请写下您的建议。", rows=4, hint="最多 200 个字。组织者会看到。")
    key = mark()

    def clean_words(self) -> str:
        if len(words := self.cleaned_data["words"]) > 200:
            raise forms.ValidationError("最多 200 个字，请写短一些。")
        return words
