"""换届 at the desk: the new committee, row by row, beginning with the one that sits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from accounts.personal import is_phone, phone_digits
from partyorg import actions
from partyorg.forms.founding import OfOrganisation
from partyorg.forms.typed import DayField, MemberField, OrganisationField, sentence
from partyorg.models import Member, Seat
from partyorg.models.seat import SEATS_OF

_ROLES = Seat.Role
USUAL_SEATS = (  # a committee has seven as a rule; one with members of outside units has more
    _ROLES.SECRETARY, _ROLES.DEPUTY, _ROLES.ORGANISATION, _ROLES.PUBLICITY, _ROLES.DISCIPLINE, _ROLES.MEMBER,
    _ROLES.MEMBER,
)  # fmt: skip
MOST_SEATS = 40
SAVE, CHANGE = "save", "change"  # what one does after having looked it over
SHOWN_EMPTY = 3  # rows at least; the others are folded away until they are wanted
MOST_SUGGESTED = 200
NAMES = ("member", "role", "manner", "sent_by")
NOBODY_THERE = "没有找到这名党员：外单位的要写完整的手机号，并写明选派单位，也就是党员所在或工作的单位。"


@dataclass(frozen=True, slots=True)
class Row:
    """One seat. `beside`: how one comes into it from outside, which few need: folded away where it is not used."""

    number: int
    who: Sequence[forms.BoundField]
    beside: Sequence[forms.BoundField]
    is_open: bool

    @property
    def has_errors(self) -> bool:
        return any(field.errors for field in (*self.who, *self.beside))


class SeatedField(MemberField):
    """One whom the roll shows this hat, or who sits here now. A whole telephone number of somebody else is left as it
    was typed: together with the unit that sends them it may be that of an outsider.
    """

    def the_one(self, typed: str) -> Any:
        try:
            return super().the_one(typed)
        except ValidationError:
            if is_phone(phone_digits(typed)) and not self.exactly(typed):
                return phone_digits(typed)
            raise


class Elect(OfOrganisation):
    """A row for each who sits now, whoever's member they are, and some more; one without a name seats nobody."""

    title, button, done = "换届", "看一遍再记下", "已换届：原来的班子同一天离任。"
    advice = (
        "列的是现在的班子：连任的留着，换人的改姓名，不再任职的清空。重名的写手机号；外单位的写完整手机号和选派单位。"
    )

    on = DayField(label="换届日期")
    note = sentence("说明")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = [(role.value, role.label) for role in Seat.Role if role in SEATS_OF[self.unit.kind]]
        self.sitting = self._sitting()
        self.numbers = range(1, self._how_many() + 1)
        for number in self.numbers:
            now = self.sitting[number - 1] if number <= len(self.sitting) else None
            self._add_row(number, roles, now, self._usual(number))
        self.make_ready()
        self.step = self.data.get("step", "")
        self.was_done = False

    def _sitting(self) -> list[Seat]:
        """All of them, members of other organisations too: who sits in a committee is known to its keeper."""
        order = list(Seat.Role)
        seats = self.unit.seats.filter(until=None).select_related("member", "sent_by")
        return sorted(seats, key=lambda seat: (order.index(Seat.Role(seat.role)), seat.pk))

    def _how_many(self) -> int:
        """Rows: no fewer than were sent, whoever left in between."""
        sent = next(number for number in count(1) if f"member_{number}" not in self.data) - 1
        return max(min(sent, MOST_SEATS), len(USUAL_SEATS), len(self.sitting) + 2)

    @staticmethod
    def _usual(number: int) -> Seat.Role:
        return USUAL_SEATS[min(number, len(USUAL_SEATS)) - 1]

    def _add_row(self, number: int, roles: list[tuple[str, str]], now: Seat | None, usual: Seat.Role) -> None:
        names = forms.TextInput(attrs={"list": "names", "autocomplete": "off"})
        self.fields[f"member_{number}"] = seated = SeatedField(
            label="姓名", initial=now.member.name if now else "", widget=names
        )
        self.fields[f"role_{number}"] = forms.ChoiceField(
            label="职务", choices=roles, initial=now.role if now else usual, required=False
        )
        self.fields[f"manner_{number}"] = forms.ChoiceField(
            label="任职方式", choices=Seat.Manner.choices, initial=now.manner if now else None, required=False
        )
        self.fields[f"sent_by_{number}"] = sender = OrganisationField(
            label="选派单位", initial=now.sent_by.name if now and now.sent_by else ""
        )
        if now:
            seated.now, sender.now = now.member, now.sent_by

    @property
    def plain(self) -> list[forms.BoundField]:
        return [self["on"], self["note"]]

    @property
    def names(self) -> QuerySet[Member]:
        """Whom to choose from: the members of this organisation and of those below it, as far as one may know them."""
        below = self.unit.get_descendants(include_self=True).order_by().values("pk")
        known = Member.objects.visible_to(self.hat).present(self.today).filter(organisation__in=below)
        return known.select_related("organisation").order_by("name", "pk")[:MOST_SUGGESTED]

    @property
    def rows(self) -> list[Row]:
        return [self._row(number) for number in self.numbers]

    def _row(self, number: int) -> Row:
        member, role, manner, sent_by = (self[f"{name}_{number}"] for name in NAMES)
        is_outside = manner.value() not in (None, "", Seat.Manner.FULL_TIME) or bool(sent_by.value() or sent_by.errors)
        return Row(number, (member, role), (manner, sent_by), is_outside)

    @property
    def shown(self) -> list[Row]:
        return [row for row in self.rows if row.number <= SHOWN_EMPTY or row.who[0].value() or row.has_errors]

    @property
    def folded(self) -> list[Row]:
        shown = {row.number for row in self.shown}
        return [row for row in self.rows if row.number not in shown]

    def clean(self) -> dict[str, Any]:
        """Each row's faults at the row; then, of rows that are right, those of the committee as a whole."""
        data = super().clean()
        self._find_outsiders(data)
        seen: set[int] = set()
        for number, chosen in self.chosen().items():
            faults = actions.faults_of(self.unit, chosen, data["on"]) if data.get("on") else {}
            if chosen.member.pk in seen:
                faults["member"] = f"{chosen.member}已经写在上面一行。"
            seen.add(chosen.member.pk)
            for name, said in faults.items():
                self.add_error(f"{name}_{number}", said)
        if not self.errors:
            self._check_the_whole(data["on"])
        return data

    def _check_the_whole(self, on: date) -> None:
        chosen = list(self.chosen().values())
        self.was_done = actions.is_elected(self.unit, chosen, on)
        if self.was_done:
            return
        try:
            actions.check_election(self.unit, chosen, on)
        except ValidationError as refused:
            self.say(refused)
        if self.step == SAVE and self.data.get("seen") != self.seen:
            self.add_error(None, "班子刚刚有变动，请核对下面的名单，再看一遍。")

    @property
    def seen(self) -> str:
        """The committee that whoever looks over the change has before them."""
        return ",".join(str(seat.pk) for seat in self.sitting)

    @property
    def looked_over(self) -> list[tuple[str, list[str]]]:
        """Who comes, who stays, who leaves, in words."""
        before = {seat.member_id: seat for seat in self.sitting}
        chosen = list(self.chosen().values())
        staying = {one.member.pk for one in chosen} & before.keys()
        return [
            ("新任", [_as(one.role, one.member) for one in chosen if one.member.pk not in staying]),
            ("连任", [_stays(one, before[one.member.pk]) for one in chosen if one.member.pk in staying]),
            ("离任", [_as(seat.role, seat.member) for seat in self.sitting if seat.member_id not in staying]),
        ]

    def _find_outsiders(self, data: dict[str, Any]) -> None:
        for number in self.numbers:
            if isinstance(phone := data.get(f"member_{number}"), str):
                sender = data.get(f"sent_by_{number}")
                found = sender and actions.find_outsider(
                    phone, sent_by=sender, to=self.unit, by=self.hat.person, at=self.at
                )
                data[f"member_{number}"] = found
                if not found:
                    self.add_error(f"member_{number}", NOBODY_THERE)

    def chosen(self) -> dict[int, actions.Chosen]:
        """By the number of the row."""
        data = self.cleaned_data
        return {
            number: actions.Chosen(
                member, data.get(f"role_{number}") or self._usual(number),
                data.get(f"manner_{number}") or Seat.Manner.FULL_TIME, data.get(f"sent_by_{number}"),
            )
            for number in self.numbers
            if (member := data.get(f"member_{number}"))
        }  # fmt: skip

    def perform(self) -> list[Seat]:
        on, note = self.cleaned_data["on"], self.cleaned_data["note"]
        if self.was_done:
            self.done = "已经换届，不用再办。"
        return actions.elect(self.unit, list(self.chosen().values()), on=on, note=note, by=self.hat.person, at=self.at)


def _as(role: str, member: Member) -> str:
    return f"{Seat.Role(role).label} {member}"


def _stays(chosen: actions.Chosen, before: Seat) -> str:
    now = _as(chosen.role, chosen.member)
    return now if chosen.role == before.role else f"{now}（原任{before.get_role_display()}）"
