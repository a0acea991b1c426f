from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms

from accounts.models import User
from grids.models import Place
from partyorg.hats import Hat
from partyorg.models import Post
from shop.kinds import Kind
from shop.models import Good
from volunteers.standing import communities_kept_by

MOST_AT_ONCE = 99  # of one good, by one person or for one household


class NumberField(forms.IntegerField):
    """A whole number within bounds, each refusal in its words. `missing` "": it may be left out."""

    def __init__(self, label: str, *, least: int, most: int, missing: str = "", hint: str = "", **kwargs: Any) -> None:
        said = f"请写 {least} 到 {most} 之间的整数。"
        errors = {
            "required": missing,
            "invalid": said,
            "min_value": said,
            "max_value": said,
            **kwargs.pop("errors", {}),
        }
        super().__init__(
            label=label, min_value=least, max_value=most, required=bool(missing), help_text=hint,
            error_messages=errors, **kwargs,
        )  # fmt: skip
        self.widget.attrs["inputmode"] = "numeric"


class RowField(forms.ModelChoiceField):
    """One row of a short list. A number past 64 bits is no row's: SQLite's driver raises instead of finding none."""

    def __init__(self, label: str, rows: Any, *, missing: str, hint: str = "") -> None:
        errors = {"required": missing, "invalid_choice": missing}
        super().__init__(rows, label=label, empty_label="请选择", help_text=hint, error_messages=errors)

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except OverflowError:
            raise forms.ValidationError(self.error_messages["invalid_choice"], code="invalid_choice") from None


class WitnessField(RowField):
    """Who of the staff was there besides."""

    def __init__(self, label: str) -> None:
        super().__init__(label, User.objects.none(), missing="请从名单里选一位同事。")

    def offer(self, beside: Sequence[Post]) -> None:
        named = {post.person_id: f"{post.person.name}（{post.get_role_display()}）" for post in beside}
        self.queryset = User.objects.filter(pk__in=named)
        self.widget.choices = [("", "请选择"), *named.items()]


class ShopField(RowField):
    """One of the communities whose shop one keeps."""

    def __init__(self) -> None:
        super().__init__("哪个社区", Place.objects.none(), missing="请从名单里选一个社区。")

    def offer(self, hat: Hat) -> None:
        kept = communities_kept_by(hat)
        self.queryset = Place.objects.filter(pk__in=[place.pk for place in kept]).order_by("tree_id", "lft")
        self.widget.choices = [("", "请选择"), *[(place.pk, place.short_name) for place in kept]]
        if len(kept) == 1:
            self.initial = kept[0].pk


class GoodField(RowField):
    def offer(self, hat: Hat, kinds: Sequence[str] = Kind.values) -> None:
        goods = Good.objects.visible_to(hat).filter(kind__in=kinds)
        goods = goods.select_related("community").order_by("community", "name")
        self.queryset = goods
        several = len({good.community_id for good in goods}) > 1
        self.widget.choices = [
            ("", "请选择"),
            *[(good.pk, f"{good.community.short_name}：{good.name}" if several else good.name) for good in goods],
        ]
