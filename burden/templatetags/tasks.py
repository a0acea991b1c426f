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
    """While the community has it: until when it is wanted. Else where it stands; amber while the street must decide."""
    if assignment.state != State.PUT:
        tones = {State.ASKED: "soon", State.OBJECTED: "soon", State.DONE: "good"}
        return Chip(assignment.get_state_display(), tones.get(State(assignment.state), ""))
    left = (assignment.task.due_on - today).days
    if left < 0:
        return Chip(f"过期 {-left} 天", "late")
    return Chip("今天到期", "soon") if left == 0 else Chip(f"{day_said(assignment.task.due_on, today)}前")


@register.inclusion_tag("burden/bars.html")
def bars(load: Load, most: int) -> dict[str, Any]:
    """The fortnights as bars, all rows against the same `most`."""
    heights = [max(1, round(count.tasks * TALLEST / most)) for count in load.trend]
    return {"bars": [{"x": n * STRIDE, "y": TALLEST - height, "height": height} for n, height in enumerate(heights)]}


@register.filter
def signed(change: int) -> str:
    """+5, −3"""
    return f"{change:+d}".replace("-", "−")
