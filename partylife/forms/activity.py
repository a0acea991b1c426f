"""What is filled in to record party life, to correct it, and to strike it."""

from __future__ import annotations

from datetime import date
from typing import Any, cast
from uuid import uuid4

from django import forms

from accounts.once import mark
from accounts.written import open_line, open_text
from partylife.actions import Told
from partylife.forms.fields import Sent, SeveralField
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
    "somebody_there": "members",
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
    beside = SeveralField(
        Organisation,
        label="联合主办的组织",
        hint="联合共建时选；每个主办的党支部各计一次。他们的党员，勾选组织以后写全名找。",
    )
    minutes = open_text("记录", rows=4)
    key = mark()

    def __init__(self, sent: Sent, *, unit: Organisation, today: date, corrects: Activity | None = None) -> None:
        self.begun: dict[str, Any] = _as_recorded(corrects, unit) if corrects else {"held_on": today}
        super().__init__(sent.data, initial={**self.begun, **sent.typed(ActivityForm)})
        self.sent, self.unit, self.corrects = sent, unit, corrects
        cast(DayField, self.fields["held_on"]).widget.attrs["max"] = today.isoformat()
        self._offer_members(today)
        self._offer_beside(today)

    def _offer_members(self, today: date) -> None:
        """Those of the host, cut by the words that are looked for; whoever is ticked; whom an earlier version names.

        Of those who host beside it nobody is listed: they are found by their whole name, and then ticked.
        """
        own, carried = members_of([self.unit], today), Member.objects.filter(pk__in=self._carried())
        theirs = members_of(self._hosts_beside(today), today)
        ticked, words = self._now("members"), self.sent.words
        found = own.filter(name__contains=words) | theirs.filter(name=words) if words else own
        shown = found | (own | theirs).filter(pk__in=ticked) | carried
        named = [(member.pk, member.name) for member in shown.order_by("organisation_id", "id")]
        cast(SeveralField, self.fields["members"]).offer(own | theirs | carried, named)
        self.found_none = bool(words) and not found.exists()
        taught_by = cast(forms.ModelChoiceField, self.fields["taught_by"])
        taught_by.queryset = own | theirs | carried
        teachers = (own | carried | theirs.filter(pk__in=ticked)).order_by("organisation_id", "id")
        taught_by.choices = [("", taught_by.empty_label), *((member.pk, member.name) for member in teachers)]

    def _hosts_beside(self, today: date) -> list[Organisation]:
        chosen = Organisation.objects.filter(pk__in=self._now("beside"))
        return list(chosen.filter(pk__in=offered_beside(self.unit, today).order_by().values("pk")))

    def _now(self, name: str) -> list[int]:
        """What is ticked by now: as it was sent, else as it was recorded."""
        ticked = self.sent.ticked(name)
        begun: list[int] = self.begun.get(name, [])
        return begun if ticked is None else ticked

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
