"""The two faces of one round: staff on duty walk it from the desk, volunteers from the residents' pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from accounts.door import as_resident
from accounts.models import User
from accounts.pageform import PageForm
from partyorg.hats import Hat
from teams.door import organising
from volunteers.asking import Do, Question, ask_at_desk, ask_resident
from worktime import clock

Walk = Callable[..., HttpResponseBase]


@dataclass(frozen=True, slots=True)
class Face:
    """`urls`: the namespace of its addresses; `folder`: where its templates are."""

    urls: str
    folder: str

    def to(self, page: str, *args: Any) -> str:
        return reverse(f"{self.urls}:{page}", args=args)

    def shows(self, request: HttpRequest, hat: Hat, page: str, context: dict[str, Any]) -> HttpResponse:
        names = {"hat": hat, "tab": "patrols", "cut": "today", "walks": self.urls}
        return render(request, f"{self.folder}/{page}.html", {**names, **context})

    def asks(self, request: HttpRequest, hat: Hat, question: Question, form: PageForm, do: Do) -> HttpResponse:
        if self.urls == "patrols":
            return ask_at_desk(request, hat, question, form, do)
        return ask_resident(request, question, form, do)


AT_DESK = Face("patrols", "patrols")
ON_A_PHONE = Face("patrolling", "patrols/resident")


def for_both(walk: Walk) -> tuple[Walk, Walk]:
    """`walk(request, face, hat, at, …)` as a view of the desk, and as one of residents."""

    @organising
    @wraps(walk)
    def desk(request: HttpRequest, hat: Hat, at: datetime, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return walk(request, AT_DESK, hat, at, *args, **kwargs)

    @as_resident
    @wraps(walk)
    def resident(request: HttpRequest, person: User, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return walk(request, ON_A_PHONE, Hat(person=person), clock.now(), *args, **kwargs)

    return desk, resident
