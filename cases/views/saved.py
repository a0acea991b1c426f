"""我的视图: kept out of a list, renamed, shared, dropped. Using one is only opening its address."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from cases import actions, queues
from cases.forms.filters import KEPT, FilterForm, conditions_of, query_of
from cases.forms.saved import SavedViewForm
from cases.models import SavedView
from partyorg.door import at_desk
from partyorg.hats import Hat

SHARED_AT_MOST = 20  # beside the list; all of them stand on the page of views


@dataclass(frozen=True, slots=True)
class Shelf:
    """A view as it stands beside the list. `count` None: not cheap to count. `may_change`: on the page of views."""

    view: SavedView
    count: int | None
    is_on: bool
    may_change: bool = False


def shelves(hat: Hat, at: datetime, *, on: str = "") -> tuple[list[Shelf], list[Shelf]]:
    """One's own and the units', each with its count: three queries, however many there are."""
    found = SavedView.objects.visible_to(hat).order_by("id")
    own = [view for view in found if view.owner_id == (hat.person and hat.person.pk)]
    shared = [view for view in found if view not in own][:SHARED_AT_MOST]
    counts = _counted([*own, *shared], hat, at)
    shelved = [Shelf(view, counts.get(f"view_{view.pk}"), view.query == on) for view in (*own, *shared)]
    return shelved[: len(own)], shelved[len(own) :]


def _counted(views: Sequence[SavedView], hat: Hat, at: datetime) -> dict[str, int]:
    said = {f"view_{view.pk}": QueryDict(view.query).dict() for view in views}
    counted = {}
    for key, narrowed in conditions_of({key: one for key, one in said.items() if "words" not in one}).items():
        listed = queues.condition_of(said[key].get("q", "all"), hat, at)
        if listed is not None:
            counted[key] = listed & narrowed
    return queues.counted_apart(counted, hat)


@require_safe
@at_desk
def saved_views(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    own, shared = shelves(hat, at)
    mine = actions.changeable_views([shelf.view for shelf in (*own, *shared)], by=hat, at=at)
    own, shared = ([replace(shelf, may_change=shelf.view.pk in mine) for shelf in some] for some in (own, shared))
    return render(request, "cases/views.html", {"hat": hat, "own": own, "shared": shared})


@both
@at_desk
def save_view(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """The list whose address this bears (`?q=handling&urgency=URGENT`), under a name."""
    query = {name: request.GET[name] for name in KEPT if request.GET.get(name)}
    form = SavedViewForm(*([request.POST] if request.method == "POST" else []), hat=hat, query=query)
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    try:
        view = actions.keep_view(**form.cleaned_data, query=form.kept, by=hat, at=at)
    except ValidationError as wrong:
        _say(form, wrong)
        return _page(request, form)
    messages.success(request, f"视图“{view}”存好了。")
    return _to_the_list(view)


@both
@at_desk
def change_view(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """One's own, or what was left behind in one's unit; a colleague's is there (403), anybody else's is not (404)."""
    view = get_object_or_404(SavedView.objects.visible_to(hat).select_related("owner", "unit"), pk=pk)
    if not actions.changeable_views([view], by=hat, at=at):
        return render(request, "cases/view_not_yours.html", {"hat": hat, "view": view}, status=403)
    query = QueryDict(view.query).dict()
    form = SavedViewForm(*([request.POST] if request.method == "POST" else []), hat=hat, query=query, view=view)
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    try:
        actions.change_view(view, **form.cleaned_data, by=hat, at=at)
    except ValidationError as wrong:
        _say(form, wrong)
        return _page(request, form)
    messages.success(request, f"视图“{view}”改好了。")
    return redirect("cases:views")


@require_POST
@at_desk
def drop_view(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    view = get_object_or_404(SavedView.objects.visible_to(hat).select_related("owner", "unit"), pk=pk)
    try:
        actions.drop_view(view, by=hat, at=at)
    except actions.NotYours:
        return render(request, "cases/view_not_yours.html", {"hat": hat, "view": view}, status=403)
    messages.success(request, f"视图“{view}”删掉了。")
    return redirect("cases:views")


def _page(request: HttpRequest, form: SavedViewForm) -> HttpResponse:
    filters = FilterForm(form.query)
    filters.is_valid()
    shown = {"hat": form.hat, "form": form, "filters": filters, "said": queues.title_of(form.query)}
    shown["back"] = query_of(form.query)
    return render(request, "cases/view.html", shown, status=422 if form.errors else 200)


def _say(form: SavedViewForm, wrong: ValidationError) -> None:
    """The names are the form's own but for the constraint's, which is about the name."""
    for message in wrong.messages:
        form.add_error("name" if "名字" in message else None, message)


def _to_the_list(view: SavedView) -> HttpResponse:
    response = redirect("cases:queue")
    response["Location"] += f"?{view.query}"
    response.status_code = 303
    return response
