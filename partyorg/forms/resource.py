"""What is asked to enter a member among a grid's resources, and to take them out of use."""

from __future__ import annotations

from typing import Any

from django import forms

from accounts.written import PhoneField, open_line
from partyorg import actions
from partyorg.forms.deed import Deed
from partyorg.forms.typed import GridField
from partyorg.models import Resource


class NewHelper(Deed):
    title, button, done = "登记党员资源", "登记", "已登记。"
    advice = "只有管这个网格的书记、党务专干能登记。别的岗位看到的是“能工巧匠”，看不出是党员。"

    name = open_line("名称", missing="请写怎么称呼，如：调解员老宋。", longest=100)
    grid = GridField(label="网格", help_text="写网格的名称或编码", missing="请填网格。")
    pool = forms.ChoiceField(
        label="五融类别", choices=Resource.Pool.choices, initial=Resource.Pool.TALENT,
        error_messages=dict.fromkeys(["required", "invalid_choice"], "请选一个五融类别。"),
    )  # fmt: skip
    skills = open_line("能办什么", missing="请写能办什么。", longest=200, hint="用空格分开，如：水暖 电工 开锁")
    contact = PhoneField(label="联系电话", required=False)

    def make_ready(self) -> None:
        super().make_ready()
        self.offer("grid", Resource.grids_kept_by(self.hat).order_by("code"))

    def perform(self) -> Resource:
        said = self.cleaned_data
        return actions.add_helper(
            name=said["name"], place=said["grid"], pool=said["pool"], skills=said["skills"], contact=said["contact"],
            by=self.hat.person, at=self.at,
        )  # fmt: skip


class RetireHelper(Deed):
    title, button, done = "停用党员资源", "停用", "已停用。"
    advice = "以后匹配资源不再列出；办过的事照旧看得到。"

    def __init__(self, *args: Any, resource: Resource, **kwargs: Any) -> None:
        self.resource = resource
        super().__init__(*args, **kwargs)

    def perform(self) -> None:
        actions.retire_helper(self.resource, by=self.hat.person, at=self.at)
