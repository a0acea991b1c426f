"""The residents for whom a head of building reports (楼栋长代报): rows of a name and a number."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms

from accounts.written import MobileField, PlainTextField, WrittenField
from cases.actions import Represented

FEWEST, MOST = 3, 30
NOBODY = "楼栋长代报要写明替谁报：至少一位居民的手机号，办到哪一步都告诉他。"


def rows_in(typed: Mapping[str, Any]) -> int:
    """How many rows the page had."""
    said = str(typed.get("rows") or "")
    return min(MOST, max(FEWEST, int(said))) if said.isdecimal() and len(said) < 4 else FEWEST


class RepresentedFields(forms.Form):
    """Adds `who_1`, `tel_1`, `who_2` … to a form. A row is one resident; without a number nobody can be told."""

    rows = WrittenField(required=False, widget=forms.HiddenInput)

    def add_rows(self, count: int) -> None:
        for number in range(1, count + 1):
            self.fields[f"who_{number}"] = PlainTextField(
                label=f"第 {number} 位称呼", most=30, required=False, widget=_box("text", "称呼")
            )
            self.fields[f"tel_{number}"] = MobileField(
                label=f"第 {number} 位手机号",
                required=False,
                widget=_box("tel", "手机号"),
                error_messages={"invalid": f"第 {number} 位的手机号要 11 位数字。"},
            )

    @property
    def residents(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"who_{number}"], self[f"tel_{number}"]) for number in range(1, self.row_count + 1)]

    @property
    def row_count(self) -> int:
        return sum(name.startswith("who_") for name in self.fields)

    def check_represented(self) -> None:
        """At least one, each with a number."""
        for number in range(1, self.row_count + 1):
            if self.cleaned_data.get(f"who_{number}") and not self._number(number) and not self._is_wrong(number):
                self.add_error(f"tel_{number}", f"第 {number} 位没有手机号，告诉不到。请补上；没有的，这一行空着。")
        if not self.represented() and not any(self._is_wrong(number) for number in range(1, self.row_count + 1)):
            self.add_error("tel_1", NOBODY)

    def _number(self, row: int) -> str:
        return str(self.cleaned_data.get(f"tel_{row}") or "")

    def _is_wrong(self, row: int) -> bool:
        return f"tel_{row}" in self.errors or f"who_{row}" in self.errors

    def represented(self) -> list[Represented]:
        """Each number once."""
        numbers = range(self.row_count, 0, -1)
        by_phone = {self._number(row): str(self.cleaned_data.get(f"who_{row}") or "") for row in numbers}
        return [Represented(name, phone) for phone, name in reversed(by_phone.items()) if phone]


def _box(inputmode: str, placeholder: str) -> forms.TextInput:
    return forms.TextInput(attrs={"inputmode": inputmode, "autocomplete": "off", "placeholder": placeholder})
