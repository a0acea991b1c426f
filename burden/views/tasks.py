from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from burden.fortnights import Days
from burden.models import Assignment, AssignmentQuerySet
from burden.standing import awaited_states
from burden.territory import COMMUNITY_LEVELS
from grids.models import Place
from partyorg.door import at_desk
from partyorg.hats import Hat

ROWS = 50
YEARS = range(2000, 2100)


@dataclass(frozen=True, slots=True)
class Cut:
    """What the list shows. `name` stands in the address; `figures` says what a line of the burden meter said."""

    name: str
    title: str
    tasks: AssignmentQuerySet
    empty: str
    figures: str = ""


@require_safe
@at_desk
def tasks(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """A cut of the tasks one may see: what waits for me, what is under way, what is over, or a line of the meter."""
    cut = _cut(request, hat)
    page = _number(request, "page") or 1
    rows = list(cut.tasks.with_faces()[(page - 1) * ROWS : page * ROWS + 1])
    context = {
        "hat": hat,
        "today": localdate(at),
        "cut": cut,
        "rows": rows[:ROWS],
        "page": page,
        "previous": page - 1,
        "next": page + 1,
        "more": len(rows) > ROWS,
    }
    return render(request, "burden/tasks.html", context)


def _cut(request: HttpRequest, hat: Hat) -> Cut:
    """An unknown name is no error: old bookmarks lead to the list one begins with."""
    mine = Assignment.objects.visible_to(hat)
    if pk := _number(request, "community"):
        return _line_of_the_meter(get_object_or_404(Place, pk=pk, level__in=COMMUNITY_LEVELS), mine, _days(request))
    decides = any(awaited_states(post) for post in hat.posts)
    asked = request.GET.get("q") or ("waiting" if decides else "open")
    if asked == "over":
        return Cut("over", "已了结", mine.over().order_by("-id"), "还没有了结的协助事项。")
    if asked == "waiting" and decides:
        waiting = Assignment.objects.waiting_for(hat).order_by("task__due_on", "id")
        return Cut("waiting", "等我处理", waiting, "现在没有等您处理的协助事项。")
    return Cut("open", "进行中", mine.open().order_by("task__due_on", "id"), "现在没有进行中的协助事项。")


def _line_of_the_meter(community: Place, mine: AssignmentQuerySet, days: Days | None) -> Cut:
    """What came to this community: of these days, or ever."""
    came = mine.filter(community=community, put_on_at__isnull=False)
    if days:
        came = came.put_in(days)
    counted = came.aggregate(tasks=Count("id"), units=Count("task__issuer", distinct=True))
    when = f"{days}到社区的" if days else "到过社区的"
    return Cut(
        "community",
        f"{community.short_name}：{when}协助事项",
        came.order_by("-put_on_at", "-id"),
        "这段时间没有协助事项到这个社区。",
        f"{counted['tasks']} 项，来自 {counted['units']} 个单位",
    )


def _days(request: HttpRequest) -> Days | None:
    first, last = _day(request, "from"), _day(request, "to")
    return Days(first, last) if first and last and first <= last else None


def _day(request: HttpRequest, name: str) -> date | None:
    try:
        day = date.fromisoformat(request.GET.get(name, ""))
    except ValueError:
        return None
    return day if day.year in YEARS else None


def _number(request: HttpRequest, name: str) -> int | None:
    """A number that a database holds; None for anything else."""
    said = request.GET.get(name, "")
    return int(said) or None if said.isdecimal() and len(said) < 10 else None
