"""Hours and points in plain words. Pure."""

from __future__ import annotations


def duration(minutes: int) -> str:
    """As people say it: 90 → “1 小时 30 分钟”."""
    hours, rest = divmod(abs(minutes), 60)
    parts = [f"{hours} 小时" if hours else "", f"{rest} 分钟" if rest or not hours else ""]
    return ("－" if minutes < 0 else "") + " ".join(part for part in parts if part)
