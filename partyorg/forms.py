"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from typing import Any

from django import forms

from grids.models import Place
from partyorg.kinds import RUNGS, Kind
from partyorg.models import Organisation, Post


class OrganisationForm(forms.ModelForm):
    class Meta:
        model = Organisation
        fields = (
            "name",
            "kind",
            "parent",
            "place",
            "leans_on",
            "serves",
            "founded_on",
            "elected_on",
            "due_on",
            "duty_phone",
        )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind, place, parent = data.get("kind", ""), data.get("place"), data.get("parent")
        if kind in RUNGS and "place" not in self.errors:
            if place is None:
                self.add_error("place", f"{Kind(kind).label}要写明管辖哪里。")
            elif taken := self._answers_there(RUNGS[kind], place):
                self.add_error("place", f"{place}已经有{taken.get_kind_display()}：{taken}。")
        if parent and self.instance.pk and parent.is_descendant_of(self.instance, include_self=True):
            self.add_error("parent", "上级组织不能是它自己，也不能是它的下级。")
        return data

    def _answers_there(self, rung: int, place: Place) -> Organisation | None:
        return Organisation.objects.on_rung(rung).filter(place=place).exclude(pk=self.instance.pk).first()


class PostForm(forms.ModelForm):
    """A post is given and ended, never rewritten: what somebody did in it stays true."""

    class Meta:
        model = Post
        fields = ("person", "role", "organisation", "place", "from_date", "to_date")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.instance.pk and not self.errors.keys() & {"organisation", "place"}:
            self._at_one_of_the_two(data)
        begins = data.get("from_date") or self.instance.from_date
        if data.get("to_date") and begins and data["to_date"] < begins:
            self.add_error("to_date", "离任日期不能早于任职日期。")
        if self.instance.pk and self.instance.to_date and not data.get("to_date") and "to_date" not in self.errors:
            self.add_error("to_date", "已经离任的不能恢复，请重新任职。")
        return data

    def _at_one_of_the_two(self, data: dict[str, Any]) -> None:
        if data.get("organisation") and data.get("place"):
            self.add_error("place", "单位和地域只能填一个。")
        elif not data.get("organisation") and not data.get("place"):
            self.add_error("organisation", "单位和地域要填一个：单位里的人填单位，网格员、引导员填地域。")
