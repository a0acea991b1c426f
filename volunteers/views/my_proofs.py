"""我的证明, on a telephone."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from accounts.door import as_resident, both
from accounts.models import User
from accounts.printing import missing
from volunteers import actions
from volunteers.asking import Question, ask_resident, page_of, sent
from volunteers.forms import ProofForm
from volunteers.models import Proof
from volunteers.views.paper import paper_answer
from worktime import clock

YEAR = timedelta(days=365)
ONE_AT_A_TIME = ("proof_asked_for",)  # of one community: who has another may still ask that one
AT_FIELD = {
    "nothing_to_prove": "first", "too_many_rows": "first", "proof_backwards": "last", "proof_ahead": "last",
}  # fmt: skip


@never_cache
@require_safe
@as_resident
def my_proofs(request: HttpRequest, person: User) -> HttpResponse:
    page = page_of(request, Proof.objects.of(person).select_related("community"))
    shown = {
        "page": page, "prints": not missing(),
        "may_ask": actions.proving_communities(person).exists(),
    }  # fmt: skip
    return render(request, "volunteers/proof/mine.html", shown)


@never_cache
@both
@as_resident
def ask(request: HttpRequest, person: User) -> HttpResponse:
    """Whoever has no hours yet reads how one comes by them."""
    at = clock.now()
    communities, today = actions.proving_communities(person), localdate(at)
    if not communities:
        return render(request, "volunteers/proof/nothing_yet.html")
    form = ProofForm(sent(request), communities=communities, first=today - YEAR, today=today)
    question = Question(
        title="申请服务证明", button="申请", back=reverse("volunteering:proofs"),
        done="已申请。社区开好以后，在这里就能下载。", advice="由记录您服务的社区开具，不收费。", at_field=AT_FIELD,
        over=ONE_AT_A_TIME if len(communities) == 1 else (),
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        wanted = actions.Proven(said["community"], said["first"], said["last"])
        key: UUID | None = said["key"]
        actions.ask_proof(person, wanted, key=key, at=at)

    return ask_resident(request, question, form, do)


@require_safe
@as_resident
def my_paper(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    one = get_object_or_404(Proof.objects.of(person).select_related("community"), pk=pk)
    return paper_answer(request, one) or render(request, "volunteers/proof/no_paper_here.html", status=503)
