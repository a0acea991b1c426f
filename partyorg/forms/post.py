"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from accounts.models import User
from partyorg import actions
from partyorg.models import Post


class PostForm(forms.ModelForm):
    """A post is given and ended, never rewritten: what somebody did in it stays true. `by` does so, `today`."""

    by: User
    today: date

    class Meta:
        model = Post
        fields = ("person", "role", "organisation", "place", "sent_by", "from_date", "to_date")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if not self.instance.pk and not self.errors.keys() & {"organisation", "place"}:
            self._at_one_of_the_two(data)
        if not self.instance.pk and not self.errors.keys() & {"person", "role", "from_date", "to_date"}:
            given = {name: data[name] for name in ("person", "role", "from_date", "to_date")}
            if why := actions.why_not(**given, by=self.by):
                self.add_error("person", why)
        begins = data.get("from_date")
        if data.get("to_date") and begins and data["to_date"] < begins:
            self.add_error("to_date", "离任日期不能早于任职日期。")
        if self.instance.pk and "to_date" in self.changed_data and "to_date" not in self.errors:
            self._ends(data.get("to_date"))
        return data

    def _ends(self, on: date | None) -> None:
        kept = Post.objects.select_related("person").get(pk=self.instance.pk)
        if why := actions.why_not_end(kept, on=on, by=self.by, today=self.today):
            self.add_error("to_date", why)

    def _at_one_of_the_two(self, data: dict[str, Any]) -> None:
        if data.get("organisation") and data.get("place"):
            self.add_error("place", "单位和地域只能填一个。")
        elif not data.get("organisation") and not data.get("place"):
            self.add_error("organisation", "单位和地域要填一个：单位里的人填单位，网格员、引导员填地域。")
