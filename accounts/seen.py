"""A form that was opened before somebody else changed the same row does not wipe that out unseen.

The form carries a short mark of every value that stood when it was opened. Where one stands differently now, nothing is
saved: a sentence names it, what was typed stays, what was not touched takes the new value, and the next 保存 counts.
The marks are no proof of anything: whoever forges them could as well open the form again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time
from hashlib import sha256
from typing import Any, cast

from django import forms
from django.db.models import Model
from django.utils.timezone import localtime

TOLD = 40  # characters of a value: more of it is on its page
CHANGED_MEANWHILE = "就在刚才，别人也改了这一个。没有保存，您填的都还在，请看一眼再按一次。"


class SeenForm(forms.Form):
    """For what changes a row: `compare_with` its facts, and hand `facts` on to the action, which asks `alike` of the
    locked row. For what makes a new one nothing is compared.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)
    facts: Mapping[str, Any] | None = None

    def compare_with(self, facts: Mapping[str, Any]) -> None:
        """`facts`: what stands now, by the names of the fields and as the form cleans it. `initial` is as shown."""
        self.facts = facts
        self.fields["seen"].initial = _marks(facts)

    def clean(self) -> dict[str, Any] | None:
        said = super().clean()
        said = self.cleaned_data if said is None else said
        before = said.pop("seen", "")
        if self.facts is not None and before:
            self._look_again(_read(before), said)
        return said

    def _look_again(self, before: Mapping[str, str], said: Mapping[str, Any]) -> None:
        now = self.facts or {}
        moved = [name for name, value in now.items() if name in self.fields and before.get(name) != _mark(value)]
        moved = [name for name in moved if self._matters(name, said)]
        if not moved:
            return
        untouched = [name for name in moved if name in said and _mark(said[name]) == before.get(name)]
        self._take_up(untouched)
        told = "、".join(f"{self.fields[name].label}（现在是 {self._told(name)}）" for name in moved)
        new = "您没动过的，已经换成现在的；" if untouched else ""
        self.add_error(None, f"这期间别人改过：{told}。没有保存。{new}您自己填的都还在，看过以后再按一次。")

    def _matters(self, name: str, said: Mapping[str, Any]) -> bool:
        """Not where both say the same, nor where a field that shows nothing of what stands was left empty."""
        if name not in said:
            return True
        return _mark(said[name]) not in (_mark((self.facts or {})[name]), "" if name not in self.initial else None)

    def _take_up(self, untouched: Sequence[str]) -> None:
        data = cast(Any, self.data).copy()
        data[self.add_prefix("seen")] = _marks(self.facts or {})
        for name in untouched:
            value = _as_sent(self.fields[name], self.initial[name])
            if value is None:
                data.pop(self.add_prefix(name), None)
            else:
                data[self.add_prefix(name)] = value
        self.data = data

    def _told(self, name: str) -> str:
        field, value = self.fields[name], self.initial.get(name, (self.facts or {})[name])
        if isinstance(field, forms.ChoiceField) and not isinstance(field, forms.ModelChoiceField):
            # these fields have a plain list of pairs; the types know groups and callables, too
            value = dict(field.choices).get(value, value)  # type: ignore[arg-type]
        return _in_words(value)


def alike(seen: Mapping[str, Any] | None, now: Mapping[str, Any]) -> bool:
    """Whether a row that is locked now still stands as it was read. None: nobody says how it was read."""
    return seen is None or _marks(seen) == _marks(now)


def _marks(facts: Mapping[str, Any]) -> str:
    return " ".join(f"{name}={_mark(value)}" for name, value in facts.items())


def _read(marks: str) -> dict[str, str]:
    return dict(pair.split("=", 1) for pair in marks.split() if "=" in pair)


def _mark(value: Any) -> str:
    """Short; "" where nothing is said."""
    plain = _plain(value)
    return sha256(plain.encode()).hexdigest()[:12] if plain else ""


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, Model):
        return str(value.pk)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if isinstance(value, list | tuple):
        return "\n".join(map(_plain, value))
    return str(value)


def _as_sent(field: forms.Field, value: Any) -> str | None:
    """As a browser would send it; None for a box that is not ticked."""
    if isinstance(value, bool):
        return "on" if value else None
    shown = field.widget.format_value(field.prepare_value(value))
    return str(shown[0] if isinstance(shown, list) and shown else shown or "")


def _in_words(value: Any) -> str:
    if isinstance(value, bool):
        return "勾选" if value else "不勾选"
    if isinstance(value, datetime):
        return f"{localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, int | date):
        return str(value)
    words = " ".join(str(value if value is not None else "").split())
    return f"“{words if len(words) <= TOLD else words[: TOLD - 1] + '…'}”" if words else "空着"
