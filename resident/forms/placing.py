"""What a form asks that says where something is: photos, the place by whichever way, the mark of this filling-in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cached_property
from itertools import groupby
from typing import Any, Self
from uuid import UUID, uuid4

from django import forms
from django.http import QueryDict

from accounts.pageform import PageForm
from accounts.written import PlainTextField, WrittenField
from cases.forms.photos import MOST_PHOTOS, PhotosField
from cases.placing import NoSuchSpotError, Spot, find_spot, served_communities
from cases.suggesting import sounds_urgent
from cases.terms import Purpose
from grids.models import Place
from resident.actions import kept_photos
from resident.choosing import Chosen, chosen, with_words
from resident.models import KeptPhoto
from resident.taken import Taken

TOO_MANY = f"照片最多 {MOST_PHOTOS} 张：已经有 {{kept}} 张，再加就是 {{many}} 张。请少选几张，或者去掉几张。"
NO_NUMBER = "经纬度要写成数字，例如 36.0871 和 120.3802。不会填可以空着，选社区就行。"
GONE = "刚才选的地方现在选不了，请再选一次。"


def _coordinate(label: str, example: str) -> forms.FloatField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": example})
    return forms.FloatField(label=label, required=False, widget=widget, error_messages={"invalid": NO_NUMBER})


class PlacedForm(PageForm):
    """`page`: where it stands, for the page where a place is chosen to lead back to. `asks_place`: the field at which a
    place that was chosen and is gone is asked for again."""

    page = "report"
    asks_place = "community"
    status = 422  # of the page that shows what is wrong
    to_prove = False  # the phone, by a code, before it is sent
    photos = PhotosField(label="照片", help_text="最多 6 张。没有照片也可以报。")
    lat = _coordinate("纬度", "如 36.0871")
    lon = _coordinate("经度", "如 120.3802")
    place = WrittenField(required=False, widget=forms.HiddenInput)  # what was chosen: resident/choosing.py
    community = forms.ChoiceField(
        label="或者只选社区", required=False, error_messages={"invalid_choice": "请从名单里选一个社区。"}
    )
    address = PlainTextField(
        label="详细地点",
        most=200,
        required=False,
        help_text="写得越细越好找，例如：南口路 68 号 2 单元楼道。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "这一页放得太久了，您填的都还在，请再按一次“发送”。"},
    )

    def __init__(self, *args: Any, at: datetime | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.at = at
        self.filling = self._filling()
        self.kept: Sequence[KeptPhoto] = kept_photos(self.filling) if self._said("key") else ()
        # The types know it as a plain Field. The streets are asked for when they are shown, not before.
        self.fields["community"].choices = self._by_street  # type: ignore[attr-defined]

    @classmethod
    def with_place(cls, typed: QueryDict) -> Self:
        """What was typed, not judged yet, with the place that was tapped on the page for it."""
        said, now = typed.dict(), chosen(str(typed.get("chosen")))
        if now:
            before = chosen(str(typed.get("place", "")))
            address = with_words(
                str(said.get("address", "")), now=now, before=before, looked_for=str(typed.get("q", ""))
            )
            said |= {"place": str(typed.get("chosen")), "address": address, "lat": "", "lon": "", "community": ""}
        return cls(initial=said)

    def _said(self, name: str) -> str:
        return str((self.data if self.is_bound else self.initial).get(name) or "")

    @property
    def carried(self) -> list[tuple[str, str]]:
        """What was typed, as it was typed, for a page that is not this form."""
        return [(name, self._said(name)) for name in self.fields if name not in ("photos", "key")]

    @cached_property
    def chosen(self) -> Chosen | None:
        return chosen(self._said("place"))

    @cached_property
    def communities(self) -> list[Place]:
        return served_communities()

    def _by_street(self) -> Iterator[tuple[str, Any]]:
        yield "", "请选社区"
        for street, below in groupby(self.communities, lambda community: community.parent):
            yield street.name if street else "", [(community.code, community.short_name) for community in below]

    def _filling(self) -> UUID:
        """The key that marks this filling-in, a new one where the old was no key: nobody is stuck with a bad one."""
        try:
            return UUID(self._said("key"))
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        if (many := len(self.kept) + len(said.get("photos", []))) > MOST_PHOTOS:
            said["photos"] = []
            self.add_error("photos", TOO_MANY.format(kept=len(self.kept), many=many))
        if "key" in self.errors:
            self.add_error(None, self.errors.pop("key").as_data())
        if not {"lat", "lon", "community", "address"} & set(self.errors):
            self._find_spot(said)
        return said

    def _find_spot(self, said: dict[str, Any]) -> None:
        if said["place"]:
            self._take_chosen(said)
        else:
            self._make_out(said)

    def _make_out(self, said: dict[str, Any]) -> None:
        if (said["lat"] is None) != (said["lon"] is None):
            missing = "lat" if said["lat"] is None else "lon"
            self.add_error(missing, "纬度和经度要一起填，或者都空着。")
            return
        try:
            said["spot"] = find_spot(
                lat=said["lat"],
                lon=said["lon"],
                community=self._chosen_community(said["community"]),
                address=said["address"],
            )
        except NoSuchSpotError as error:
            self.add_error(error.field, str(error))

    def _take_chosen(self, said: dict[str, Any]) -> None:
        if self.chosen:
            said["spot"] = self.chosen.spot
        else:
            self.add_error(self.asks_place, GONE)

    def _chosen_community(self, code: str) -> Place | None:
        return next((community for community in self.communities if community.code == code), None) if code else None

    @property
    def taken_now(self) -> Taken | None:
        """Where the photos that came now were taken. Of a report nobody asks: it is about another place, often."""
        return None

    def refuse(self, field: str | None, sentence: str) -> None:
        """Too much came from there: what was typed stays."""
        self.status = 429
        self.add_error(field, sentence)

    @property
    def sounds_urgent(self) -> bool:
        """By what was chosen or written so far."""
        category = self.cleaned_data.get("category")
        chosen = self.cleaned_data.get("purpose") == Purpose.EMERGENCY or bool(category and category.emergency)
        return chosen or sounds_urgent(self.cleaned_data.get("words", "")) is not None

    @property
    def spot(self) -> Spot:
        return self.cleaned_data["spot"]
