"""查验证明: anybody with a paper in hand, by its QR or by the code under it. Nobody signs in; nothing is shown that the
paper does not show, and of the name less.
"""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from volunteers.forms import CodeForm
from volunteers.forms.proof import code_of
from volunteers.models import Proof


@never_cache
@require_safe
def look_up(request: HttpRequest) -> HttpResponse:
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_bound and form.is_valid():
        return redirect("volunteering:proof", form.cleaned_data["code"])
    return render(request, "volunteers/proof/look_up.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_safe
def proof(request: HttpRequest, code: str) -> HttpResponse:
    if (plain := code_of(code)) and plain != code:
        return redirect("volunteering:proof", plain)
    found = Proof.objects.on_paper().filter(code=code).select_related("community").first()
    if found is None:
        return render(request, "volunteers/proof/unknown.html", status=404)
    return render(request, "volunteers/proof/genuine.html", {"proof": found})
