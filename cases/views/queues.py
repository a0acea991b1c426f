from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import panels, queues, telling
from cases.forms.bulk import may_tick
from cases.forms.filters import FilterForm, query_of
from cases.models import Case, CaseQuerySet
from cases.views.door import case_or_404
from cases.views.page import everything_about
from cases.views.saved import shelves
from partyorg.door import at_desk
from partyorg.hats import Hat
from partyorg.offices import MEANT_FOR

ROWS = 50


@dataclass(frozen=True, slots=True)
class Choice:
    """What the list shows: a queue of mine, all that I may see, what is closed, or what a search found."""

    name: str
    title: str
    cases: CaseQuerySet
    empty: str
    is_search: bool = False


@require_safe
@at_desk
def queue(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The list and, beside it, one case: the one asked for (`?case=`), else the first of the list."""
    if not hat.posts and not request.GET:
        return _front_of_an_office(request, hat)
    counts = queues.counted(hat, at)
    choice = _choice(request, hat, at)
    if choice.name == queues.PANEL:
        counts[queues.PANEL] = choice.cases.count()
    filters = FilterForm(request.GET.dict())
    is_right = filters.is_valid()
    cases = choice.cases.filter(filters.which) if filters.is_narrowing else choice.cases
    if is_open := not is_right or "narrow" in request.GET:
        filters.open_for(hat, choice.cases)
    page = _page(request)
    rows = list(cases.with_faces().with_company()[(page - 1) * ROWS : page * ROWS + 1])
    asked_for = request.GET.get("case", "")
    shown = _shown(rows, asked_for, hat)
    query = query_of(request.GET.dict())
    context = {
        "hat": hat,
        "queues": [(queue, counts[queue.name]) for queue in queues.queues_of(hat, counts)],
        "on_a_street": bool(panels.streets_of(hat)),
        "shelves": shelves(hat, at, on=query),
        "choice": choice,
        "count": cases.count() if filters.is_narrowing else counts.get(choice.name),
        "filters": filters,
        "is_open": is_open,
        "query": query,
        "unfiltered": query_of({name: request.GET.get(name) for name in ("q", "words")}),
        "rows": [_row(case, hat, at) for case in rows[:ROWS]],
        "may_assign": choice.name == "accepted" and any(may_tick(case, hat) for case in rows),
        "page": page,
        "more": len(rows) > ROWS,
        "previous": page - 1,
        "next": page + 1,
        "asked_for": asked_for,
        "shown": shown,
        **(everything_about(shown, hat, at, in_pane=True) if shown else {}),
    }
    return render(request, "cases/queue.html", context, status=200 if is_right else 422)


def _front_of_an_office(request: HttpRequest, hat: Hat) -> HttpResponse:
    """An office has no queues: no case waits for it, and no count of nothing is to say so."""
    offices = [(post, MEANT_FOR.get(post.role, "")) for post in hat.offices]
    return render(request, "desk/office.html", {"hat": hat, "offices": offices})


def _shown(rows: list[Case], asked_for: str, hat: Hat) -> Case | None:
    """The case asked for, whether or not it is on this page; 404 when it may not be seen."""
    if not asked_for:
        return next(iter(rows), None)
    return next((case for case in rows if case.number == asked_for), None) or case_or_404(asked_for, hat)


def _choice(request: HttpRequest, hat: Hat, at: datetime) -> Choice:
    """An unknown name is no error: old bookmarks lead to the whole desk."""
    if words := request.GET.get("words", "").strip():
        empty = "没有找到。换个词，或者用编号、完整的手机号再试。"
        return Choice("", f"找“{words}”", queues.found(words, hat), empty, is_search=True)
    asked = request.GET.get("q")
    if asked == queues.PANEL:
        return _of_panel(hat)
    if asked == "open":
        return Choice("open", "全部在办", queues.under_way(hat), "现在没有您能看到的在办的事。")
    if asked == "closed":
        return Choice("closed", "已结案", queues.closed(hat), "还没有结案的事。")
    queue = next((queue for queue in queues.QUEUES if queue.name == asked), queues.ALL)
    return Choice(queue.name, queue.label, queues.in_queue(queue, hat, at), queue.empty)


def _of_panel(hat: Hat) -> Choice:
    seats = panels.seats_of(hat)
    name = panels.name_of(seats)
    empty = f"街道里没有归{name}的在办的事。" if seats else "您的岗位还没有分到板块，请找街道的负责人分配。"
    return Choice(queues.PANEL, f"本板块：{name}" if seats else "本板块", queues.on_panel(hat, seats), empty)


def _row(case: Case, hat: Hat, at: datetime) -> dict[str, object]:
    return {
        "may_tick": may_tick(case, hat),
        "case": case,
        "promise": telling.promise(case, at, for_staff=True),
        "rungs": telling.rungs(case),
        "awaited": telling.awaited(case, at),
    }


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
