from __future__ import annotations

from typing import Any

from django import forms

from accounts.written import WrittenField, named
from shop.forms.fields import NumberField
from shop.models import Order
from volunteers.models import Volunteer

MOST = 100_000


class CodeForm(forms.Form):
    code = WrittenField(
        label="取货码",
        max_length=40,
        help_text="输入 6 位数字，或者用扫码枪扫居民手机上的方块码。",
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "off", "autofocus": True, "class": "pickup-code"}
        ),
        error_messages={"required": "请输入取货码。", "max_length": "取货码是 6 位数字。"},
    )


class HandOverForm(forms.Form):
    """Who was there besides, or what lies on the shelf: one of the two."""

    left = NumberField(
        "货架上还剩几件", least=0, most=MOST, hint="递出去以后数一数。和账上不一样，就按数的记一笔盘点。"
    )  # fmt: skip
    witness = named("在场的另一个人", missing="", longest=64)

    def __init__(self, data: Any = None, *, order: Order, volunteer: Volunteer | None) -> None:
        super().__init__(data)
        self.order, self.volunteer = order, volunteer
        self.fields["witness"].help_text = "没法数的（比如理发），写一位同事的姓名。"
        if order.good.kind == "SERVICE":
            self.order_fields(["witness", "left"])
