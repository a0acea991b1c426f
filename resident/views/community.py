"""我的社区: what is done about the matters of all, how well, and who answers for which grid. For everybody, unnamed."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cases.board import FEWEST, figures, told
from cases.models import PublicNotice
from grids.models import Place
from partyorg.communities import by_street, community_with, remember, remembered, tidied
from partyorg.publicposts import sign_of
from worktime import clock

SPANS = (("近 90 天", 90), ("近 12 个月", 365))
SHOWN = {"": "全部", "running": "办理中", "done": "已办结"}
ROWS = 50


@never_cache
@require_safe
def communities(request: HttpRequest) -> HttpResponse:
    """The list to choose from; whoever has chosen before goes on to theirs, until they want another."""
    asked = "q" in request.GET or "choose" in request.GET
    if not asked and (known := remembered(request)):
        return redirect("resident:community", known.code)
    words = tidied(request.GET.get("q", ""))
    return render(request, "resident/communities.html", {"words": words, "streets": by_street(words)})


@never_cache
@require_safe
def community(request: HttpRequest, code: str) -> HttpResponse:
    """An unknown filter or page is no error: the whole list is shown from its beginning."""
    place, at = _community(code), clock.now()
    show, page = request.GET.get("show", ""), _page(request)
    board = PublicNotice.objects.on_board(place).with_faces()
    board = {"running": board.running, "done": board.done}.get(show, board.all)()
    rows = list(board[(page - 1) * ROWS : page * ROWS + 1])
    shown = {
        "place": place,
        "rows": told(rows[:ROWS], at),
        "show": show if show in SHOWN else "",
        "choices": SHOWN.items(),
        "previous": page - 1,
        "next": page + 1 if len(rows) > ROWS else 0,
        "figures": figures(place, spans=SPANS, at=at),
        "fewest": FEWEST,
    }
    response = render(request, "resident/community.html", shown)
    remember(request, response, place)
    return response


@never_cache
@require_safe
def community_grids(request: HttpRequest, code: str) -> HttpResponse:
    """谁管我这个网格: the posts that are public, with the duty telephone."""
    place = _community(code)
    response = render(request, "resident/community_grids.html", {"sign": sign_of(place, localdate(clock.now()))})
    remember(request, response, place)
    return response


def _community(code: str) -> Place:
    if (found := community_with(code)) is None:
        raise Http404
    return found


def _page(request: HttpRequest) -> int:
    asked = request.GET.get("page", "")
    return max(1, int(asked)) if asked.isdecimal() and len(asked) < 6 else 1
