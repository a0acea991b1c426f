"""A report as a programme sends it. The same cleaning as residents' own pages; every problem in a Chinese sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping
from hashlib import sha256
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from accounts.personal import lookup_hash
from accounts.written import MobileField, PlainTextField, WrittenField
from api.models import Client
from cases.actions import Report
from cases.forms.photos import PhotosField
from cases.forms.typed import given_away
from cases.models import Category
from cases.placing import NoSuchSpotError, Spot, find_spot
from cases.terms import Channel
from grids.models import Level, Place

UNKNOWN = "没有这一项，请对照接口说明。"
NOT_PLAIN = "这一项只能是文字、数字、true 或 false。"
NO_PHOTOS_IN_JSON = "照片要用 multipart/form-data 发，一张一个 photos。"
GIVEN_AWAY = "选了匿名或保密，这里却写着称呼或电话，办事的人会看到。请删掉。"
NO_PLACE = "没有这个地域编码，要填网格或社区的编码。"
NO_KEY = "请求头里要有 Idempotency-Key：1 至 100 个字母、数字或 - _ . :，一件事一个，重发时不变。"
PLACES = [Level.GRID, Level.COMMUNITY, Level.VILLAGE]


def _coordinate(label: str) -> forms.FloatField:
    said = {"invalid": "经纬度要写成数字，例如 36.0871 和 120.3802。"}
    return forms.FloatField(label=label, required=False, widget=forms.TextInput, error_messages=said)


def _tick(label: str) -> forms.TypedChoiceField:
    """Said outright: what is neither yes nor no must not pass for no where somebody wants to stay unnamed."""
    return forms.TypedChoiceField(
        label=label,
        required=False,
        choices=[("true", "是"), ("false", "否")],
        coerce=lambda said: said == "true",
        error_messages={"invalid_choice": "请写 true 或 false。"},
    )


class SentForm(forms.Form):
    words = PlainTextField(label="什么事", most=2000, error_messages={"required": "请写是什么事。"})
    place = WrittenField(label="地域编码", required=False)
    lat, lon = _coordinate("纬度"), _coordinate("经度")
    address = PlainTextField(label="详细地点", most=200, required=False)
    category = WrittenField(label="类别代码", required=False)
    name = PlainTextField(label="称呼", most=30, required=False)
    phone = MobileField(label="手机号", required=False)
    anonymous = _tick("匿名")
    confidential = _tick("保密")
    photos = PhotosField(label="照片")

    def __init__(self, sent: Mapping[str, Any], files: MultiValueDict[str, UploadedFile]) -> None:
        self.sent = {name: _as_typed(value) for name, value in sent.items() if name not in files}
        super().__init__({name: said for name, said in self.sent.items() if said is not None}, files)

    def problems(self) -> dict[str, str]:
        """Field → what is wrong with it; {} where nothing is."""
        found = {name: " ".join(map(str, said)) for name, said in self.errors.items()}
        found |= {"photos": NO_PHOTOS_IN_JSON} if "photos" in self.sent else {}
        found |= {name: NOT_PLAIN for name, said in self.sent.items() if said is None and name != "photos"}
        return found | {name: UNKNOWN for name in [*self.sent, *self.files] if name not in self.fields}

    def clean_place(self) -> Place | None:
        code = self.cleaned_data["place"]
        place = Place.objects.not_closed().filter(code=code, level__in=PLACES).first() if code else None
        if code and place is None:
            raise forms.ValidationError(NO_PLACE)
        return place

    def clean_category(self) -> Category | None:
        code = self.cleaned_data["category"]
        category = Category.objects.to_choose().filter(code=code).first() if code else None
        if code and category is None:
            raise forms.ValidationError("没有这个类别代码，或者已经停用。说不准可以不填。")
        return category

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for field in given_away(said):
            self.add_error(field, GIVEN_AWAY)
        if said.get("anonymous"):
            said |= {"name": "", "phone": ""}
        if not {"place", "lat", "lon", "address"} & set(self.errors):
            self._find_spot(said)
        return said

    def _find_spot(self, said: dict[str, Any]) -> None:
        """A grid that was named is the grid; a community gives way to the grid of a point or of a building in it."""
        if (said["lat"] is None) != (said["lon"] is None):
            self.add_error("lat" if said["lat"] is None else "lon", "纬度和经度要一起填，或者都不填。")
        elif said["place"] and said["place"].level == Level.GRID:
            said["spot"] = Spot(said["place"])
        else:
            try:
                said["spot"] = find_spot(
                    lat=said["lat"], lon=said["lon"], community=said["place"], address=said["address"]
                )
            except NoSuchSpotError as error:
                self.add_error("place" if error.field == "community" else error.field, str(error))

    def digest(self) -> str:
        """Of all that was sent, by a keyed hash: nobody finds out by it what it was."""
        photos = [sha256(photo.jpeg).hexdigest() for photo in self.cleaned_data["photos"]]
        return lookup_hash(json.dumps([self.sent, photos], sort_keys=True))

    def said(self, client: Client, key: str) -> Report:
        said, spot = self.cleaned_data, self.cleaned_data["spot"]
        return Report(
            words=said["words"],
            place=spot.place,
            category=said["category"],
            channel=Channel(client.channel),
            lat=spot.lat,
            lon=spot.lon,
            address=said["address"],
            name=said["name"],
            phone=said["phone"],
            anonymous=bool(said["anonymous"]),
            confidential=bool(said["confidential"]),
            key=uuid5(NAMESPACE_URL, f"api:{client.pk}:{key}"),
            photos=said["photos"],
        )


def _as_typed(value: Any) -> str | None:
    """As it would stand in a form; None for what no form can hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None
