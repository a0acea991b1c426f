"""How one comes to the pages of party life: with a post that is the party's own."""

from __future__ import annotations

from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.timezone import localdate

from partylife.kinds import Span
from partylife.periods import Period, period_of, read
from partylife.sight import sees_party_life
from partyorg.door import View, at_desk
from partyorg.hats import Hat

ROWS = 50
LONGEST_PK = 18  # digits that every database can look for


def in_the_party(view: View) -> View:
    """`at_desk`, and for everybody else a page that says whose it is."""

    @at_desk
    @wraps(view)
    def entered(request: HttpRequest, hat: Hat, at: datetime, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not sees_party_life(hat):
            return render(request, "partylife/not_yours.html", {"hat": hat}, status=403)
        return view(request, hat, at, *args, **kwargs)

    return entered


def period_asked(request: HttpRequest, at: datetime) -> Period:
    return read(request.GET.get("period", ""), localdate(at))


def periods_beside(at: datetime) -> list[tuple[str, Period]]:
    """The current month, quarter and year, by which the pages let one begin."""
    today = localdate(at)
    return [
        (name, period_of(today, span))
        for name, span in (("本月", Span.MONTH), ("本季度", Span.QUARTER), ("今年", Span.YEAR))
    ]


def number(written: str) -> int | None:
    """A row's number as an address writes it; None for what can be none."""
    return int(written) if written.isascii() and written.isdecimal() and len(written) <= LONGEST_PK else None


def refused(request: HttpRequest, hat: Hat, refusal: Exception, *, back: str) -> HttpResponse:
    """A deed that is not this hat's: the sentence, the rule's name, and the way back."""
    return render(request, "partylife/refused.html", {"hat": hat, "refusal": refusal, "back": back}, status=403)
