"""What the detail of a line of the trail says, in Chinese: which value became which, and what else was noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, ForeignKey, Model

from accounts.models import AuditEntry
from accounts.personal import EncryptedField

# What is no field of the row that the line is about.
WORDS: Mapping[str, str] = {
    "accounts": "账号数", "added": "新增", "address": "整个地址一起解除", "change": "日历变更", "changed": "改动",
    "code": "编码", "community": "社区", "corrects": "更正的是", "done_on": "办结日期", "due_on": "到期日",
    "duty": "岗位", "elsewhere": "在别的名册的", "errors": "错误数", "fields": "改了", "from": "原来", "grid": "网格",
    "in_full": "号码不遮盖",
    "invited": "受邀单位数", "kind": "种类", "last_day": "最后一天", "lat": "纬度", "level": "层级", "lines": "楼栋",
    "lon": "经度", "name": "名称", "new": "新增", "now": "现在", "on": "日期", "organisation": "单位", "people": "人数",
    "person": "何人", "place": "地域", "reading": "正文", "role": "岗位", "rows": "行数", "rule": "规则",
    "seats": "席位数", "sessions": "登录数", "since": "起", "step": "步骤", "title": "标题", "to": "现在",
    "unit": "单位", "until": "止", "version": "版本", "was": "原来", "words": "措辞", "year": "年份",
}  # fmt: skip
NOT_SHOWN = "改了，内容不显示"
NOTHING = "无"


def told(entry: AuditEntry) -> list[str]:
    """A sentence for each thing that the line notes."""
    return list(_sentences(_model_of(entry.object_type), entry.detail or {}))


def _sentences(model: type[Model] | None, detail: Mapping[str, Any]) -> Iterator[str]:
    was, now = (found if isinstance(found := detail.get(name), dict) else {} for name in ("was", "now"))
    for name, value in now.items():
        arrow = f"{_value(model, name, was[name])} → " if name in was else ""
        yield f"{_label(model, name)}：{arrow}{_value(model, name, value)}"
    for name in detail.get("fields") or []:
        if name not in now:
            yield f"{_label(model, name)}：{NOT_SHOWN}"
    left = [name for name in detail if name != "fields" and not (name in ("was", "now") and (was or now))]
    yield from (f"{_label(model, name)}：{_value(model, name, detail[name])}" for name in left)


def _label(model: type[Model] | None, name: str) -> str:
    field = _field(model, name)
    return str(field.verbose_name) if field else WORDS.get(name, name)


def _value(model: type[Model] | None, name: str, value: Any) -> str:
    field = _field(model, name)
    if value is None or value in ("", "None") or value == []:
        return NOTHING
    if isinstance(value, bool) or value in ("True", "False"):
        return "是" if value in (True, "True") else "否"
    if isinstance(field, ForeignKey):
        return _named(field.related_model, value)
    if field and field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _listed(value)


def _listed(value: Any) -> str:
    if isinstance(value, list) and all(isinstance(one, list) and len(one) == 2 for one in value):
        return "、".join(f"编号 {first}" if first == last else f"编号 {first} 至 {last}" for first, last in value)
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, dict):
        return "；".join(f"{WORDS.get(name, name)} {_listed(one)}" for name, one in value.items())
    return str(value)


def _named(model: Any, number: Any) -> str:
    """By its name of today, but for rows about people, who is what being nobody's business here: by its number."""
    about_people = any(isinstance(field, EncryptedField) for field in model._meta.get_fields())
    if about_people or not str(number).isdecimal():
        return f"编号 {number}" if str(number).isdecimal() else str(number)
    row = model._base_manager.filter(pk=number).first()
    return str(row) if row else f"编号 {number}"


@lru_cache
def _model_of(object_type: str) -> type[Model] | None:
    try:
        return apps.get_model(object_type)
    except (LookupError, ValueError):
        return None


def _field(model: type[Model] | None, name: str) -> Field[Any, Any] | None:
    if model is None:
        return None
    try:
        field = model._meta.get_field(name)
    except FieldDoesNotExist:
        return None
    return field if isinstance(field, Field) else None
