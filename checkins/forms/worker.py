from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from accounts.written import MobileField, line, named
from checkins.actions import Filing
from checkins.forms.fields import ChosenField, GridsField, IdentityField
from checkins.standing import FILING_LEVELS, filed_by, within
from checkins.workflow import Trade
from grids.models import Place
from partyorg.hats import Hat
from worktime.fields import TOO_FAR, DayField, furthest


class WorkerForm(forms.Form):
    name = named("姓名", missing="请写姓名。", longest=64)
    trade = forms.ChoiceField(
        label="职业",
        choices=[("", "请选择"), *Trade.choices],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选一种职业。"),
    )
    platform = named("平台或企业", missing="请写明平台或企业。", longest=60)
    affiliation = line("组织关系所在党组织", longest=100)
    phone = MobileField(label="手机号", error_messages={"required": "请写手机号。"})
    id_number = IdentityField(label="身份证号", error_messages={"required": "请写身份证号。"})
    place = ChosenField("在哪里备案", Place.objects.none(), missing="请从名单里选街道或社区。")

    def __init__(self, data: Any = None, *, hat: Hat) -> None:
        super().__init__(data)
        field = cast(ChosenField, self.fields["place"])
        places = Place.objects.not_closed().filter(level__in=FILING_LEVELS)
        field.queryset = places.filter(within(filed_by(hat), "")).order_by("tree_id", "lft")
        field.widget.choices = [("", "请选择"), *[(place.pk, place.short_name) for place in field.queryset]]
        if len(field.queryset) == 1:
            field.initial = field.queryset[0].pk

    def filing(self) -> Filing:
        return Filing(**self.cleaned_data)


class DynamicForm(forms.Form):
    """Over several grids, from one day to another."""

    grids = GridsField()
    from_date = DayField(label="从哪天起", missing="请写明从哪天起。")
    to_date = DayField(label="到哪天止", missing="请写明到哪天止。")

    def __init__(self, data: Any = None, *, places: Sequence[Place], today: date) -> None:
        super().__init__(data, initial={"from_date": today})
        self.today = today
        field = cast(GridsField, self.fields["grids"])
        field.queryset = Place.objects.not_closed().grids().filter(within(places, "")).order_by("tree_id", "lft")

    def clean_from_date(self) -> date:
        return self._real(self.cleaned_data["from_date"])

    def clean_to_date(self) -> date:
        return self._real(self.cleaned_data["to_date"])

    def _real(self, day: date) -> date:
        if day < self.today:
            raise forms.ValidationError("日期已经过了，请选今天或以后的日期。")
        if day > furthest(self.today):
            raise forms.ValidationError(f"日期太远了，{TOO_FAR}")
        return day
