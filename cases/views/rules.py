"""The tree of reasons: the rules that run, as a page. Everything on it is read out of the data at this moment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cases import rulebook
from cases.deadlines import Clockwork
from cases.diagram import diagram
from cases.models import Category
from cases.rulebook import CLIMBS, Asked, Line
from cases.terms import State, Urgency
from cases.workflow import MOVES, Move
from partyorg.door import hat_worn
from worktime import clock


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the table of events."""

    title: str
    lines: list[Line]


@require_safe
@login_required
def rules(request: HttpRequest) -> HttpResponse:
    """Open to everyone who signs in, with a post or without: an auditor reads here what binds whom."""
    hat = hat_worn(request, clock.now())
    mine = rulebook.could_be(hat.posts)
    asked = Asked.read(request.GET, mine)
    clockwork = Clockwork.load()
    shown = {
        "hat": hat,
        "asked": asked,
        "asked_mine": request.GET.get("who") == "mine",
        "stops": rulebook.stops(asked),
        "limits": rulebook.limit_rows(clockwork),
        "exceptions": rulebook.exceptions(clockwork, Category.objects.filter(is_active=True)),
        "standings": rulebook.standings_told(mine),
        **_pictured(asked),
        **_whole_table(),
    }
    return render(request, "cases/rules.html", shown)


def _whole_table() -> dict[str, Any]:
    lines = rulebook.lines()
    return {
        "states": list(State),
        "urgencies": list(Urgency),
        "climbing": set(CLIMBS),
        "alone": {line.move.kind for line in lines if line.by_system},
        "laws": rulebook.laws(),
        "events": [
            Part("移动案件的事件", [line for line in lines if line.moves]),
            Part("在旁边记一笔的", [line for line in lines if not line.moves]),
        ],
        "notices": rulebook.notices(),
        "rungs": rulebook.rungs(),
        "endings": rulebook.ENDINGS,
        "rules": rulebook.rules(),
    }


def _pictured(asked: Asked) -> dict[str, Any]:
    """The diagram with what was asked for lit; that is painted last, upon the rest."""

    def is_lit(state: str, moves: Iterable[Move]) -> bool:
        return bool(asked) and asked.state in (None, state) and any(asked.concerns(move) for move in moves)

    picture = diagram()
    arrows = [(arrow, is_lit(arrow.source, arrow.moves)) for arrow in picture.arrows]
    touched = {end for arrow, lit in arrows if lit for end in (arrow.source, arrow.target)}
    return {
        "diagram": picture,
        "arrows": sorted(arrows, key=lambda pair: pair[1]),
        "concerned": {move.kind for move in MOVES.values() if asked and asked.concerns(move)},
        "asked_of": {asked.state} if asked.state else set(State),
        "nodes": [
            (node, node.state in touched or is_lit(node.state, [move for move, _ in node.staying]))
            for node in picture.nodes
        ],
    }
