from __future__ import annotations

from typing import Any, cast

from django import forms

from accounts.later import AsksLater
from accounts.names import no_page_signs, plain_name
from accounts.once import mark
from accounts.seen import SeenForm
from accounts.written import PhoneField, named, open_line, reasoned
from partyorg.hats import Hat
from shop.actions import Gift, Offer, Ways
from shop.forms.fields import GoodField, NumberField, ShopField
from shop.kinds import Kind, Moved
from shop.models import Good
from volunteers.kinds import Tier
from worktime.fields import DayField

MOST_POINTS, MOST_PIECES, MOST_EACH = 100_000, 100_000, 99
BY_HAND = (Moved.BOUGHT, Moved.WRITTEN_OFF, Moved.COUNTED)


class GoodForm(SeenForm):
    """A good as it stands on the shelf."""

    kind = forms.ChoiceField(label="种类", choices=Kind.choices, initial=Kind.GOODS, widget=forms.RadioSelect)
    name = open_line(
        "名称", missing="请写货品的名称。", longest=40, hint="居民看得到：写得一看就懂，比如“食用盐 400 克”。"
    )
    name.validators.append(plain_name)
    about = open_line("说明", longest=120, hint="比如在哪里领、要先打电话约时间。")
    price = NumberField(
        "每件积分", least=1, most=MOST_POINTS, missing="请写每件要多少积分。", hint="已经换好的单子不跟着变。",
        errors={"min_value": "每件至少 1 分，不能是 0 或者负数。"},
    )  # fmt: skip
    most_each = NumberField("每人每期最多几件", least=1, most=MOST_EACH, hint="空着：不限。没有兑换期的，按季度算。")
    tier_only = forms.ChoiceField(
        label="哪一级志愿者能换", choices=Tier.choices, initial=Tier.PLAIN,
        help_text="选了哪一级，这一级和更高的都能换。等级是系统按服务算出来的。",
    )  # fmt: skip
    from_date = DayField(label="从哪天起能换", hint="空着：现在就能换。")
    to_date = DayField(label="到哪天为止")
    is_active = forms.BooleanField(label="上架：居民看得到、换得了", required=False, initial=True)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("from_date"), said.get("to_date")
        if first and last and last < first:
            self.add_error("to_date", "结束日期不能早于开始日期。")
        return said

    def offer(self) -> Offer:
        return Offer(**{name: self.cleaned_data[name] for name in Offer.__dataclass_fields__})


class NewGoodForm(GoodForm):
    community = ShopField()
    number = NumberField("现有几件", least=0, most=MOST_PIECES, hint="能换的数量，以后可以再进货。空着：先不能换。")
    key = mark()
    field_order = ("community", "kind", "name", "about", "price", "number")

    def __init__(self, data: Any = None, *, hat: Hat) -> None:
        super().__init__(data)
        cast(ShopField, self.fields["community"]).offer(hat)


class StockForm(forms.Form):
    how = forms.ChoiceField(
        label="怎么变的", choices=[(one.value, one.label) for one in BY_HAND], widget=forms.RadioSelect,
        error_messages={"required": "请选购进、报损还是盘点。", "invalid_choice": "请选购进、报损还是盘点。"},
    )  # fmt: skip
    number = NumberField(
        "几件", least=0, most=MOST_PIECES, missing="请写几件。",
        hint="购进、报损写这一次的件数；盘点写货架上数出来的总数，已经换好、还没领走的也数在内。",
    )  # fmt: skip
    note = reasoned(open_line("说明", longest=100, hint="比如进货的单号、为什么报损。盘点差得多的要写为什么。"))
    key = mark()

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("number") == 0 and said.get("how") != Moved.COUNTED:
            self.add_error("number", "至少 1 件。")
        return said


class UndoDonationForm(forms.Form):
    """Which of the two are offered is said by `ways_to_undo`; where it is one, it is chosen. Either may be sent: the
    page may be older than what a colleague has done since, and what is possible now the domain says, under lock."""

    WAYS = (
        ("out", "货一起出库：东西没有收到，或者记错了"),
        ("stay", "货留在库里：东西在，只是积分不给、收回"),
    )
    goods = forms.ChoiceField(
        label="货怎么办", choices=WAYS, widget=forms.RadioSelect,
        error_messages={"required": "请选货怎么办。", "invalid_choice": "请选货怎么办。"},
    )  # fmt: skip
    reason = reasoned(
        open_line(
            "为什么冲正", missing="请写为什么冲正。", longest=60,
            hint="捐赠人是志愿者的，本人看得到。不写别人的姓名、电话。比如：登重了；东西没有送来。",
        )
    )  # fmt: skip
    reason.validators.append(no_page_signs)

    def __init__(self, data: Any = None, *, ways: Ways) -> None:
        super().__init__(data)
        offered = [one for one in self.WAYS if getattr(ways, one[0])]
        goods = cast(forms.ChoiceField, self.fields["goods"])
        goods.widget.choices = offered
        if len(offered) == 1:
            goods.initial = offered[0][0]


class DonationForm(AsksLater):
    good = GoodField(
        "放进哪种货", Good.objects.none(), missing="请从名单里选一种货。", hint="名单里没有的，先到“货品”里上架。"
    )  # fmt: skip
    item = open_line("捐的是什么", missing="请写捐的是什么。", longest=60, hint="公布时居民看得到。")
    item.validators.append(plain_name)
    quantity = NumberField("几件", least=1, most=MOST_PIECES, missing="请写几件。")
    phone = PhoneField(
        label="志愿者的手机号", required=False, help_text="注册过志愿者的写上，能记积分；没有注册的空着。"
    )
    points = NumberField(
        "认定多少积分", least=0, most=MOST_POINTS, hint="给志愿者的，由另一个人审核后到账，不超过细则的上限。"
    )
    donor_name = named("捐赠人姓名", missing="", longest=64)
    may_be_named = forms.BooleanField(label="本人同意公开姓名", required=False)
    another = forms.BooleanField(label="确实是另一批", required=False)
    later = "another"  # most gifts are like none that came that day
    key = mark()

    def __init__(self, data: Any = None, *, hat: Hat) -> None:
        super().__init__(data)
        cast(GoodField, self.fields["good"]).offer(hat, kinds=(Kind.GOODS,))
        self.fields["donor_name"].help_text = "志愿者可以空着，用注册的姓名。没有同意公开的，居民只看到“一位居民”。"

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("points") and not said.get("phone") and "phone" not in self.errors:
            self.add_error("phone", "要记积分，请写志愿者的手机号。")
        return said

    def gift(self) -> Gift:
        said = {name: self.cleaned_data[name] for name in Gift.__dataclass_fields__}
        return Gift(**{**said, "points": said["points"] or 0})
