"""代录: what residents say, taken down by staff. By which channel, where, what, who; the rest may be left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms

from accounts.written import PhoneField, PlainTextField, WrittenField
from cases.actions import Report
from cases.duplicates import Suggestion, similar
from cases.forms.handling import AddForm
from cases.forms.photos import PhotosField
from cases.forms.represented import FEWEST, RepresentedFields, rows_in
from cases.forms.typed import GIVEN_AWAY, given_away
from cases.forms.where import Whereabouts
from cases.models import Case, Category
from cases.standing import territories
from cases.terms import Channel, Purpose, Urgency
from grids.models import Place
from partyorg.hats import Hat

TAKEN_DOWN = (  # what comes in by itself (随手拍, 开放接口) nobody takes down
    Channel.PHONE,
    Channel.WECHAT,
    Channel.HOTLINE,
    Channel.PATROL,
    Channel.BUILDING_HEAD,
    Channel.MEETING,
    Channel.BROADCAST,
)
WHO_IS_HEAD = "代报要写明楼栋长怎么称呼。"
HEAD_UNNAMED = "楼栋长代报不能匿名；不想让办事的单位知道，选“保密”。"


@dataclass(frozen=True, slots=True)
class Draft:
    """What is only being said, for cases.duplicates.similar."""

    words: str
    place: Place
    category: Category | None
    lat: float | None
    lon: float | None
    confidential: bool


@dataclass(frozen=True, slots=True)
class Alike:
    """An open case that may be the same matter. `takes_more`: this hat may add to it what is being taken down."""

    found: Suggestion
    takes_more: bool


class EntryForm(RepresentedFields):
    channel = forms.ChoiceField(
        label="怎么来的",
        choices=[(channel.value, channel.label) for channel in TAKEN_DOWN],
        widget=forms.RadioSelect,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选是怎么来的：电话、微信、巡查……"),
    )
    address = PlainTextField(
        label="在哪里",
        most=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "placeholder": "小区、楼号、社区或网格"}),
    )
    place = WrittenField(required=False, widget=forms.HiddenInput)
    words = PlainTextField(
        label="什么事",
        most=2000,
        widget=forms.Textarea(attrs={"rows": 4, "placeholder": "照原话记，例如：地下室漏水，墙皮都湿了"}),
        error_messages={"required": "请写一句是什么事。"},
    )
    photos = PhotosField(label="照片")
    category = forms.ModelChoiceField(
        Category.objects.to_choose(),
        label="类别",
        required=False,
        empty_label="说不准，受理时定",
        error_messages={"invalid_choice": "请从名单里选一类，或者不选。"},
    )
    purpose = forms.ChoiceField(
        label="上报目的",
        choices=[("", "不选"), *Purpose.choices],
        required=False,
        error_messages={"invalid_choice": "请从名单里选一种，或者不选。"},
    )
    urgency = forms.ChoiceField(
        label="紧急程度",
        choices=[("", "按类别定"), *Urgency.choices],
        required=False,
        error_messages={"invalid_choice": "请从名单里选一种，或者不选。"},
    )
    name = PlainTextField(label="称呼", most=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"}))
    phone = PhoneField(
        label="联系电话", required=False, widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"})
    )
    anonymous = forms.BooleanField(
        label="匿名", required=False, help_text="不记称呼和电话，谁也不知道是谁说的；不回访，核查合格就结案。"
    )
    confidential = forms.BooleanField(
        label="保密", required=False, help_text="记下称呼和电话，好回访；办事的单位看不到是谁。"
    )
    key = WrittenField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, hat: Hat, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hat, self.at = hat, at
        self.add_rows(rows_in(self.data if self.is_bound else self.initial))

    @classmethod
    def with_more_rows(cls, typed: Mapping[str, Any], *, hat: Hat, at: datetime) -> EntryForm:
        """What was typed, not judged yet, with rows for three more residents."""
        return cls(initial={**typed, "rows": rows_in(typed) + FEWEST}, hat=hat, at=at)

    def typed(self, name: str) -> str:
        return str((self.data if self.is_bound else self.initial).get(name) or "")

    @property
    def key_to_send(self) -> UUID:
        """The key of this filling-in, a new one where the old was no key: nobody is stuck with a bad one."""
        try:
            return UUID(self.typed("key"))
        except ValueError:
            return uuid4()

    @cached_property
    def where(self) -> Whereabouts:
        return Whereabouts(self.typed("address"), self.typed("place"), territories(self.hat))

    def clean(self) -> dict[str, Any]:
        said, channel = self.cleaned_data, self.cleaned_data.get("channel")
        if channel != Channel.BUILDING_HEAD:
            self._leave_out(name for name in self.fields if name.startswith(("who_", "tel_")))
        if channel == Channel.PATROL:  # whoever walks the grid reports what they see themselves
            self._leave_out(["name", "phone"])
            said |= {"name": str(self.hat.person or ""), "phone": "", "anonymous": False, "confidential": False}
        for field in given_away(said, taken_down=True):
            self.add_error(field, GIVEN_AWAY)
        if channel == Channel.BUILDING_HEAD:
            self._check_head(said)
        if "address" not in self.errors and self.where.problem:
            self.add_error("address", self.where.problem)
        if said.get("anonymous"):
            said |= {"name": "", "phone": ""}
        return said

    def _leave_out(self, names: Iterable[str]) -> None:
        """What the page does not ask by this channel: nobody is held up by what they cannot see."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = ""

    def _check_head(self, said: dict[str, Any]) -> None:
        if said.get("anonymous"):
            self.add_error("anonymous", HEAD_UNNAMED)
        elif "name" not in self.errors and not said["name"]:
            self.add_error("name", WHO_IS_HEAD)
        self.check_represented()

    @cached_property
    def alike(self) -> list[Alike]:
        """The open cases that may be the same, of those the hat may see. Nothing before words and place are known."""
        said, place, building = getattr(self, "cleaned_data", {}), self.where.place, self.where.building
        if place is None or not said.get("words"):
            return []
        lat, lon = (building.lat, building.lon) if building else (None, None)
        draft = Draft(said["words"], place, said.get("category"), lat, lon, bool(said.get("confidential")))
        found = similar(draft, Case.objects.visible_to(self.hat).with_faces(), self.at)
        others = [one for one in found if one.case.key != self.mark]  # a second tap is the first case itself
        return [Alike(one, AddForm.refusal(one.case, self.hat, self.at) is None) for one in others]

    @property
    def mark(self) -> UUID:
        """Of the page *and* of what stands on it: a double tap is one case, but another matter written on a page that
        the browser brought back is another case."""
        said, place = self.cleaned_data, self.where.place
        return uuid5(self.key_to_send, "\n".join([said["words"], place.code if place else "", said.get("address", "")]))

    @property
    def has_to_be_looked_at(self) -> bool:
        """Something is alike that has not been on the page yet. What burns waits for nobody to look."""
        said = self.cleaned_data
        burning = said["purpose"] == Purpose.EMERGENCY or (said["category"] and said["category"].emergency)
        seen = set(self.data.getlist("seen"))  # type: ignore[attr-defined]  # it is the request's own POST
        return not burning and any(one.found.case.number not in seen for one in self.alike)

    def said(self) -> Report:
        """What was said, for cases.actions."""
        said, place, building = self.cleaned_data, self.where.place, self.where.building
        assert place is not None  # the form is valid
        from_head = said["channel"] == Channel.BUILDING_HEAD
        return Report(
            words=said["words"],
            place=place,
            category=said["category"],
            urgency=Urgency(said["urgency"]) if said["urgency"] else None,
            channel=Channel(said["channel"]),
            lat=building.lat if building else None,
            lon=building.lon if building else None,
            address=said["address"],
            name=said["name"],
            phone=said["phone"],
            anonymous=said["anonymous"],
            confidential=said["confidential"],
            key=self.mark,
            photos=said["photos"],
            purpose=Purpose(said["purpose"]) if said["purpose"] else None,
            represented=self.represented() if from_head else (),
        )
