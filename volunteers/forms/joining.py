"""Becoming a volunteer on a telephone: a name, a birthday, a community; for a child the guardian's word."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Any, cast

from django import forms

from accounts.names import plain_name
from accounts.pageform import PageForm
from accounts.written import MobileField, PlainTextField, line, named
from grids.models import Place
from volunteers.actions import Guardian, Joining
from volunteers.kinds import Ranked
from volunteers.models import Volunteer
from volunteers.models.volunteer import OF_AGE, YOUNGEST, age_of
from volunteers.referring import referrer
from volunteers.rules import RULES

A_CHILD = {
    "guardian_name": "未满 18 周岁，要写监护人的姓名。",
    "guardian_phone": "未满 18 周岁，要写监护人的手机号。",
}
NOT_AGREED = "要监护人同意，才能注册。"


class BirthdayField(PlainTextField):
    """Eight digits, or year, month and day however they are parted: nobody turns a calendar back by seventy years."""

    default_error_messages = {"required": "请写出生日期。", "invalid": "出生日期写 8 个数字，例如 19550307。"}
    widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "bday"})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(most=20, **kwargs)

    def clean(self, value: Any) -> Any:
        typed = unicodedata.normalize("NFKC", super().clean(value))
        parted = re.fullmatch(r"(\d{4})\D*(\d{1,2})\D+(\d{1,2})\D*", typed) or re.fullmatch(
            r"(\d{4})(\d\d)(\d\d)", typed
        )
        try:
            return date(*(int(part) for part in parted.groups())) if parted else self._refuse()
        except ValueError:
            return self._refuse()

    def _refuse(self) -> date:
        raise forms.ValidationError(self.error_messages["invalid"], code="invalid")


class JoinForm(PageForm):
    name = named("姓名", missing="请写姓名。", longest=64)
    birthday = BirthdayField(label="出生日期", help_text="8 个数字，例如 19550307。")
    community = forms.CharField(widget=forms.HiddenInput, required=False)
    guardian_name = line("监护人姓名", longest=64)
    guardian_phone = MobileField(
        label="监护人手机号", required=False, error_messages={"invalid": "手机号要 11 位数字，例如 13812345678。"}
    )
    guardian_agrees = forms.BooleanField(
        label="监护人同意", required=False, help_text="我是孩子的监护人，同意孩子当志愿者。不满 14 岁的，活动时我陪着。"
    )
    referrer = line("推荐码", longest=24, hint="有人推荐您来的，写上他的推荐码。")
    labels_say_when = tuple(A_CHILD)  # the heading over them says whose they are; a child's are needed

    def __init__(self, data: Any = None, *, community: Place, today: date, initial: dict[str, Any]) -> None:
        super().__init__(data, initial={**initial, "community": community.code})
        self.place, self.today = community, today
        self.fields["guardian_name"].validators.append(plain_name)

    def clean_referrer(self) -> Volunteer | None:
        typed = self.cleaned_data["referrer"]
        found = referrer(typed) if typed else None
        if typed and found is None:
            raise forms.ValidationError(RULES["no_referrer"])
        return found

    def clean(self) -> dict[str, Any]:
        said, born = self.cleaned_data, self.cleaned_data.get("birthday")
        if born and (born > self.today or age_of(born, self.today) < YOUNGEST):
            rule = "no_birthday" if born > self.today else "too_young"
            self.add_error("birthday", RULES[rule].format(age=YOUNGEST))
        elif born and age_of(born, self.today) < OF_AGE:
            for name, sentence in A_CHILD.items():
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, sentence)
            if not said.get("guardian_agrees"):
                self.add_error("guardian_agrees", NOT_AGREED)
        return said

    @property
    def asks_guardian(self) -> bool:
        """Whether that part of the page stands open."""
        return any(
            self[name].errors or self[name].value() for name in ("guardian_name", "guardian_phone", "guardian_agrees")
        )

    def said(self) -> Joining:
        said = self.cleaned_data
        guardian = Guardian(said["guardian_name"], said["guardian_phone"]) if said["guardian_agrees"] else None
        return Joining(said["name"], said["birthday"], self.place, guardian, said["referrer"])


class RankedForm(PageForm):
    ranked = forms.ChoiceField(
        label="在排行榜上",
        choices=Ranked.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "请选一个。", "invalid_choice": "请从三个里选一个。"},
    )

    @property
    def choice(self) -> Ranked:
        return Ranked(cast(str, self.cleaned_data["ranked"]))


class SureForm(PageForm):
    sure = forms.BooleanField(label="我要退出志愿者", error_messages={"required": "要退出，请先打上这个勾。"})
