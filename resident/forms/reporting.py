"""报事: photo, place, words. Everything else may be left out."""

from __future__ import annotations

from typing import Any
from uuid import uuid5

from django import forms

from accounts.written import MobileField, PlainTextField
from cases.actions import Report
from cases.forms.typed import given_away
from cases.models import Category
from cases.terms import Purpose
from resident.actions import as_sent
from resident.forms.fields import GIVEN_AWAY
from resident.forms.placing import PlacedForm

KINDS_OF_REPORT = {  # 五类上报, as one would say it
    "": "不选也行",
    Purpose.EMERGENCY: "突发事件：正在发生，等不得",
    Purpose.ALERT: "有隐患，不对劲",
    Purpose.UNCIVIL: "不文明行为",
    Purpose.OPINION: "意见、建议，大家的想法",
    Purpose.POLICY: "问政策，讲政策",
}


class ReportForm(PlacedForm):
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

    @property
    def says_who(self) -> bool:
        """Something stands in it or is wrong with it: then 长辈版 does not fold it away."""
        asked = [self[name] for name in ("name", "phone", "anonymous", "confidential")]
        return any(field.value() or field.errors for field in asked)

    def clean(self) -> dict[str, Any]:
        for field in given_away(self.cleaned_data):
            self.add_error(field, GIVEN_AWAY)
        said = super().clean()
        if said.get("anonymous"):
            said |= {"name": "", "phone": ""}
        return said

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
