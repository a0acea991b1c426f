"""报事: photo, place, words. Everything else may be left out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import groupby
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms

from accounts.written import MobileField, PlainTextField
from cases.actions import Report
from cases.forms.photos import MOST_PHOTOS, PhotosField
from cases.forms.typed import given_away
from cases.models import Category
from cases.placing import NoSuchSpotError, Spot, find_spot, served_communities
from cases.terms import Purpose
from grids.models import Place
from resident.actions import as_sent, kept_photos
from resident.forms.fields import GIVEN_AWAY, PageForm
from resident.models import KeptPhoto

KINDS_OF_REPORT = {  # 五类上报, as one would say it
    "": "不选也行",
    Purpose.EMERGENCY: "突发事件：正在发生，等不得",
    Purpose.ALERT: "有隐患，不对劲",
    Purpose.UNCIVIL: "不文明行为",
    Purpose.OPINION: "意见、建议，大家的想法",
    Purpose.POLICY: "问政策，讲政策",
}
TOO_MANY = f"照片最多 {MOST_PHOTOS} 张：已经有 {{kept}} 张，再加就是 {{many}} 张。请少选几张，或者去掉几张。"
NO_NUMBER = "经纬度要写成数字，例如 36.0871 和 120.3802。不会填可以空着，选社区就行。"


def _coordinate(label: str, example: str) -> forms.FloatField:
    widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", "placeholder": example})
    return forms.FloatField(label=label, required=False, widget=widget, error_messages={"invalid": NO_NUMBER})


class ReportForm(PageForm):
    photos = PhotosField(label="照片", help_text="最多 6 张。没有照片也可以报。")
    lat = _coordinate("纬度", "如 36.0871")
    lon = _coordinate("经度", "如 120.3802")
    community = forms.ChoiceField(
        label="在哪个社区", required=False, error_messages={"invalid_choice": "请从名单里选一个社区。"}
    )
    address = PlainTextField(
        label="详细地点",
        most=200,
        required=False,
        help_text="写得越细越好找，例如：南口路 68 号 2 单元楼道。",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = PlainTextField(
        label="什么事",
        most=2000,
        help_text="一句话就行，例如：地下室漏水，墙皮都湿了。最多 2000 字。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": "请写一句是什么事。"},
    )
    category = forms.ModelChoiceField(
        Category.objects.to_choose(),
        label="是哪一类",
        required=False,
        empty_label="说不准，请网格员定",
        error_messages={"invalid_choice": "请从名单里选一类，或者不选。"},
    )
    purpose = forms.ChoiceField(
        label="是哪种情况",
        choices=list(KINDS_OF_REPORT.items()),
        required=False,
        help_text="选突发事件，会直接报到街道。请先打 110 / 119 / 120。",
        error_messages={"invalid_choice": "请从名单里选一种，或者不选。"},
    )
    name = PlainTextField(
        label="怎么称呼您", most=30, required=False, widget=forms.TextInput(attrs={"autocomplete": "name"})
    )
    phone = MobileField(label="手机号", required=False, help_text="有结果时发短信告诉您。")
    anonymous = forms.BooleanField(
        label="匿名",
        required=False,
        help_text="不留姓名和电话。我们联系不上您，请记好查询码；办好没办好由核查的人去看。",
    )
    confidential = forms.BooleanField(
        label="保密", required=False, help_text="留姓名和电话，但办事的单位看不到您是谁。"
    )
    key = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": "这一页放得太久了，您填的都还在，请再按一次“发送”。"},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.filling = self._filling()
        self.kept: Sequence[KeptPhoto] = kept_photos(self.filling) if self.is_bound else ()
        # The types know it as a plain Field. The streets are asked for when they are shown, not before.
        self.fields["community"].choices = self._by_street  # type: ignore[attr-defined]

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
            return UUID(self.data.get("key", ""))
        except ValueError:
            return uuid4()

    def clean(self) -> dict[str, Any]:
        said = self.cleaned_data
        for field in given_away(said):
            self.add_error(field, GIVEN_AWAY)
        if (many := len(self.kept) + len(said.get("photos", []))) > MOST_PHOTOS:
            said["photos"] = []
            self.add_error("photos", TOO_MANY.format(kept=len(self.kept), many=many))
        if "key" in self.errors:
            self.add_error(None, self.errors.pop("key").as_data())
        if not {"lat", "lon", "community", "address"} & set(self.errors):
            self._find_spot(said)
        if said.get("anonymous"):
            said |= {"name": "", "phone": ""}
        return said

    def _find_spot(self, said: dict[str, Any]) -> None:
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

    def _chosen_community(self, code: str) -> Place | None:
        return next((community for community in self.communities if community.code == code), None) if code else None

    def said(self) -> Report:
        """What was said, for cases.actions. The key is of the page *and* of what stands on it: a double tap is one
        case, but another matter written on a page that the browser brought back is another case."""
        said, spot = self.cleaned_data, self.spot
        matter = "\n".join([said["words"], spot.place.code, said["address"], str(spot.lat), str(spot.lon)])
        return Report(
            words=said["words"],
            place=spot.place,
            category=said["category"],
            lat=spot.lat,
            lon=spot.lon,
            address=said["address"],
            name=said["name"],
            phone=said["phone"],
            anonymous=said["anonymous"],
            confidential=said["confidential"],
            key=uuid5(self.filling, matter),
            photos=as_sent(self.kept),
            purpose=Purpose(said["purpose"]) if said["purpose"] else None,
        )

    @property
    def spot(self) -> Spot:
        return self.cleaned_data["spot"]
