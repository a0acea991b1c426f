from dataclasses import dataclass
from datetime import date
from typing import Any

from django import template

from burden.menu import Menu, menu_of
from burden.meter import Load
from burden.models import Assignment
from burden.workflow import State
from cases.telling.moments import day_said
from partyorg.hats import RESIDENT, Hat

register = template.Library()
TALLEST, STRIDE = 20, 13


@dataclass(frozen=True, slots=True)
class Chip:
    words: str
    tone: str = ""


@register.simple_tag
def tasks_of(hat: Hat | None) -> Menu:
    """`{% tasks_of hat as tasks %}`: what the desk's navigation offers. The pages of tasks themselves read it, too."""
    return menu_of(hat or RESIDENT)


@register.simple_tag
def task_chip(assignment: Assignment, today: date) -> Chip:
    """Until when it is wanted. Late or near is only what the community has in hands: nothing else waits for it."""
    due = assignment.task.due_on
    left = (due - today).days
    if assignment.state != State.PUT or left > 1:
        return Chip(f"{day_said(due, today)}前")
    return Chip(f"过期 {-left} 天", "late") if left < 0 else Chip("明天到期" if left else "今天到期", "soon")


@register.inclusion_tag("burden/bars.html")
def bars(load: Load, most: int) -> dict[str, Any]:
    """The fortnights as bars, all rows against the same `most`."""
    heights = [max(1, round(count.tasks * TALLEST / most)) for count in load.trend]
    return {"bars": [{"x": n * STRIDE, "y": TALLEST - height, "height": height} for n, height in enumerate(heights)]}


@register.filter
def signed(change: int) -> str:
    """+5, −3"""
    return f"{change:+d}".replace("-", "−")
