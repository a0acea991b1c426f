"""Choosing a unit: those who may host a case, in groups, by their own names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import Q

from cases.models import Case, DutyItem
from cases.terms import Level
from grids.models import Place
from partyorg.kinds import HOSTS_OF_RUNG, KINDS_OF_RUNG, Kind
from partyorg.models import Organisation

NO_SUCH_UNIT = "请从名单里选一个单位。"


def hosts_for(case: Case) -> list[Organisation]:
    """Those whom the guard `host_has_duty` lets through, the owner first: itself, and the units that its own rung may
    name and that work where the matter is. The rung, not the level: a street standing in for a community that is not
    there yet names whom a street names. Below it only the unit on whose own duty list the matter stands.
    """
    kinds = HOSTS_OF_RUNG[case.rung] | {kind for rung in _rungs_with_this_duty(case) for kind in KINDS_OF_RUNG[rung]}
    units = Organisation.objects.active().filter(_works_here(kinds, case.place) | Q(pk=case.owner_org_id))
    return sorted(units.order_by("kind", "name"), key=lambda unit: unit.pk != case.owner_org_id)


def hosts_for_each(cases: Sequence[Case]) -> list[Organisation]:
    """Those who may host every one of these cases, else those who may host some: one query, however many they are.

    A unit below, which may host what is on its duty list, is offered by the case's own form alone.
    """
    if not cases:
        return []
    kinds = {kind for case in cases for kind in HOSTS_OF_RUNG[case.rung]}
    wanted = Q(kind__in=kinds) | Q(pk__in={case.owner_org_id for case in cases})
    units = list(Organisation.objects.active().filter(wanted).select_related("place").order_by("kind", "name"))
    fits = {unit.pk: sum(_may_host(unit, case) for case in cases) for unit in units}
    most = max(fits.values(), default=0)
    return [unit for unit in units if fits[unit.pk] and (most < len(cases) or fits[unit.pk] == most)]


def _may_host(unit: Organisation, case: Case) -> bool:
    place, here = unit.place, case.place
    if unit.pk == case.owner_org_id:
        return True
    return unit.kind in HOSTS_OF_RUNG[case.rung] and (place is None or _touch(place, here))


def _touch(one: Place, other: Place) -> bool:
    outer, inner = sorted([one, other], key=lambda place: (place.lft, -place.rght))
    return outer.tree_id == inner.tree_id and inner.rght <= outer.rght


def assistants_among(units: Iterable[Organisation], case: Case) -> list[Organisation]:
    """Of those that may host, whom the guard `assistants_have_duty` lets stand beside the host."""
    kinds = HOSTS_OF_RUNG[case.rung]
    return [unit for unit in units if unit.kind in kinds]


def guests_for(case: Case) -> list[Organisation]:
    """Whom the owner may call together (会商): whoever could host, and those below who know the place."""
    kinds = HOSTS_OF_RUNG[case.rung] | {kind for rung in range(1, case.rung) for kind in KINDS_OF_RUNG[rung]}
    units = Organisation.objects.active().filter(_works_here(kinds, case.place)).exclude(pk=case.owner_org_id)
    return list(units.order_by("kind", "name"))


def _rungs_with_this_duty(case: Case) -> Iterable[int]:
    if case.category_id is None or case.rung == Level.GRID:
        return []
    duties = DutyItem.objects.filter(category=case.category_id, level__lt=case.rung, is_active=True)
    return duties.values_list("level", flat=True)


def _works_here(kinds: Iterable[str], place: Place) -> Q:
    above = Q(place__tree_id=place.tree_id, place__lft__lte=place.lft, place__rght__gte=place.rght)
    below = Q(place__tree_id=place.tree_id, place__lft__gte=place.lft, place__rght__lte=place.rght)
    return Q(kind__in=kinds) & (Q(place__isnull=True) | above | below)


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
    """Several units; without `missing` none will do."""

    def __init__(self, *, label: str, missing: str = "", hint: str = "") -> None:
        super().__init__(
            Organisation.objects.all(),
            label=label,
            required=bool(missing),
            help_text=hint,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": missing, "invalid_choice": NO_SUCH_UNIT, "invalid_pk_value": NO_SUCH_UNIT},
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
