"""补录: what stands on a paper list, for one volunteer, found by the telephone number."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.personal import lookup_hash
from accounts.written import MobileField, open_name
from partyorg.hats import Hat
from volunteers.kinds import Help
from volunteers.models import Volunteer
from volunteers.standing import in_keeping
from worktime.fields import DayField

NOBODY = (
    "您管的社区里没有用这个手机号注册的志愿者。请核对号码；后来在别的社区注册了的，由那里补录；"
    "还没有注册的，请本人先在手机上注册。"
)
HALF_AN_HOUR = Decimal("0.5")


class PaperForm(forms.Form):
    """`volunteer` after cleaning: who it is for."""

    phone = MobileField(
        label="志愿者的手机号",
        error_messages={"required": "请写手机号。", "invalid": "手机号要 11 位数字，例如 13812345678。"},
    )
    title = open_name("做了什么", missing="请写明做了什么。", longest=100, hint="本人会看到。")
    day = DayField(label="哪一天", missing="请选是哪一天。")
    hours = forms.DecimalField(
        label="做了几小时", min_value=HALF_AN_HOUR, max_value=24, decimal_places=1,
        widget=forms.NumberInput(attrs={"step": "0.5", "inputmode": "decimal"}),
        error_messages={
            "required": "请写做了几小时。", "invalid": "请写数字，例如 1.5。", "min_value": "最少半小时。",
            "max_value": "一天最多 24 小时。", "max_decimal_places": "最多一位小数，例如 1.5。",
        },
    )  # fmt: skip
    help = forms.ChoiceField(label="属于七助的哪一种", choices=[("", "不属于"), *Help.choices], required=False)
    guardian_was_there = forms.BooleanField(
        label="监护人当时在场陪着", required=False, help_text="未满 14 周岁的才要：没有勾的，单独审核。"
    )
    key = mark()

    def __init__(self, data: Any = None, *, hat: Hat, first: date, last: date) -> None:
        super().__init__(data)
        self.hat, self.volunteer = hat, cast(Volunteer, None)
        cast(DayField, self.fields["day"]).offer(first, last)

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        found = Volunteer.objects.filter(in_keeping(self.hat), person__phone_hash=lookup_hash(phone))
        self.volunteer = cast(Volunteer, found.select_related("person", "community").first())
        if self.volunteer is None:
            raise forms.ValidationError(NOBODY)
        return phone

    @property
    def minutes(self) -> int:
        return int(self.cleaned_data["hours"] * 60)
