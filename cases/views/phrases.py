"""常用语: one's own, and the unit's, which its head keeps."""

from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.door import both
from cases import actions
from cases.forms.phrases import PhraseForm
from cases.models import Phrase
from partyorg.door import at_desk
from partyorg.hats import Hat


@require_safe
@at_desk
def phrases(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    found = list(Phrase.objects.visible_to(hat).select_related("unit"))
    own = [(phrase, True) for phrase in found if not phrase.unit_id]
    units = [(phrase, actions.may_change(phrase, hat)) for phrase in found if phrase.unit_id]
    return render(request, "cases/phrases.html", {"hat": hat, "own": own, "units": units})


@both
@at_desk
def new_phrase(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    form = PhraseForm(*([request.POST] if request.method == "POST" else []), hat=hat)
    return _kept(request, form, at)


@both
@at_desk
def change_phrase(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """The unit's is there for all in it (403 to change), a stranger's is not (404)."""
    phrase = get_object_or_404(Phrase.objects.visible_to(hat), pk=pk)
    if not actions.may_change(phrase, hat):
        return _not_yours(request, phrase, hat)
    form = PhraseForm(*([request.POST] if request.method == "POST" else []), hat=hat, phrase=phrase)
    return _kept(request, form, at)


@require_POST
@at_desk
def drop_phrase(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    phrase = get_object_or_404(Phrase.objects.visible_to(hat), pk=pk)
    try:
        actions.drop_phrase(phrase, by=hat, at=at)
    except actions.NotYours:
        return _not_yours(request, phrase, hat)
    messages.success(request, f"常用语“{phrase}”删掉了。")
    return redirect("cases:phrases")


def _kept(request: HttpRequest, form: PhraseForm, at: datetime) -> HttpResponse:
    if not form.is_bound or not form.is_valid():
        return _page(request, form)
    try:
        if form.phrase:
            phrase = actions.change_phrase(form.phrase, **form.said(), by=form.hat, at=at)
        else:
            phrase = actions.keep_phrase(**form.said(), by=form.hat, at=at)
    except ValidationError as wrong:
        for message in wrong.messages:
            form.add_error("title" if "名字" in message else None, message)
        return _page(request, form)
    messages.success(request, f"常用语“{phrase}”存好了。")
    return redirect("cases:phrases")


def _page(request: HttpRequest, form: PhraseForm) -> HttpResponse:
    status = 422 if form.errors else 200
    return render(request, "cases/phrase.html", {"hat": form.hat, "form": form}, status=status)


def _not_yours(request: HttpRequest, phrase: Phrase, hat: Hat) -> HttpResponse:
    return render(request, "cases/phrase_not_yours.html", {"hat": hat, "phrase": phrase}, status=403)
