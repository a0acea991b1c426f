"""Fields that several of these forms have: a community among all, a grid, an identity number, a list line by line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms

from accounts.identity import identity_digits, is_identity
from accounts.written import WrittenField, refuse_numbers
from checkins.models import Duty
from checkins.standing import COMMUNITY_LEVELS
from grids.models import Place
from partyorg.kinds import KINDS_OF_RUNG
from partyorg.models import Organisation


class ChosenField(forms.ModelChoiceField):
    """One row of a register. A number past 64 bits is no row's: SQLite's driver raises instead of finding none."""

    def __init__(self, label: str, rows: Any, *, missing: str, **kwargs: Any) -> None:
        errors = {"required": missing, "invalid_choice": missing}
        super().__init__(rows, label=label, empty_label="请选择", error_messages=errors, **kwargs)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class CommunityField(ChosenField):
    """A community with a party organisation to receive; in the list under its street."""

    def __init__(self, label: str = "到哪个社区") -> None:
        super().__init__(label, Place.objects.none(), missing="请从名单里选一个社区。")

    def offer(self, only: Sequence[Place] | None = None) -> None:
        """All that receive, or of them only these."""
        received = Organisation.objects.active().filter(kind__in=KINDS_OF_RUNG[2]).values("place")
        places = Place.objects.not_closed().filter(level__in=COMMUNITY_LEVELS, pk__in=received)
        if only is not None:
            places = places.filter(pk__in=[place.pk for place in only])
        self.queryset = places.select_related("parent").order_by("tree_id", "lft")
        found = list(self.queryset)
        self.widget.choices = [("", "请选择"), *_by_parent(found)]
        if len(found) == 1:
            self.initial = found[0].pk


class GridField(ChosenField):
    def __init__(self) -> None:
        super().__init__("编入哪个网格", Place.objects.none(), missing="请从名单里选一个网格。")

    def offer(self, communities: Sequence[Place]) -> None:
        grids = Place.objects.not_closed().grids().filter(parent__in=[place.pk for place in communities])
        self.queryset = grids.select_related("parent").order_by("tree_id", "lft")
        self.widget.choices = [("", "请选择"), *[(grid.pk, grid.name) for grid in self.queryset]]


class GridsField(forms.ModelMultipleChoiceField):
    def __init__(self) -> None:
        errors = dict.fromkeys(["required", "invalid_choice", "invalid_pk_value"], "请从名单里至少选一个网格。")
        widget = forms.CheckboxSelectMultiple
        super().__init__(Place.objects.none(), label="负责哪些网格", widget=widget, error_messages=errors)

    def clean(self, value: Any) -> Any:
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class DutyField(ChosenField):
    def __init__(self) -> None:
        super().__init__("认领哪个岗位", Duty.objects.filter(is_active=True), missing="请从名单里选一个岗位。")

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.name}：{obj.what}" if obj.what else obj.name


class LinesField(WrittenField):
    """One matter a line; cleans to the list of them."""

    def __init__(self, label: str, *, longest: int, hint: str = "") -> None:
        widget = forms.Textarea(attrs={"rows": 3})
        super().__init__(label=label, required=False, help_text=hint, widget=widget, validators=[refuse_numbers])
        self.longest = longest

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).split("\n") if line.strip()]
        if over := next((line for line in lines if len(line) > self.longest), None):
            raise forms.ValidationError(f"每件事一行，每行最多 {self.longest} 个字：“{over[:12]}……”太长了。")
        if len(lines) > 30:
            raise forms.ValidationError(f"一次最多 30 行，您写了 {len(lines)} 行。")
        return lines


class IdentityField(WrittenField):
    """公民身份号码; cleans to the form in which it is kept."""

    widget = forms.TextInput(attrs={"autocomplete": "off"})

    def clean(self, value: Any) -> str:
        typed = identity_digits(super().clean(value))
        if typed and not is_identity(typed):
            raise forms.ValidationError("身份证号不对：要 18 位，最后一位可能是 X。请对照证件再看一遍。")
        return typed


def _by_parent(places: Iterable[Place]) -> list[Any]:
    return [
        (str(street), [(place.pk, place.short_name) for place in group])
        for street, group in groupby(places, key=lambda place: place.parent)
    ]
