from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.written import open_line, open_text
from checkins.forms.fields import ChosenField, CommunityField, LinesField
from checkins.standing import COMING, kept_by, units_of
from checkins.workflow import Listing
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.fields import TOO_FAR, DayField, furthest

LONGEST_LINE = 60
A_LINE = "一行一件事。"


class ListsForm(forms.Form):
    """The three lists (三张清单)."""

    need = LinesField("需求清单", longest=LONGEST_LINE, hint=f"社区需要什么。{A_LINE}")
    resource = LinesField("资源清单", longest=LONGEST_LINE, hint=f"单位能提供什么。{A_LINE}")
    project = LinesField("项目清单", longest=LONGEST_LINE, hint=f"一起做什么。{A_LINE}")
    key = mark()

    @property
    def lists(self) -> dict[Listing, list[str]]:
        return {listing: self.cleaned_data[listing.lower()] for listing in Listing}


class AnnounceForm(ListsForm):
    unit = ChosenField("哪个单位", Organisation.objects.none(), missing="请从名单里选一个单位。")
    community = CommunityField()
    agreement = open_text("共建协议", rows=4, hint="可以先不写，确认报到时由社区补上。")
    field_order = ("unit", "community", "agreement", "need", "resource", "project")

    def __init__(self, data: Any = None, *, hat: Hat) -> None:
        """Who handles a unit's matters brings it to any community; who keeps a community enters any unit there."""
        super().__init__(data)
        own, kept = [unit for unit in units_of(hat) if unit.kind in COMING], kept_by(hat)
        units = Organisation.objects.active().filter(kind__in=COMING).order_by("kind", "name")
        if not kept:
            units = units.filter(pk__in=[unit.pk for unit in own])
        field = cast(ChosenField, self.fields["unit"])
        field.queryset = units
        field.widget.attrs["data-find"] = "输入几个字找单位"
        if len(own) == 1:
            field.initial = own[0].pk
        cast(CommunityField, self.fields["community"]).offer(kept if kept and not own else None)


class AgreementForm(forms.Form):
    agreement = open_text("共建协议", missing="请写明共建协议的内容。", rows=5)
    agreed_on = DayField(label="签订日期", missing="请写明签订日期。")

    def __init__(self, data: Any = None, *, agreement: str = "", today: date) -> None:
        super().__init__(data, initial={"agreement": agreement, "agreed_on": today})
        self.today = today

    def clean_agreed_on(self) -> date:
        return _not_to_come(self.cleaned_data["agreed_on"], self.today)


class PlanForm(forms.Form):
    who = open_line("谁来办", missing="请写明谁来办。", longest=60, hint="写单位、科室或队伍的名称。")
    due_on = DayField(label="要求办好的日期", missing="请写明要求办好的日期。")

    def __init__(self, data: Any = None, *, today: date, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        self.today = today

    def clean_due_on(self) -> date:
        day = self.cleaned_data["due_on"]
        if day < self.today:
            raise forms.ValidationError("日期已经过了，请选今天或以后的日期。")
        if day > furthest(self.today):
            raise forms.ValidationError(f"日期太远了，{TOO_FAR}")
        return day


class FinishForm(forms.Form):
    done_on = DayField(label="办好的日期", missing="请写明办好的日期。")
    result = open_line("办得怎么样", missing="请用一句话写明办得怎么样。", longest=500)

    def __init__(self, data: Any = None, *, today: date) -> None:
        super().__init__(data, initial={"done_on": today})
        self.today = today

    def clean_done_on(self) -> date:
        return _not_to_come(self.cleaned_data["done_on"], self.today)


def _not_to_come(day: date, today: date) -> date:
    if day > today:
        raise forms.ValidationError("日期还没有到，请选今天或以前的日期。")
    return day
