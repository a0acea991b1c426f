"""四板块 of one's street: who works for which, who for none; its heads say so here."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate

from accounts.door import both
from cases import actions
from cases.forms.panels import SeatsForm
from cases.panels import house_of, may_seat, streets_of
from partyorg.door import at_desk
from partyorg.hats import Hat


@both
@at_desk
def panels(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Who works in the street's house reads it; a head of the street also assigns. For posts at two streets the first
    that one heads, else the first; the post that is on says which.
    """
    streets = sorted(streets_of(hat), key=lambda street: not may_seat(hat, street))
    if not streets:
        return render(request, "cases/panels_not_yours.html", {"hat": hat}, status=403)
    street = streets[0]
    may_assign = may_seat(hat, street)
    if request.method == "POST" and not may_assign:
        return render(request, "cases/panels_not_yours.html", {"hat": hat, "street": street}, status=403)
    house = house_of(street, localdate(at))
    form = SeatsForm(*([request.POST] if request.method == "POST" else []), house=house) if may_assign else None
    if form and form.is_bound and form.is_valid():
        changed = actions.seat(street, form.chosen(), by=hat, at=at)
        messages.success(request, f"板块分配存好了，改了 {changed} 人。" if changed else "没有要改的，都和原来一样。")
        return redirect("cases:panels")
    shown = {"hat": hat, "house": house, "form": form}
    return render(request, "cases/panels.html", shown, status=422 if form and form.errors else 200)
