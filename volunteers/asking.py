"""What the pages of volunteers, activities, teams, patrols and the shop have in common: one way to ask something and do
it, at the desk and on a telephone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Page, Paginator
from django.db import IntegrityError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from accounts.once import RACED, is_race
from partyorg.hats import Hat
from volunteers.rules import Refused

ROWS = 50
NOT_THEIRS = ("not_yours", "own_record", "own_name", "own_word", "same_reviewer")
Do = Callable[[], str | None]


@dataclass(frozen=True, slots=True)
class Question:
    """A form as its page says it. `back`: the address it comes from and returns to; `done`: what is said then.

    `at_field`: rule → the field at which its sentence stands. `tab`: the tab of the desk's pages that is on.
    `over`: the rules after which there is nothing more to ask; a resident's page then offers only the way back.
    """

    title: str
    button: str
    back: str
    done: str
    about: str = ""
    advice: str = ""
    tab: str = ""
    at_field: dict[str, str] = field(default_factory=dict)
    over: tuple[str, ...] = ()


def desk_page(
    request: HttpRequest, hat: Hat, template: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    return render(request, template, {"hat": hat, **context}, status=status)


def ask_at_desk(
    request: HttpRequest, hat: Hat, question: Question, form: forms.Form, do: Do, *,
    template: str = "volunteers/form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """GET asks, POST does. What is refused stands at its field, and all that was typed with it.

    `do` makes one call into the domain and returns where to go, or None for `back`.
    """
    return _ask(request, question, form, do, template, {"hat": hat, **more})


def ask_resident(
    request: HttpRequest, question: Question, form: forms.Form, do: Do, *,
    template: str = "volunteers/resident/form.html", **more: Any,
) -> HttpResponse:  # fmt: skip
    """As `ask_at_desk`, on a telephone: `form` is a PageForm."""
    return _ask(request, question, form, do, template, more)


def sent(request: HttpRequest) -> Any:
    """What fills a form: nothing where it is only looked at."""
    return request.POST if request.method == "POST" else None


def page_of(request: HttpRequest, rows: QuerySet[Any]) -> Page[Any]:
    return Paginator(rows, ROWS).get_page(request.GET.get("page"))


def _ask(
    request: HttpRequest, question: Question, form: forms.Form, do: Do, template: str, more: dict[str, Any]
) -> HttpResponse:
    shown = {"question": question, "form": form, **more}
    if not form.is_bound:
        return render(request, template, shown)
    if not form.is_valid():
        return render(request, template, shown, status=422)
    try:
        then = do()
    except Refused as refused:
        at = question.at_field.get(refused.rule)
        form.add_error(at if at in form.fields else None, str(refused))
        if refused.rule in question.over:
            shown["over"] = True
        return render(request, template, shown, status=403 if refused.rule in NOT_THEIRS else 409)
    except IntegrityError as error:
        if not is_race(error):
            raise
        form.add_error(None, RACED)
        return render(request, template, shown, status=409)
    if question.done:
        messages.success(request, question.done)
    return redirect(then or question.back)
