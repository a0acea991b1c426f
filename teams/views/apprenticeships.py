"""拜师 at the desk: for the party's own roles, and for the two whose it is."""

from datetime import datetime

from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.door import both
from checkins.standing import kept_by, watched_by
from partyorg.hats import Hat
from teams import actions
from teams.door import organising
from teams.forms import BondForm, EndBondForm, ReviewForm
from teams.models import Apprenticeship
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent

AT_FIELD = {"own_mentor": "mentor", "has_a_mentor": "apprentice", "no_letter": "letter", "bond_too_early": "since"}
TABS = {"tab": "teams", "cut": "bonds"}


@require_safe
@organising
def bonds(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    rows = Apprenticeship.objects.visible_to(hat).with_faces()
    if not watched_by(hat) and not rows.exists():
        return _not_theirs(request, hat)
    return desk_page(
        request, hat, "teams/bonds.html", {**TABS, "page": page_of(request, rows), "keeps": bool(kept_by(hat))}
    )


@both
@organising
def new_bond(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    kept = kept_by(hat)
    if not kept:
        return _not_theirs(request, hat)
    files = request.FILES if request.method == "POST" else None
    form = BondForm(sent(request), files, communities=kept, hat=hat, today=localdate(at))
    question = Question("登记拜师", "登记", reverse("teams:bonds"), "登记好了。", at_field=AT_FIELD)

    def do() -> str:
        return reverse("teams:bond", args=[actions.bind(form.bond(), by=hat, at=at).pk])

    return ask_at_desk(request, hat, question, form, do)


def bond_or_404(pk: int, hat: Hat) -> Apprenticeship:
    return get_object_or_404(Apprenticeship.objects.visible_to(hat).with_faces(), pk=pk)


@require_safe
@organising
def bond(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = bond_or_404(pk, hat)
    shown = {
        "bond": found, "reviews": found.reviews.select_related("written_by"), "keeps": found.is_kept_by(hat),
        "reviews_it": found.is_reviewed_by(hat),
    }  # fmt: skip
    return desk_page(request, hat, "teams/bond.html", {**TABS, **shown})


@require_safe
@organising
@cache_control(private=True, max_age=3600)
def letter(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponseBase:
    """The letter, for those who may see whose it is."""
    kept = bond_or_404(pk, hat).letter
    return FileResponse(kept.open(), content_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


@both
@organising
def review_bond(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = bond_or_404(pk, hat)
    if not found.is_reviewed_by(hat):
        return _not_theirs(request, hat)
    form = ReviewForm(sent(request))
    question = Question("记带教", "记下", reverse("teams:bond", args=[pk]), "记下了。", about=str(found))

    def do() -> None:
        actions.review(found, **form.cleaned_data, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@organising
def end_bond(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    found = bond_or_404(pk, hat)
    if not found.is_kept_by(hat):
        return _not_theirs(request, hat)
    form = EndBondForm(sent(request))
    question = Question("结束师徒", "结束", reverse("teams:bond", args=[pk]), "已结束。", about=str(found))

    def do() -> None:
        actions.end_bond(found, **form.cleaned_data, by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


def _not_theirs(request: HttpRequest, hat: Hat) -> HttpResponse:
    return desk_page(request, hat, "teams/no_bonds.html", TABS, status=403)
