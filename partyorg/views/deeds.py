"""The page of one deed: what it asks, what was wrong, and where one goes when it is done."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from partyorg.forms.deed import Deed
from partyorg.hats import Hat


def page_of(
    request: HttpRequest, hat: Hat, form: Deed, *, about: str, back: str, template: str = "partyorg/deed.html"
) -> HttpResponse:
    """GET asks, POST does it once and goes `back`; 422 with all that was typed where something is wrong."""
    if form.is_bound and form.succeeds():
        messages.success(request, form.done)
        return redirect(back)
    context = {"hat": hat, "form": form, "about": about, "back": back}
    return render(request, template, context, status=422 if form.is_bound else 200)


def refused(request: HttpRequest, hat: Hat, why: str, *, title: str, back: str) -> HttpResponse:
    return render(request, "partyorg/refused.html", {"hat": hat, "why": why, "title": title, "back": back}, status=403)
