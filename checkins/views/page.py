"""What the pages have in common: their frame, and one way to ask something and do it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.once import RACED
from checkins.forms import FIELD_OF_RULE
from checkins.rules import Refused
from partyorg.hats import Hat


@dataclass(frozen=True, slots=True)
class Question:
    """A form as its page says it. `back`: the address it comes from and returns to; `done`: what is said then."""

    title: str
    button: str
    back: str
    done: str
    about: str = ""
    advice: str = ""


def page(request: HttpRequest, hat: Hat, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """In the desk's frame; without a post in one of its own, which offers nothing that would be refused."""
    base = "desk/base.html" if hat.on else "checkins/alone.html"
    return render(request, f"checkins/{template}.html", {"hat": hat, "base": base, **context}, status=status)


def ask(
    request: HttpRequest,
    hat: Hat,
    question: Question,
    form: forms.Form,
    do: Callable[[], str | None],
    may: Callable[[], Any] | None = None,
) -> HttpResponse:
    """GET asks, POST does. `may` raises Refused where it is not theirs or not now: then nothing is asked.

    `do` returns where to go, or None for `back`; what it refuses stands at the field, and all that was typed with it.
    """
    shown: dict[str, Any] = {"question": question, "form": form}
    try:
        if may:
            may()
    except Refused as refused:
        return page(request, hat, "form", {**shown, "refusal": refused}, _status(refused))
    if not form.is_bound:
        return page(request, hat, "form", shown)
    if not form.is_valid():
        return page(request, hat, "form", shown, 422)
    try:
        then = do()
    except Refused as refused:
        field = FIELD_OF_RULE.get(refused.rule)
        form.add_error(field if field in form.fields else None, str(refused))
        return page(request, hat, "form", shown, _status(refused))
    except IntegrityError:
        form.add_error(None, RACED)
        return page(request, hat, "form", shown, 409)
    messages.success(request, question.done)
    return redirect(then or question.back)


def sent(request: HttpRequest) -> Any:
    """What fills a form: nothing where it is only looked at."""
    return request.POST if request.method == "POST" else None


def _status(refused: Refused) -> int:
    return 403 if refused.rule in ("not_yours", "own_territory") else 409
