"""What a guide fills in: the day's words, photos and cases; later a mended or an added sentence."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any, cast
from uuid import uuid4

from django import forms

from accounts.once import mark
from accounts.written import open_text
from cases.forms.photos import PhotosField
from cases.models import Case
from duty.actions import LATE_DAYS, Written
from partylife.forms.fields import SeveralField
from partyorg.hats import Hat
from worktime.fields import DayField

FIELD_OF_RULE = {"not_that_day": "day", "not_posted": "day", "case_unseen": "cases"}
OFFERED = 20  # cases: the newest open ones of the guide's desk


class EntryForm(forms.Form):
    day = DayField(label="哪一天", missing="请选日期。", hint=f"当天记；漏了的可以补记最近 {LATE_DAYS} 天。")
    words = open_text("今天做了什么", missing="请写下做了什么。", rows=6)
    photos = PhotosField(label="照片")
    cases = SeveralField(Case, label="关联的工单")
    key = mark()

    def __init__(self, data: Any = None, files: Any = None, *, hat: Hat, today: date) -> None:
        super().__init__(data, files, initial={"day": today})
        cast(DayField, self.fields["day"]).offer(today - timedelta(days=LATE_DAYS), today)
        newest = Case.objects.visible_to(hat).open().order_by("-id").values_list("pk", "number", "title")[:OFFERED]
        named = [(pk, f"{title}（{number}）") for pk, number, title in newest]
        if named:
            cast(SeveralField, self.fields["cases"]).offer(Case.objects.filter(pk__in=[pk for pk, _ in named]), named)
        else:
            del self.fields["cases"]

    def written(self) -> Written:
        said = self.cleaned_data
        return Written(said["day"], said["words"], said["photos"], list(said.get("cases", ())), said["key"] or uuid4())


class WordsForm(forms.Form):
    words = open_text("内容", missing="请写下内容。", rows=5)
    key = mark()
