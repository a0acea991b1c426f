from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from grids.models import Place
from teams.forms.fields import WHO_HINT, CommunityField, PersonHere
from teams.fourposts import FourPost

NO_KIND = dict.fromkeys(["required", "invalid_choice"], "请从四员里选一种。")


class CourierPostForm(forms.Form):
    community = CommunityField()
    person = PersonHere(label="谁", missing="请写明是谁。", help_text=WHO_HINT)
    kind = forms.ChoiceField(
        label="担任什么", choices=FourPost.choices, widget=forms.RadioSelect, error_messages=NO_KIND
    )

    def __init__(
        self, data: Any = None, *, communities: Sequence[Place], today: date, asked: dict[str, Any] | None = None
    ) -> None:
        """`asked`: what the page that leads here knows already."""
        super().__init__(data, initial=asked)
        cast(CommunityField, self.fields["community"]).offer(communities)
        sent = str(self.data.get("community", ""))
        here = [place for place in communities if str(place.pk) == sent]
        cast(PersonHere, self.fields["person"]).offer(here or communities, today)
