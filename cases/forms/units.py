"""Choosing a unit: those who may host a case, in groups, by their own names."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q

from cases.models import Case
from partyorg.kinds import HOSTS_OF_RUNG, Kind
from partyorg.models import Organisation

NO_SUCH_UNIT = "请从名单里选一个单位。"


def hosts_for(case: Case) -> list[Organisation]:
    """Those whom the guard `host_has_duty` lets through, the owner first: itself, and the units that its own rung may
    name and that work where the matter is. The rung, not the level: a street standing in for a community that is not
    there yet names whom a street names. One query."""
    place = case.place
    above = Q(place__tree_id=place.tree_id, place__lft__lte=place.lft, place__rght__gte=place.rght)
    below = Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
    kinds = HOSTS_OF_RUNG[case.owner_org.rung or case.owner_level]
    works_here = Q(kind__in=kinds) & (Q(place__isnull=True) | above | below)
    units = Organisation.objects.filter(works_here | Q(pk=case.owner_org_id)).order_by("kind", "name")
    return sorted(units, key=lambda unit: unit.pk != case.owner_org_id)


class UnitField(forms.ModelChoiceField):
    """One unit. Which are listed, `offer` says; any other is let through, for the rules to refuse by name."""

    def __init__(self, *, label: str, missing: str = "请选定主办单位。", required: bool = True) -> None:
        super().__init__(
            Organisation.objects.all(),
            label=label,
            required=required,
            widget=forms.Select(attrs={"data-find": "输入几个字找单位"}),
            error_messages={"required": missing, "invalid_choice": NO_SUCH_UNIT},
        )


class UnitsField(forms.ModelMultipleChoiceField):
    """Several units, or none."""

    def __init__(self, *, label: str, hint: str = "") -> None:
        super().__init__(
            Organisation.objects.all(),
            label=label,
            required=False,
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"invalid_choice": NO_SUCH_UNIT, "invalid_pk_value": NO_SUCH_UNIT},
        )

    def clean(self, value: Any) -> Any:
        """A number past 64 bits is no unit's: SQLite's driver raises on a list of them instead of finding none."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(NO_SUCH_UNIT, code="invalid_choice") from None


def offer(field: forms.Field, units: Iterable[Organisation], *, empty: str = "") -> None:
    """List these units, in groups by kind, below an `empty` choice if it has words."""
    groups = [
        (Kind(kind).label, [(unit.pk, unit.name) for unit in group])
        for kind, group in groupby(units, key=lambda unit: unit.kind)
    ]
    field.widget.choices = [("", empty), *groups] if empty else groups
