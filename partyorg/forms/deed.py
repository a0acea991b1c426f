"""A page that asks what one deed needs and then does it: GET asks, POST makes one call into the domain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import IntegrityError
from django.db.models import QuerySet
from django.utils.timezone import localdate

from accounts.once import RACED
from grids.models import Place
from partyorg.forms.typed import DayField, GridField, MemberField, OrganisationField, TypedField
from partyorg.hats import Hat
from partyorg.models import Member, Organisation


class Deed(forms.Form):
    """`title`, `button`, `advice`, `done`: the page in words. `perform` does it and may raise ValidationError.

    `also_called`: the names that the register has for fields which bear another here.
    """

    title = ""
    button = ""
    advice = ""
    done = ""
    also_called: Mapping[str, str] = {}

    def __init__(self, *args: Any, hat: Hat, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hat, self.at, self.today = hat, at, localdate(at)
        self.make_ready()

    def make_ready(self) -> None:
        """Tells each typed field what may be meant."""
        for field in self.fields.values():
            match field:
                case OrganisationField():
                    field.queryset = Organisation.objects.active().order_by("tree_id", "lft")
                case MemberField():
                    field.queryset = (
                        Member.objects.visible_to(self.hat).present(self.today).select_related("organisation")
                    )
                case GridField():
                    field.queryset = Place.objects.grids().not_closed().order_by("code")
                case DayField():
                    field.initial = self.today

    def offer(self, name: str, rows: QuerySet[Any]) -> None:
        """What may be meant in this field."""
        field = self.fields[name]
        assert isinstance(field, TypedField | forms.ModelChoiceField)
        field.queryset = rows

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        for name, field in self.fields.items():
            if isinstance(field, DayField) and (day := data.get(name)) and day > self.today:
                self.add_error(name, "日期不能晚于今天。")
        return data

    def perform(self) -> object:
        raise NotImplementedError

    def succeeds(self) -> bool:
        """Whether what was typed is right and the deed is done; else the errors stand at their fields."""
        if not self.is_valid():
            return False
        try:
            self.perform()
        except ValidationError as refused:
            self.say(refused)
        except IntegrityError:
            self.add_error(None, RACED)
        return not self.errors

    def say(self, refused: ValidationError) -> None:
        by_field: Mapping[str, list[Any]] = (
            refused.error_dict if hasattr(refused, "error_dict") else {NON_FIELD_ERRORS: refused.error_list}
        )
        for called, errors in by_field.items():
            name = self.also_called.get(called, called)
            self.add_error(name if name in self.fields else None, errors)
