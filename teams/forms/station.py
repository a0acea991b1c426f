from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts.once import mark
from accounts.written import PhoneField, line, named
from grids.models import Place
from teams.actions import Standing
from teams.forms.fields import CommunityField, GridsOf
from teams.models import Station
from teams.models.station import PHONE


class PhoneAsTyped(PhoneField):
    """Of the station, as it is to stand on the page, with the dashes that make it legible; spaces go."""

    def clean(self, value: Any) -> str:
        super().clean(value)
        typed = re.sub(r"\s", "", unicodedata.normalize("NFKC", str(value)))
        PHONE(typed)
        return typed


class StationForm(forms.Form):
    community = CommunityField()
    name = named("名称", missing="请写服务站的名称。", longest=40)
    grids = GridsOf(missing="请至少选一个网格。", hint="一个站可以服务一个网格，也可以服务相邻的几个。")
    address = line("地址", missing="请写地址。", longest=100)
    hours = line("开放时间", missing="请写开放时间，例如：周一至周五 9:00–17:00。", longest=60)
    phone = PhoneAsTyped(label="值班电话", error_messages={"required": "请写值班电话。", "invalid": PHONE.message})
    key = mark()

    def __init__(self, data: Any = None, *, communities: Sequence[Place], station: Station | None = None) -> None:
        super().__init__(data, initial=_said(station) if station else None)
        cast(GridsOf, self.fields["grids"]).offer(communities)
        if station:
            del self.fields["community"], self.fields["key"]
            self.fields["is_active"] = forms.BooleanField(label="在用", required=False, initial=station.is_active)
        else:
            cast(CommunityField, self.fields["community"]).offer(communities)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        community = said.get("community")
        if community and any(grid.parent_id != community.pk for grid in said.get("grids", ())):
            self.add_error("grids", f"有的网格不在{community.short_name}。")
        return said

    def standing(self) -> Standing:
        said = self.cleaned_data
        told = {name: said[name] for name in ("name", "grids", "address", "hours", "phone")}
        return Standing(**told, is_active=said.get("is_active", True))


def _said(station: Station) -> dict[str, Any]:
    kept = {name: getattr(station, name) for name in ("name", "address", "hours", "phone")}
    return {**kept, "grids": [grid.pk for grid in station.grids.all()]}
