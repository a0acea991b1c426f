"""What is filled in to call a meeting, to fix its agenda, to write down what it decided, and to end a decision."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, cast
from uuid import uuid4

from django import forms
from django.db.models import Q
from django.utils.timezone import localdate

from accounts.once import mark
from accounts.written import open_line, open_text
from partylife.actions import Called
from partylife.forms.fields import Sent, SeveralField
from partylife.kinds import GROUPS
from partylife.models import Meeting
from partyorg.kinds import Kind
from partyorg.models import Organisation
from partyorg.models.organisation import OrganisationQuerySet
from worktime.fields import TOO_FAR, DayField, MomentField, furthest

MANY_BRANCHES_ABOVE = 3  # the district has a thousand of them: whoever wants one there asks its street
# Where a refusal of partylife.actions is told.
FIELD_OF_RULE = {
    "still_to_come": "held_at",
    "some_invited": "invited",
    "chair_is_head": "chair",
    "group_meets": "kind",
    "taken_part": "unit",
    "due_ahead": "due_on",
}


class ConveneForm(forms.Form):
    kind = forms.ChoiceField(
        label="类型",
        choices=Meeting.Kind.choices,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选一个类型。"),
    )
    title = open_line("会议名称", missing="请写明会议名称。", longest=60)
    held_at = MomentField(label="时间", missing="请写明会议时间。", hint="议题要在会前 3 天确定。")
    place = open_line("地点", missing="请写明地点。", longest=100)
    chair = open_line("主持人", missing="请写明由谁主持。", longest=64, hint="领导小组会议由组长主持。")
    invited = SeveralField(Organisation, label="请哪些单位参加", missing="请至少邀请一个单位。")
    agenda = open_text("议题", rows=4, hint="还没定可以先空着，会前 3 天以前补上。")
    key = mark()

    def __init__(self, sent: Sent, *, unit: Organisation, at: datetime) -> None:
        super().__init__(sent.data, initial=sent.typed(ConveneForm))
        self.unit, self.today, self.sent = unit, localdate(at), sent
        rows, words = invitable_by(unit, self.today), sent.words
        found = rows.filter(name__contains=words) if words else rows
        shown = found | rows.filter(pk__in=sent.ticked("invited") or [])
        named = [(one.pk, one.name) for one in shown.order_by("kind", "tree_id", "lft").only("pk", "name")]
        self.found_none = bool(words) and not found.exists()
        cast(SeveralField, self.fields["invited"]).offer(rows, named)
        if unit.kind != Kind.LEADING_GROUP:
            self.fields["kind"].widget = forms.HiddenInput()
            self.fields["kind"].initial = Meeting.Kind.JOINT

    def clean_held_at(self) -> datetime:
        held_at = self.cleaned_data["held_at"]
        if localdate(held_at) > furthest(self.today):
            raise forms.ValidationError(f"时间太远了，{TOO_FAR}")
        return held_at

    def called(self) -> Called:
        said = self.cleaned_data
        return Called(
            kind=said["kind"],
            convener=self.unit,
            title=said["title"],
            held_at=said["held_at"],
            place=said["place"],
            chair=said["chair"],
            invited=list(said["invited"]),
            agenda=said["agenda"],
            key=said["key"] or uuid4(),
        )


class AgendaForm(forms.Form):
    agenda = open_text("议题", missing="请写明议题。", rows=5)


class MinutesForm(forms.Form):
    minutes = open_text("会议纪要", missing="请写下会议纪要。", rows=6, hint="记下以后不能再改。")


class DecisionForm(forms.Form):
    what = open_line("议定事项", missing="请写明议定了什么。", longest=200)
    unit = forms.ModelChoiceField(
        Organisation.objects.none(),
        label="办理单位",
        empty_label="请选单位",
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请从召集单位和受邀单位里选一个。"),
    )
    due_on = DayField(label="办好日期", missing="请写明哪天办好。")
    key = mark()

    def __init__(self, data: Any = None, *, units: Sequence[Organisation], today: date) -> None:
        super().__init__(data)
        self.today = today
        unit = cast(forms.ModelChoiceField, self.fields["unit"])
        unit.queryset = Organisation.objects.filter(pk__in=[one.pk for one in units])
        unit.choices = [("", "请选单位"), *((one.pk, one.name) for one in units)]
        cast(DayField, self.fields["due_on"]).offer(today, furthest(today))

    def clean_due_on(self) -> date:
        day = self.cleaned_data["due_on"]
        if day > furthest(self.today):
            raise forms.ValidationError(f"日期太远了，{TOO_FAR}")
        return day


class SettleForm(forms.Form):
    result = open_line("办理结果", missing="请写明办得怎么样。", longest=500)


def invitable_by(unit: Organisation, on: date) -> OrganisationQuerySet:
    """Organisations of any kind that work where this one does, owners' bodies among them, and the departments."""
    below = Q(tree_id=unit.tree_id, lft__gt=unit.lft, rght__lt=unit.rght)
    above = Q(tree_id=unit.tree_id, lft__lt=unit.lft, rght__gt=unit.rght)
    near = below | above | Q(kind__in=[Kind.DEPARTMENT, Kind.PLATFORM, Kind.LEADING_GROUP])
    if unit.place:
        within = {"tree_id": unit.place.tree_id, "lft__gte": unit.place.lft, "rght__lte": unit.place.rght}
        near |= Q(**{f"place__{name}": value for name, value in within.items()})
        near |= Q(**{f"serves__community__{name}": value for name, value in within.items()})
    left_out = GROUPS | {Kind.MEMBER_HOUSEHOLD}
    if (unit.rung or 0) > MANY_BRANCHES_ABOVE:
        left_out = left_out | {Kind.GRID_BRANCH}
    return Organisation.objects.stood(on).filter(near).exclude(kind__in=left_out).exclude(pk=unit.pk)
