"""Settling what a case is about and where: the category, and the grid where only the community is known."""

from django import forms

from cases.models import Category
from grids.models import Place


class CategoryField(forms.ModelChoiceField):
    def __init__(self) -> None:
        super().__init__(
            Category.objects.to_choose(),
            label="类别",
            empty_label="请选类别",
            error_messages={"required": "请选定类别。", "invalid_choice": "请从名单里选一个类别。"},
        )

    def keeping(self, present: int | None) -> None:
        """Offer beside them what the case has been put into already, whatever has become of that since."""
        self.queryset = Category.objects.to_choose(present=present)


class GridField(forms.ModelChoiceField):
    def __init__(self, *, label: str = "所在网格", required: bool = True) -> None:
        super().__init__(
            Place.objects.none(),
            label=label,
            required=required,
            empty_label="请选网格" if required else "还说不准是哪个网格",
            error_messages={"required": "请选定案件所在的网格。", "invalid_choice": "请从名单里选一个网格。"},
        )

    def within(self, place: Place) -> None:
        """Offer the grids of this place."""
        self.queryset = Place.objects.under(place).grids().not_closed().order_by("code")
