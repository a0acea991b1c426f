"""A form that was opened before somebody else saved: nothing is wiped out unseen, nothing typed is lost."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django import forms
from django.utils.timezone import localtime

from accounts.seen import SeenForm, alike

MOMENT = datetime(2026, 11, 16, 4, tzinfo=UTC)
STOOD: dict[str, Any] = {"title": "清理楼道", "quota": 10, "open": True, "sort": "A", "at": MOMENT, "words": ""}


class Asked(SeenForm):
    title = forms.CharField(label="名称")
    quota = forms.IntegerField(label="名额")
    open = forms.BooleanField(label="开放", required=False)
    sort = forms.ChoiceField(label="做什么", choices=[("A", "清扫"), ("B", "维修")])
    at = forms.DateTimeField(label="开始", widget=forms.DateTimeInput(format="%Y-%m-%d %H:%M"))
    words = forms.CharField(label="说明", required=False)


def form(stands: dict[str, Any], data: dict[str, Any] | None = None) -> Asked:
    made = Asked(data, initial=stands)
    made.compare_with(stands)
    return made


def filled(**changes: Any) -> dict[str, Any]:
    """As the browser sends the form that was opened while STOOD stood."""
    opened = form(STOOD)
    said = {name: opened[name].value() for name in opened.fields}
    return {**said, "at": f"{localtime(MOMENT):%Y-%m-%d %H:%M}", "open": "on", **changes}


def test_nothing_moved_meanwhile_and_it_is_taken() -> None:
    asked = form(STOOD, filled(title="清理车棚"))
    assert asked.is_valid(), asked.errors
    assert "seen" not in asked.cleaned_data
    assert asked.cleaned_data["title"] == "清理车棚"


def test_what_moved_is_named_and_what_was_typed_stays() -> None:
    now = {**STOOD, "quota": 33, "open": False, "sort": "B", "at": MOMENT.replace(hour=6)}
    asked = form(now, filled(title="清理车棚"))
    assert not asked.is_valid()
    sentence = str(asked.non_field_errors())
    for told in (
        "名额（现在是 33）",
        "开放（现在是 不勾选）",
        "做什么（现在是 “维修”）",
        "开始（现在是 2026-11-16 14:00）",
    ):
        assert told in sentence
    assert "名称" not in sentence
    assert [asked[name].value() for name in ("title", "quota", "sort")] == ["清理车棚", "33", "B"]
    again = form(now, {name: asked[name].value() for name in asked.fields if asked[name].value()})
    assert again.is_valid(), again.errors
    assert again.cleaned_data == {**now, "title": "清理车棚"}


def test_where_both_changed_the_same_ones_own_word_stays_for_a_second_look() -> None:
    now = {**STOOD, "quota": 33}
    asked = form(now, filled(quota="12"))
    assert not asked.is_valid()
    assert asked["quota"].value() == "12"
    again = form(now, {name: asked[name].value() for name in asked.fields})
    assert again.is_valid(), again.errors
    assert again.cleaned_data["quota"] == 12


def test_where_both_say_the_same_nobody_quarrels() -> None:
    assert form({**STOOD, "quota": 33}, filled(quota="33")).is_valid()


def test_marks_that_cannot_be_read_count_as_seen_never() -> None:
    asked = form(STOOD, filled(title="清理车棚", seen="made up"))
    assert not asked.is_valid()
    assert "名称（现在是 “清理楼道”）" in str(asked.non_field_errors())


def test_a_row_read_and_a_row_locked() -> None:
    assert alike(STOOD, dict(STOOD))
    assert alike(None, STOOD)
    assert not alike(STOOD, {**STOOD, "quota": 33})
