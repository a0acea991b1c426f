"""随手拍: a photo, and where it was taken. Words may be left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from uuid import uuid5

from django import forms
from django.utils.timezone import localtime

from accounts.written import PlainTextField, WrittenField
from cases.actions import Report
from cases.forms.photos import PhotosField
from cases.placing import NoSuchSpotError, find_spot
from cases.terms import Channel
from resident.actions import as_sent
from resident.forms.placing import PlacedForm
from resident.taken import Taken, plausible, taken_by

NO_PHOTO = "请先拍一张照片。"
NO_PLACE = "不知道照片是在哪里拍的，请选一下地方。"
OUTSIDE = "拍照的地方不在我们负责的范围，请选一下是在哪里。"
NOT_ASKED = ("lat", "lon", "taken", "community")  # what the page fills in itself: nobody is held up by it


class SnapForm(PlacedForm):
    page = "snap"
    asks_place = "place"
    photos = PhotosField(label="照片")
    words = PlainTextField(
        label="说一句", most=2000, required=False, widget=forms.TextInput(attrs={"autocomplete": "off"})
    )
    taken = WrittenField(required=False, widget=forms.HiddenInput)  # milliseconds since 1970, as browsers count

    def clean(self) -> dict[str, Any]:
        for name in NOT_ASKED:
            if self.errors.pop(name, None):
                self.cleaned_data[name] = None
        said = super().clean()
        if not (self.kept or said.get("photos") or "photos" in self.errors):
            self.add_error("photos", NO_PHOTO)
        return said

    def _make_out(self, said: dict[str, Any]) -> None:
        """Where the photo was taken, not where somebody is who sends it later. Without a photo nobody asks yet."""
        if not (self.kept or said.get("photos")):
            return
        problem = NO_PLACE
        for one in self._taken():
            try:
                said["spot"] = find_spot(lat=one.lat, lon=one.lon, community=None, address="")
            except NoSuchSpotError:
                problem = OUTSIDE
            else:
                return
        self.add_error("place", problem)

    def _taken(self) -> Iterator[Taken]:
        for kept in self.kept:
            if kept.lat is not None and kept.lon is not None:
                yield Taken(kept.lat, kept.lon, kept.taken_at)
        if self.taken_now:
            yield self.taken_now

    @property
    def taken_now(self) -> Taken | None:
        """As the browser said at that moment, else as the camera wrote it into a photo or into its head, which is all
        that is left of a photo made small in the browser."""
        lat, lon = self.cleaned_data.get("lat"), self.cleaned_data.get("lon")
        if lat is not None and lon is not None and abs(lat) <= 90 and abs(lon) <= 180:
            return Taken(lat, lon, self._moment())
        files = [*self.files.getlist("photos"), *self.files.getlist("heads")]
        return next((found for file in files if self.at and (found := taken_by(file, self.at))), None)

    def _moment(self) -> datetime | None:
        said = self.cleaned_data.get("taken") or ""
        if self.at is None or not (said.isascii() and said.isdecimal() and len(said) < 15):
            return None
        return plausible(datetime.fromtimestamp(int(said) / 1000, UTC), self.at)

    def said(self) -> Report:
        """The key is of the page and what stands on it, not of the photos: tapped twice, they come twice."""
        said, spot = self.cleaned_data, self.spot
        matter = "\n".join([said["words"], spot.place.code, str(spot.lat), str(spot.lon), said["taken"] or ""])
        return Report(
            words=said["words"] or self._wordless(),
            place=spot.place,
            channel=Channel.SNAPSHOT,
            lat=spot.lat,
            lon=spot.lon,
            address=said.get("address", ""),
            key=uuid5(self.filling, matter),
            photos=as_sent(self.kept),
            wordless=not said["words"],
        )

    def _wordless(self) -> str:
        """When it was taken; when it was sent, where nobody knows."""
        moment = next((one.at for one in self._taken() if one.at), None)
        at = localtime(moment or self.at)
        return f"随手拍，见照片（{at.month}月{at.day}日 {at:%H:%M} {'拍' if moment else '报'}）"
