"""Who works for which panel: one choice for each post, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from cases.models import Panel
from cases.panels import House
from partyorg.models import Post

_NAME = "post_"


class SeatsForm(forms.Form):
    """What was chosen anew is told from what the page showed: two heads at the same time undo nothing of each other."""

    def __init__(self, *args: Any, house: House) -> None:
        super().__init__(*args)
        self.house = house
        self._panels = {str(one.panel.pk): one.panel for one in house.panels}
        now = {post.pk: str(one.panel.pk) for one in house.panels for post in one.posts}
        for post in house.posts:
            self.fields[f"{_NAME}{post.pk}"] = forms.ChoiceField(
                label=f"{post.person}的板块",
                choices=[("", "未分配"), *((pk, panel.name) for pk, panel in self._panels.items())],
                required=False,
                initial=now.get(post.pk, ""),
                show_hidden_initial=True,
                error_messages={"invalid_choice": "请从名单里选一个板块。"},
            )

    @property
    def rows(self) -> Iterator[tuple[Post, BoundField]]:
        """Who is in no panel yet comes first."""
        for post in self.house.posts:
            yield post, self[f"{_NAME}{post.pk}"]

    def chosen(self) -> dict[int, Panel | None]:
        """By post, where the choice is another than the page showed."""
        return {int(name.removeprefix(_NAME)): self._panels.get(self.cleaned_data[name]) for name in self.changed_data}
