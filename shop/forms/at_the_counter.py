from __future__ import annotations

from collections.abc import Sequence
from typing import Any, cast

from django import forms

from accounts.names import no_page_signs
from accounts.written import WrittenField, open_line, reasoned
from partyorg.models import Post
from shop.forms.fields import NumberField, WitnessField
from shop.models import Order

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


class CancelForm(forms.Form):
    reason = reasoned(
        open_line(
            "为什么取消", missing="请写明为什么取消：本人会看到。", longest=60,
            hint="本人看得到，也会收到短信。例如：大米受潮了，不能给；本人打电话来说不要了。",
        )
    )  # fmt: skip
    reason.validators.append(no_page_signs)


class ReturnForm(forms.Form):
    WAYS = (
        ("shelf", "回到库存：东西拿回来了，还能给别人"),
        ("off", "不回库存：坏了、过期了，或者找不到了，不用再记报损"),
    )
    reason = reasoned(
        open_line(
            "为什么退货", missing="请写明为什么退货：本人会看到。", longest=60,
            hint="本人看得到，也会收到短信。例如：拿错了一单；油过了保质期，本人拿回来了。",
        )
    )  # fmt: skip
    reason.validators.append(no_page_signs)
    goods = forms.ChoiceField(
        label="货怎么办", choices=WAYS, widget=forms.RadioSelect,
        error_messages={"required": "请选货怎么办。", "invalid_choice": "请选货怎么办。"},
    )  # fmt: skip


class AbsentForm(forms.Form):
    words = reasoned(
        open_line(
            "怎么回事", missing="请写一句怎么回事。", longest=60, hint="比如：那天我在街道开会。核实的同事会看到。"
        )
    )  # fmt: skip
    words.validators.append(no_page_signs)


class AnswerForm(forms.Form):
    answer = reasoned(
        open_line(
            "核实的结果", missing="请写核实的结果。", longest=60,
            hint="说不在场的同事会看到。比如：问过本人，理发做了，在场的是另一位；已经提醒经办的同事。",
        )
    )  # fmt: skip
    answer.validators.append(no_page_signs)


class HandOverForm(forms.Form):
    """Who was there besides, or what lies on the shelf: one of the two; and why, where no code was shown."""

    without = reasoned(
        open_line(
            "没有取货码，为什么仍然给", longest=60,
            hint="怎么核对的、为什么没有码，例如：本人到场，手机丢了，核对了身份证。本人会收到短信。",
        )
    )  # fmt: skip
    without.validators.append(no_page_signs)
    left = NumberField(
        "货架上还剩几件（二选一）", least=0, most=MOST, hint="递出去以后数一数。和账上不一样，就按数的记一笔盘点。"
    )  # fmt: skip
    note = reasoned(open_line("说明", longest=100, hint="没有数错才写，比如：受潮扔了 5 件，还没记。"))
    despite = reasoned(
        open_line("欠着积分，为什么仍然给", longest=100, hint="记在账上，例如：东西已经拆开用了；社区书记同意先给。")
    )  # fmt: skip
    witness = WitnessField("在场的另一位同事（二选一）")
    labels_say_when = ("without", "left", "note", "despite", "witness")  # they are needed

    def __init__(self, data: Any = None, *, order: Order, beside: Sequence[Post], shown: bool, owed: int = 0) -> None:
        super().__init__(data)
        if shown:
            del self.fields["without"]
        if not owed:
            del self.fields["despite"]
        witness = cast(WitnessField, self.fields["witness"])
        witness.offer(beside)
        witness.required, witness.help_text = False, "没法数的（比如理发），选一位当时在场的同事：会发消息告诉本人。"
        if order.good.kind == "SERVICE":
            self.order_fields(["without", "despite", "witness", "left", "note"])
        else:
            self.order_fields(["without", "despite", "left", "note", "witness"])

    def visible_fields(self) -> list[forms.BoundField]:
        """`note` appears once it is asked for; nobody writes why a count agrees."""
        return [field for field in super().visible_fields() if field.name != "note" or field.errors or field.value()]
