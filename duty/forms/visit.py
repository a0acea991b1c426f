"""What a head of building fills in after a visit. No resident's name or number is asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.utils.timezone import localtime

from accounts.once import mark
from accounts.written import open_line, open_text
from duty.actions import Visited
from grids.models import Place
from worktime.fields import TO_THE_MINUTE, MomentField

VISIT_FIELD_OF_RULE = {"visited_already": "visited_at", "own_building": "building"}


class VisitForm(forms.Form):
    building = forms.ModelChoiceField(
        Place.objects.none(),
        label="楼栋",
        empty_label=None,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选自己的楼栋。"),
    )
    household = open_line("哪一户", missing="请写明哪一户。", longest=40, hint="如：2 单元 301。不写姓名、电话。")
    visited_at = MomentField(label="什么时候", missing="请写明走访时间。")
    what = open_text("了解到什么", missing="请写下了解到什么。", rows=4, hint="不写电话和身份证号。")
    mediated = forms.BooleanField(label="化解了矛盾", required=False)
    key = mark()

    def __init__(self, data: Any = None, *, buildings: Sequence[Place], at: datetime) -> None:
        super().__init__(data, initial={"visited_at": localtime(at), "building": buildings[0].pk})
        building = cast(forms.ModelChoiceField, self.fields["building"])
        building.queryset = Place.objects.filter(pk__in=[one.pk for one in buildings])
        building.choices = [(one.pk, one.name) for one in buildings]
        self.fields["visited_at"].widget.attrs["max"] = localtime(at).strftime(TO_THE_MINUTE)

    def visited(self) -> Visited:
        said = self.cleaned_data
        return Visited(
            said["building"],
            said["household"],
            said["visited_at"],
            said["what"],
            said["mediated"],
            said["key"] or uuid4(),
        )
