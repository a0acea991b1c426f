"""What a form does not ask before it has to."""

from __future__ import annotations

from typing import ClassVar

from django import forms


class AsksLater(forms.Form):
    """`later`: a tick that appears once it is asked for, and stays while it is ticked: most need none."""

    later: ClassVar[str]

    def visible_fields(self) -> list[forms.BoundField]:
        said = super().visible_fields()
        return [field for field in said if field.name != self.later or field.errors or field.value()]
