from __future__ import annotations

from typing import Any

from django import forms

from accounts.once import mark
from accounts.pageform import PageForm
from shop.forms.fields import MOST_AT_ONCE, NumberField
from shop.models import Good


class OrderForm(PageForm):
    """How many of one good. `shown`: the price as it stood on the page that was sent; the form asks at today's."""

    quantity = NumberField(
        "换几件", least=1, most=MOST_AT_ONCE, missing="请写换几件。", initial=1,
        errors={
            "invalid": "请写一个整数，比如 1。",
            "min_value": "至少换 1 件。",
            "max_value": f"一次最多换 {MOST_AT_ONCE} 件。",
        },
    )  # fmt: skip
    price = forms.CharField(widget=forms.HiddenInput, required=False)
    key = mark()

    def __init__(self, data: Any = None, *, good: Good) -> None:
        self.shown = data.get("price", "") if data is not None else ""
        if data is not None:  # whoever is asked again is asked at the price of now
            data = data.copy()
            data["price"] = str(good.price)
        super().__init__(data, initial={"price": good.price})
        if good.most_each == 1:
            self.fields["quantity"].widget = forms.HiddenInput()

    @property
    def price_shown(self) -> int:
        return int(self.shown) if self.shown.isdecimal() and len(self.shown) < 10 else 0
