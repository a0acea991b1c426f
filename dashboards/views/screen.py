from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.utils.cache import get_conditional_response
from django.utils.safestring import mark_safe
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from dashboards.asked import Asked, asked, opening
from dashboards.kept import Kept, kept
from dashboards.reach import reach_of
from dashboards.screen import screen_of, stops_of
from grids.models import Place
from partyorg.door import at_desk
from partyorg.hats import Hat

HELD = "0"  # ?turn=0: stays where it is; ?turn=<place>: goes round from that place


@require_safe
@at_desk
def own_screen(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The screen of the highest place that this hat covers; of a unit its own line."""
    reach = reach_of(hat)
    if reach.first is None:
        return render(request, "dashboards/nothing.html", {"hat": hat}, status=403)
    return redirect(opening(reach, request.GET, "dashboards:screen"))


@require_safe
@at_desk
def screen(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponse:
    """The wall screen: a frame that needs no script, around what `screen_now` answers."""
    looked_at = asked(request.GET, place=place, hat=hat, at=at)
    now = _now(looked_at, hat, at)
    shown = {
        "hat": hat, "asked": looked_at, "now": mark_safe(now.content), "mark": now.mark, "at": localtime(now.at),
        "turn": _Turn.of(request, looked_at, _busy(now.content)),
    }  # fmt: skip
    return render(request, "dashboards/screen.html", shown)


@require_safe
@at_desk
def screen_now(request: HttpRequest, hat: Hat, at: datetime, place: int) -> HttpResponseBase:
    """What stands there now, as a piece of the page; 304 without a body for whoever has just that already."""
    now = _now(asked(request.GET, place=place, hat=hat, at=at), hat, at)
    answer = HttpResponse(now.content)
    answer["ETag"] = f'"{now.mark}"'
    answer = get_conditional_response(request, etag=answer["ETag"], response=answer) or answer
    answer["X-Counted-At"] = localtime(now.at).isoformat(timespec="seconds")
    return answer


def _now(looked_at: Asked, hat: Hat, at: datetime) -> Kept:
    def make() -> str:
        return render_to_string("dashboards/screen_now.html", {"screen": screen_of(looked_at, hat, at)})

    return kept("screen", looked_at, hat, at, make)


def _busy(content: str) -> list[int]:
    """What the piece itself says: it may have been kept, and then nothing is counted anew."""
    found = re.search(r'data-busy="([\d ]*)"', content)
    return [int(pk) for pk in found[1].split()] if found else []


@dataclass(frozen=True, slots=True)
class _Turn:
    """`stops`: where the screen may go round; the one that is shown is among them. `busy`: which have something."""

    stops: list[Place]
    root: Place
    index: int
    is_held: bool
    busy: list[int]
    after: str  # at the root: where it comes from

    @classmethod
    def of(cls, request: HttpRequest, looked_at: Asked, busy: list[int]) -> _Turn:
        place, wanted, after = looked_at.place, request.GET.get("turn", ""), request.GET.get("after", "")
        root = next((one for one in place.chain() if str(one.pk) == wanted and looked_at.reach.covers(one)), place)
        stops = stops_of(looked_at, root)
        index = next((number for number, stop in enumerate(stops) if stop.pk == place.pk), None)
        if index is None:
            return cls([place], place, 0, wanted == HELD, [], "")
        return cls(stops, root, index, wanted == HELD, busy, after)

    @property
    def following(self) -> Place:
        """Every other stop is where it began; in between those below that have something, one after the other."""
        here = self.stops[self.index]
        if self.is_held:
            return here
        if self.index:
            return self.stops[0]
        seen = next((number for number, stop in enumerate(self.stops) if str(stop.pk) == self.after), 0)
        order = [*self.stops[seen + 1 :], *self.stops[1 : seen + 1]]
        return next((stop for stop in order if stop.pk in self.busy), here)

    @property
    def query(self) -> str:
        """Beside what the address says anyway."""
        after = f"&after={self.stops[self.index].pk}" if self.index and not self.is_held else ""
        return f"&turn={HELD if self.is_held else self.root.pk}{after}"
