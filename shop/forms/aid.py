from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts.names import no_page_signs
from accounts.once import mark
from accounts.written import open_line, reasoned
from grids.models import Place
from partyorg.models import Post
from shop.forms.fields import MOST_AT_ONCE, NumberField, RowField, WitnessField
from shop.kinds import Kind
from shop.models import Good


class AidForm(forms.Form):
    """What, for whom, why, before whom."""

    good = RowField(
        "给什么", Good.objects.none(), missing="请从名单里选一种货。", hint="只有物品，还有库存的。积分按现在的价算。"
    )  # fmt: skip
    quantity = NumberField("几件", least=1, most=MOST_AT_ONCE, missing="请写几件。")
    whom = open_line(
        "给谁", missing="请写给谁。", longest=60, hint="写得同事看得懂就行，比如“3 号楼的独居老人”。居民看不到。"
    )  # fmt: skip
    why = reasoned(
        open_line("为什么", missing="请写为什么。", longest=60, hint="比如“住院回来，一个人过”。会记进操作记录。")
    )  # fmt: skip
    witness = WitnessField("在场的另一位同事")
    key = mark()

    def __init__(self, data: Any = None, *, community: Place, beside: Sequence[Post]) -> None:
        super().__init__(data)
        for name in ("whom", "why"):
            self.fields[name].validators.append(no_page_signs)
        cast(WitnessField, self.fields["witness"]).offer(beside)
        goods = Good.objects.filter(community=community, kind=Kind.GOODS).select_related("community").order_by("name")
        # sent a second time, or gone meanwhile: what was chosen is still what was chosen, and the rule says the rest
        chosen = str(data.get("good", "")) if data is not None else ""
        field = cast(RowField, self.fields["good"])
        field.queryset = goods
        field.widget.choices = [
            ("", "请选择"),
            *[
                (one.pk, f"{one.name}（每件 {one.price} 分，还有 {one.stock} 件）")
                for one in goods
                if (one.is_active and one.stock) or str(one.pk) == chosen
            ],
        ]


class TakeBackForm(forms.Form):
    reason = reasoned(
        open_line("为什么收回", missing="请写为什么收回。", longest=60, hint="比如：没有送到，东西拿回来了；记重了。")
    )  # fmt: skip
    reason.validators.append(no_page_signs)
    witness = WitnessField("在场的另一位同事")

    def __init__(self, data: Any = None, *, beside: Sequence[Post]) -> None:
        super().__init__(data)
        cast(WitnessField, self.fields["witness"]).offer(beside)
