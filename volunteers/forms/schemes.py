"""The registers of rules: nothing that has begun is rewritten, and nothing begins in the past."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.timezone import localdate

from grids.models import Place
from volunteers.models import Scheme, Window
from volunteers.standing import COMMUNITY_LEVELS
from worktime.clock import now

BACKWARDS = "从今天或以后起：已经按旧细则做的，不能倒着改。"
ENDED_BEFORE = "最早到今天为止：过去的日子还按这一份。"


def has_begun(scheme: Scheme | None, today: date) -> bool:
    return bool(scheme and scheme.pk and scheme.valid_from <= today)


class SchemeForm(forms.ModelForm):
    """Of one that has begun only its end may be set; the fields that stand fixed are not here then."""

    class Meta:
        model = Scheme
        fields = "__all__"  # noqa: DJ007  the register fixes what has begun

    def clean(self) -> dict[str, Any]:
        said, today = super().clean() or self.cleaned_data, localdate(now())
        begins, ends = said.get("valid_from"), said.get("valid_until")
        if begins and begins < today:
            self.add_error("valid_from", BACKWARDS)
        if ends and ends < today and "valid_until" in self.changed_data:
            self.add_error("valid_until", ENDED_BEFORE)
        return said


class WindowForm(forms.ModelForm):
    class Meta:
        model = Window
        fields = ("community", "opens_on", "closes_on")

    def clean_community(self) -> Place:
        place: Place = self.cleaned_data["community"]
        if place.level not in COMMUNITY_LEVELS:
            raise forms.ValidationError("请选一个社区或村。")
        return place
