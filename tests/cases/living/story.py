"""What happened in a life, one line a deed, as it is told when something does not hold:

周一 11-16 09:00 王书记 吹哨到街道（第1件） → 拒绝（网格要先匹配资源…）
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.utils.timezone import localtime

from cases.models import Case, Event
from cases.telling.moments import WEEKDAYS
from cases.terms import Kind, Level, Notice, State, Who


def moment(at: datetime) -> str:
    here = localtime(at)
    year = "" if here.year == 2026 else f"{here.year}-"
    return f"周{WEEKDAYS[here.weekday()]} {year}{here:%m-%d %H:%M}"


def deed(kind: Kind | Notice, filled: Mapping[str, Any], nth: int) -> str:
    """吹哨到街道（第1件）"""
    words = str(kind.label)
    if "to" in filled:
        words += f"到{Level(filled['to']).label}" if filled["to"] in set(Level) else f"到第{filled['to']}级"
    if host := filled.get("host"):
        words += f"，{host}主办"
    if parent := filled.get("parent"):
        words += f"到{parent.number}"
    for name in ("review_on", "limit"):
        words += f"，{filled[name]}" if name in filled else ""
    return f"{words}（第{nth}件）"


def outcome(events: Sequence[Event]) -> str:
    """处置中 → 待签收，网格 → 街道. What one deed brought about is told in one line."""
    return "；".join(_step(event) for event in events) or "什么也没变"


def _step(event: Event) -> str:
    """系统签收，晚了 2:00:00，待签收 → 处置中"""
    parts = []
    if event.role == Who.SYSTEM:
        parts.append(f"系统{event.get_kind_display().removeprefix('系统')}")
        parts += [f"晚了 {timedelta(seconds=event.late_seconds)}"] if event.late_seconds else []
    parts.append(_from_to(event.from_state and State(event.from_state).label, State(event.to_state).label))
    if event.from_level != event.to_level:
        parts.append(_from_to(event.from_level and Level(event.from_level).label, Level(event.to_level).label))
    return "，".join(parts)


def _from_to(one: Any, other: str) -> str:
    return f"{other}不变" if one == other else f"{one or '（新）'} → {other}"


def standing(case: Case, nth: int) -> str:
    """How a case stands in the end: 第1件 370203-20261116-000001 处置中，街道负责（镇江路街道党工委），主办区住建局"""
    host = f"，主办{case.host_org}" if case.host_org else ""
    asked = f"，等着决定：{case.get_proposed_display()}" if case.proposed else ""
    due = f"，最早到点 {moment(case.due_at)}" if case.due_at else "，没有在走的钟"
    owner = f"{Level(case.owner_level).label}负责（{case.owner_org}）"
    return f"第{nth}件 {case.number} {State(case.state).label}，{owner}{host}{asked}{due}"
