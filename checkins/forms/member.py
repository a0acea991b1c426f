from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any, cast

from django import forms

from accounts.personal import lookup_hash
from accounts.written import MobileField, line
from checkins.forms.fields import ChosenField, CommunityField, DutyField, GridField
from checkins.models import MemberCheckIn
from checkins.rules import RULES
from checkins.standing import units_of
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Member

BY_HEART = "要和党员登记里的姓名、手机号都对得上。"


class AskForm(forms.Form):
    """For oneself, or by the work unit for one of its people."""

    member = ChosenField("哪名党员", Member.objects.none(), missing="请从名单里选一名党员。")
    community = CommunityField("到居住地的哪个社区")

    def __init__(self, data: Any = None, *, hat: Hat, today: date, own: Member | None = None) -> None:
        super().__init__(data)
        self.own = own
        cast(CommunityField, self.fields["community"]).offer()
        if own:
            del self.fields["member"]
            return
        field = cast(ChosenField, self.fields["member"])
        people = Member.objects.present(today).filter(works_at__in=[unit.pk for unit in units_of(hat)])
        field.queryset = people.exclude(pk__in=MemberCheckIn.objects.open().values("member")).order_by("name", "pk")
        field.help_text = "已经报到的不在名单里。"

    @property
    def chosen(self) -> Member:
        return self.own or self.cleaned_data["member"]


class PlaceForm(forms.Form):
    """Into a grid, with a duty."""

    grid = GridField()
    duty = DutyField()

    def __init__(self, data: Any = None, *, communities: Sequence[Place]) -> None:
        super().__init__(data)
        cast(GridField, self.fields["grid"]).offer(communities)


class ReceiveForm(PlaceForm):
    """A member who has come in person: found by name and telephone number together, so that nobody looks through."""

    name = line("姓名", missing="请写姓名。", longest=64)
    phone = MobileField(label="手机号", help_text=BY_HEART, error_messages={"required": "请写手机号。"})
    field_order = ("name", "phone", "grid", "duty")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("name") and data.get("phone"):
            known = Member.objects.filter(phone_hash=lookup_hash(data["phone"]), name=data["name"], until=None)
            data["member"] = known.select_related("works_at").order_by("pk").first()
            if data["member"] is None:
                self.add_error("name", RULES["not_found"])
        return data


class ClaimForm(forms.Form):
    duty = DutyField()
