import json
from datetime import datetime
from operator import attrgetter
from typing import Any

from django import forms
from django.contrib.admin.helpers import ActionForm

from grids.actions import closing_refusal, code_refusal, lawful_shape
from grids.geometry import UNREADABLE
from grids.models import Boundary, Level, Line, Place
from grids.workflow import Refused, misplaced


class PlaceForm(forms.ModelForm):
    """Says at the field what grids.actions would refuse, so that nothing typed is lost."""

    at: datetime  # set by the admin, which reads the clock
    lines = forms.MultipleChoiceField(
        label="使用本网格的条线",
        choices=Line.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="多网合一：各条线共用这一个网格，只加标签，不另行划分",
    )

    class Meta:
        model = Place
        fields = (
            *("code", "name", "level", "parent", "region", "valid_from", "valid_to"),
            *("predecessor", "lines", "lat", "lon"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if parent := self.fields.get("parent"):
            parent.queryset = Place.objects.not_closed()  # type: ignore[attr-defined]  # typed as a plain Field
            parent.label_from_instance = attrgetter("full_name")  # type: ignore[attr-defined]  # the same
        if self.instance.pk and self.instance.level != Level.GRID:
            del self.fields["lines"]

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if refusal := code_refusal(code):
            raise forms.ValidationError(refusal)
        return code

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        level, parent = data.get("level", self.instance.level), data.get("parent")
        if level in Level.values and "parent" not in self.errors:
            self._refuse("parent", misplaced(Level(level), Level(parent.level) if parent else None))
        if data.get("region") and level != Level.DISTRICT:
            self._refuse("region", "只有区县填写所属省市")
        if data.get("lines") and level != Level.GRID:
            self._refuse("lines", "只有网格标注条线")
        if (data.get("lat") is None) != (data.get("lon") is None):
            self._refuse("lon", "纬度和经度要么都填，要么都不填")
        if data.get("valid_to") and self.instance.pk:
            self._refuse("valid_to", closing_refusal(self.instance, on=data["valid_to"], at=self.at))
        return data

    def _refuse(self, field: str, refusal: str) -> None:
        if refusal:
            self.add_error(field, refusal)


class GeometryDecoder(json.JSONDecoder):
    """Brackets nested a thousand deep are no JSON, rather than an error of the reader's own."""

    def decode(self, s: str, *args: Any) -> Any:
        try:
            return super().decode(s, *args)
        except RecursionError:
            raise json.JSONDecodeError(UNREADABLE, s, 0) from None


class GeometryField(forms.JSONField):
    default_error_messages = {"invalid": UNREADABLE}

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs | {"decoder": GeometryDecoder})


class BoundaryForm(forms.ModelForm):
    """A proposal: nothing here comes in force before a second person approves it."""

    class Meta:
        model = Boundary
        fields = ("place", "geometry", "reason")
        field_classes = {"geometry": GeometryField}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "reason" in self.fields:
            self.fields["reason"].required = True

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("place") and "geometry" in data:
            try:
                lawful_shape(data["place"], data["geometry"])
            except Refused as refused:
                self.add_error("geometry", str(refused))
        return data


class DecisionForm(ActionForm):
    """The bar above the list of boundaries: what to do with those ticked, and why."""

    reason = forms.CharField(label="理由", required=False, max_length=500)
