from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from accounts.once import mark
from checkins.forms.fields import ChosenField
from grids.models import Estate, Place
from patrols.actions import Planned
from patrols.models import CheckItem
from patrols.models.plan import WEEKDAYS
from teams.forms.fields import WHO_HINT, PersonHere, SeveralOf
from worktime.fields import DayField

DAYS = [(str(number), f"周{name}") for number, name in enumerate(WEEKDAYS, start=1)]


class PlanForm(forms.Form):
    """The patroller is looked for in the community of the grid that is chosen in the same form."""

    grid = ChosenField("哪个网格", Place.objects.none(), missing="请从名单里选一个网格。")
    estate = ChosenField("哪个小区", Estate.objects.none(), missing="请从名单里选一个小区。", required=False)
    patroller = PersonHere(label="谁去巡查", missing="请写明谁去巡查。", help_text=WHO_HINT)
    items = SeveralOf(CheckItem.objects.filter(is_active=True), label="看什么", missing="请至少选一项要看的。")
    weekdays = forms.MultipleChoiceField(
        label="哪几天", choices=DAYS, widget=forms.CheckboxSelectMultiple, initial=[day for day, _ in DAYS],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请至少选一天。"),
    )  # fmt: skip
    since = DayField(label="从哪天起", missing="请写明从哪天起。")
    until = DayField(label="到哪天止")
    key = mark()

    def __init__(self, data: Any = None, *, communities: Sequence[Place], today: date) -> None:
        super().__init__(data, initial={"since": today})
        inside = [place.pk for place in communities]
        grid, estate = cast(ChosenField, self.fields["grid"]), cast(ChosenField, self.fields["estate"])
        grid.queryset = Place.objects.not_closed().grids().filter(parent__in=inside).select_related("parent")
        grid.queryset = grid.queryset.order_by("tree_id", "lft")
        estate.queryset = Estate.objects.filter(community__in=inside)
        here = [place.parent for place in grid.queryset if place.parent and str(place.pk) == self._sent()]
        cast(PersonHere, self.fields["patroller"]).offer(here or communities, today)

    def _sent(self) -> str:
        return str(self.data.get("grid", "")) if self.is_bound else ""

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        grid, estate = said.get("grid"), said.get("estate")
        if grid and estate and estate.community_id != grid.parent_id:
            self.add_error("estate", f"{estate}不在{grid.parent.short_name}。")
        return said

    def planned(self) -> Planned:
        said = {**self.cleaned_data, "weekdays": "".join(sorted(self.cleaned_data["weekdays"]))}
        return Planned(**said)


class SureForm(forms.Form):
    """Nothing to say: only whether it is meant."""
