"""The registers' forms: each says at the field, in a sentence, what the database would refuse."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.models import User
from partyorg import actions
from partyorg.models import Post


class PostForm(forms.ModelForm):
    """A post is given and ended, never rewritten: what somebody did in it stays true. `by` gives it."""

    by: User

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
        begins = data.get("from_date") or self.instance.from_date
        if data.get("to_date") and begins and data["to_date"] < begins:
            self.add_error("to_date", "离任日期不能早于任职日期。")
        if self.instance.pk and self.instance.to_date and not data.get("to_date") and "to_date" not in self.errors:
            self.add_error("to_date", "已经离任的不能恢复，请重新任职。")
        return data

    def _at_one_of_the_two(self, data: dict[str, Any]) -> None:
        if data.get("organisation") and data.get("place"):
            self.add_error("place", "单位和地域只能填一个。")
        elif not data.get("organisation") and not data.get("place"):
            self.add_error("organisation", "单位和地域要填一个：单位里的人填单位，网格员、引导员填地域。")
