"""What a unit fills in to put a task on communities."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from itertools import groupby
from operator import or_
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundWidget

from accounts.written import WrittenField, text
from burden.actions import Asked
from burden.models import ListedMatter
from burden.standing import giving_units
from burden.territory import askable_by
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Organisation
from worktime.fields import TOO_FAR, DayField, furthest

OUTSIDE = "outside"
NO_SUCH_COMMUNITY = "请从名单里选社区。"
# Where a refusal of burden.actions.assign is told.
FIELD_OF_RULE = {
    "due_ahead": "due_on",
    "listed_today": "listed",
    "basis_given": "basis",
    "some_community": "communities",
    "own_territory": "communities",
    "street_to_ask": "communities",
}


class CommunitiesField(forms.ModelMultipleChoiceField):
    """One community or several, listed street by street."""

    def __init__(self) -> None:
        super().__init__(
            Place.objects.none(),
            label="交给哪些社区",
            widget=forms.CheckboxSelectMultiple,
            error_messages={
                "required": "请至少选一个社区。",
                "invalid_choice": NO_SUCH_COMMUNITY,
                "invalid_pk_value": NO_SUCH_COMMUNITY,
            },
        )

    def clean(self, value: Any) -> Any:
        """A number past 64 bits is no place's: SQLite's driver raises on a list of them instead of finding none."""
        try:
            return super().clean(value)
        except OverflowError:
            raise forms.ValidationError(NO_SUCH_COMMUNITY, code="invalid_choice") from None


@dataclass(frozen=True, slots=True)
class Street:
    """The communities of one street among the choices. `is_open`: something in it is chosen, or there is no other."""

    name: str
    boxes: list[BoundWidget]
    is_open: bool


class TaskForm(forms.Form):
    issuer = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="以哪个单位交办",
        empty_label="请选单位",
        error_messages={"required": "请选以哪个单位交办。", "invalid_choice": "请从名单里选一个单位。"},
    )
    title = WrittenField(
        label="事项名称",
        max_length=60,
        error_messages={"required": "请写明事项名称。", "max_length": "事项名称最多 60 个字，细节请写在下面。"},
    )
    what = text("要社区做什么", missing="请写明要社区做什么。", rows=5, hint="社区只协助、不作主责：写清协助哪一步。")
    listed = forms.ChoiceField(
        label="属于清单里的哪一项",
        widget=forms.Select(attrs={"data-find": "输入几个字找清单事项"}),
        error_messages=dict.fromkeys(
            ["required", "invalid_choice"], "请选一项清单事项；清单里没有的，选“清单以外的事项”。"
        ),
    )
    basis = text("依据和理由", rows=3, hint="清单以外的事项必填：依据什么、为什么要社区协助。街道据此审核。")
    due_on = DayField(label="要求办好的日期", missing="请写明要求办好的日期。")
    communities = CommunitiesField()
    key = forms.UUIDField(
        initial=uuid4,
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "这张表已经失效，请刷新页面重新填写。"},
    )

    def __init__(self, data: Any = None, *, hat: Hat, today: date) -> None:
        super().__init__(data)
        self._offer_units(giving_units(hat))
        self._offer_matters(ListedMatter.objects.in_force(today))
        self.today = today
        cast(DayField, self.fields["due_on"]).offer(today, furthest(today))

    def clean_due_on(self) -> date:
        day = self.cleaned_data["due_on"]
        if day > furthest(self.today):
            raise forms.ValidationError(f"日期太远了，{TOO_FAR}")
        return day

    def _offer_units(self, units: Sequence[Organisation]) -> None:
        """Most people work for one unit: then there is nothing to choose."""
        self.only_unit = units[0] if len(units) == 1 else None
        if self.only_unit:
            del self.fields["issuer"]
        else:
            mine = Organisation.objects.filter(pk__in=[unit.pk for unit in units])
            cast(forms.ModelChoiceField, self.fields["issuer"]).queryset = mine
        field = cast(CommunitiesField, self.fields["communities"])
        field.queryset = reduce(or_, (askable_by(unit) for unit in units))
        self.offered = list(field.queryset)
        field.widget.choices = [(place.pk, place.short_name) for place in self.offered]

    def _offer_matters(self, matters: Iterable[ListedMatter]) -> None:
        self.matters = {str(matter.pk): matter for matter in matters}
        cast(forms.ChoiceField, self.fields["listed"]).choices = [
            ("", "请选清单事项"),
            (OUTSIDE, "清单以外的事项（先送街道审核）"),
            *((pk, matter.name) for pk, matter in self.matters.items()),
        ]

    @property
    def fields_before_communities(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "communities"]

    @property
    def streets(self) -> list[Street]:
        boxes = zip(self.offered, self["communities"].subwidgets, strict=True)
        by_street = [list(group) for _, group in groupby(boxes, key=lambda pair: pair[0].parent_id)]
        return [
            Street(
                str(group[0][0].parent),
                [box for _, box in group],
                len(by_street) == 1 or any(box.data["selected"] for _, box in group),
            )
            for group in by_street
        ]

    def asked(self) -> Asked:
        said = self.cleaned_data
        return Asked(
            title=said["title"],
            what=said["what"],
            due_on=said["due_on"],
            issuer=self.only_unit or said["issuer"],
            communities=list(said["communities"]),
            listed=self.matters.get(said["listed"]),
            basis=said["basis"],
            key=said["key"] or uuid4(),
        )
