"""What is filled in to record party life, to correct it, and to strike it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms

from accounts.written import open_line, open_text
from partylife.actions import Told
from partylife.forms.fields import SeveralField, mark
from partylife.kinds import Life
from partylife.models import Activity
from partylife.sight import members_of, offered_beside
from partyorg.models import Member, Organisation
from worktime.fields import DayField

# Where a refusal of partylife.actions.record is told.
FIELD_OF_RULE = {
    "held_already": "held_on",
    "host_of_the_party": "beside",
    "host_fits": "life",
    "member_belongs": "members",
    "some_host": "beside",
}


class ActivityForm(forms.Form):
    life = forms.ChoiceField(
        label="类型",
        choices=[("", "请选类型"), *Life.choices],
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选一个类型。"),
    )
    held_on = DayField(label="日期", missing="请写明日期。")
    subject = open_line("主题", missing="请写明主题。", longest=100)
    place = open_line("地点", longest=100)
    members = SeveralField(Member, label="参加的党员")
    taught_by = forms.ModelChoiceField(
        Member.objects.none(),
        label="授课人",
        required=False,
        empty_label="不是党课，或者由外面的人讲",
        help_text="党课由书记讲的选书记：书记每年至少讲一次。",
        error_messages={"invalid_choice": "请从名单里选授课人。"},
    )
    beside = SeveralField(Organisation, label="联合主办的组织", hint="联合共建时选；每个主办的党支部各计一次。")
    minutes = open_text("记录", rows=4)
    key = mark()

    def __init__(self, data: Any = None, *, unit: Organisation, today: date, corrects: Activity | None = None) -> None:
        super().__init__(data, initial=_as_recorded(corrects, unit) if corrects else {"held_on": today})
        self.unit, self.corrects = unit, corrects
        cast(DayField, self.fields["held_on"]).widget.attrs["max"] = today.isoformat()
        self._offer_members(today)
        self._offer_beside(today)

    def _offer_members(self, today: date) -> None:
        """Those of the host; and whom an earlier version names, also of other hosts."""
        rows = Member.objects.filter(pk__in=self._carried()) | members_of([self.unit], today)
        named = [(member.pk, member.name) for member in rows.order_by("organisation_id", "id")]
        cast(SeveralField, self.fields["members"]).offer(rows, named)
        taught_by = cast(forms.ModelChoiceField, self.fields["taught_by"])
        taught_by.queryset = rows
        taught_by.choices = [("", taught_by.empty_label), *named]

    def _offer_beside(self, today: date) -> None:
        rows = offered_beside(self.unit, today)
        if self.corrects:
            rows = rows | Organisation.objects.filter(hosted__activity=self.corrects).exclude(pk=self.unit.pk)
        named = rows.order_by("tree_id", "lft").values_list("pk", "name").distinct()
        cast(SeveralField, self.fields["beside"]).offer(
            Organisation.objects.filter(pk__in=[pk for pk, _ in named]), named
        )

    def _carried(self) -> list[int]:
        if self.corrects is None:
            return []
        taught_by = [self.corrects.taught_by_id] if self.corrects.taught_by_id else []
        return [member.pk for member in self.corrects.members.all()] + taught_by

    def told(self) -> Told:
        said = self.cleaned_data
        return Told(
            life=said["life"],
            held_on=said["held_on"],
            subject=said["subject"],
            hosts=[self.unit, *said["beside"]],
            members=list(said["members"]),
            place=said["place"],
            minutes=said["minutes"],
            taught_by=said["taught_by"],
            key=said["key"] or uuid4(),
        )


class StrikeForm(forms.Form):
    because = open_line("理由", missing="请写明为什么作废。", longest=200)


def _as_recorded(activity: Activity, unit: Organisation) -> dict[str, Any]:
    return {
        "life": activity.life,
        "held_on": activity.held_on,
        "subject": activity.subject,
        "place": activity.place,
        "minutes": activity.minutes,
        "taught_by": activity.taught_by_id,
        "members": [member.pk for member in activity.members.all()],
        "beside": [host.organisation_id for host in activity.hosts.all() if host.organisation_id != unit.pk],
    }
