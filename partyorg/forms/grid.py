"""What is written about a grid and its estates."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from grids.models import Estate, Place
from partyorg import actions
from partyorg.forms.deed import Deed
from partyorg.forms.member import OneOf
from partyorg.forms.typed import DayField, sentence
from partyorg.gridcard import secretary_of
from partyorg.models import EstateStep, Pairing, Post


class PostChoice(OneOf):
    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.person}（{obj.sent_by or obj.place}）"


class Pair(Deed):
    title, button, done = "结成搭档", "登记", "已登记搭档。"
    advice = "引导员和网格党支部书记结对，短板互补。新的搭档登记后，原来的同一天结束。"

    guide = PostChoice(label="引导员", queryset=Post.objects.none(), error_messages={"required": "请选一名引导员。"})
    since = DayField(label="从哪一天起")

    def __init__(self, *args: Any, grid: Place, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.grid = grid
        guides = Post.objects.guiding(grid).in_force(self.today).select_related("person", "sent_by", "place")
        self.offer("guide", guides)

    def perform(self) -> Pairing:
        secretary = secretary_of(self.grid, self.today)
        if secretary is None:
            raise ValidationError("这个网格的党支部还没有书记，先登记书记的岗位。")
        return actions.pair(
            self.grid, guide=self.cleaned_data["guide"], secretary=secretary, since=self.cleaned_data["since"],
            by=self.hat.person, at=self.at,
        )  # fmt: skip


class TakeStep(Deed):
    title, button = "五步走", "这一步做完了"
    done = "已记下。"

    step = forms.TypedChoiceField(label="哪一步", choices=EstateStep.Step.choices, coerce=int)
    on = DayField(label="完成日期")
    note = sentence("说明")

    def __init__(self, *args: Any, estate: Estate, done: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.estate = estate
        self.fields["step"].initial = min(done + 1, 5)

    def perform(self) -> EstateStep:
        return actions.take_step(self.estate, **self.cleaned_data, by=self.hat.person, at=self.at)
