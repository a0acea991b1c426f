"""志愿服务证明: asked for on a telephone; issued, refused, recalled and printed at the desk."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from accounts.personal import is_phone, lookup_hash, phone_digits
from accounts.printing import missing
from accounts.written import WrittenField
from partyorg.hats import Hat
from volunteers import actions
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.forms import WhyForm
from volunteers.models import Proof, Volunteer
from volunteers.models.proof import ProofQuerySet
from volunteers.printing import lacking
from volunteers.rules import RULES
from volunteers.views.door import as_keeper
from volunteers.views.paper import paper_answer
from volunteers.workflow import PROOF_MOVES, ProofState

LONGEST = 30


@dataclass(frozen=True, slots=True)
class Deed:
    title: str
    done: str
    advice: str
    form: type[forms.Form]


DEEDS = {
    "issue": Deed(
        "开具", "已开具，本人在手机上能看、能下载，您也可以在这里打印。",
        "现在记着的服务会原样印在证明上，以后不再改。不收费。", forms.Form,
    ),
    "refuse": Deed("不开具", "已经告诉本人不开具，理由本人看得到。", "本人可以再申请。", WhyForm),
    "recall": Deed(
        "作废", "已作废，扫码查验的人会看到。", "印出去的纸收不回来：扫码查验时会写明已作废和理由。", WhyForm
    ),
}  # fmt: skip


def proof_or_404(pk: int, hat: Hat) -> Proof:
    rows = Proof.objects.visible_to(hat).select_related("community", "person__volunteer", "decided_by")
    return get_object_or_404(rows, pk=pk)


@require_safe
@as_keeper
def proofs(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """Those that wait first, the oldest on top; an unknown state shows those. Found by words, of whatever state."""
    words = WrittenField(required=False).clean(request.GET.get("words", ""))[:LONGEST]
    state = request.GET.get("show", "")
    state = state if state in ProofState.values else ProofState.ASKED.value
    seen = Proof.objects.visible_to(hat).select_related("community", "person__volunteer")
    rows = _found(seen, words) if words else seen.filter(state=state)
    page = page_of(request, rows.order_by("id" if state == ProofState.ASKED and not words else "-id"))
    shown = {"tab": "proofs", "page": page, "state": state, "states": ProofState.choices, "words": words}
    return desk_page(request, hat, "volunteers/proof/list.html", shown)


@require_safe
@as_keeper
def proof(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    one = proof_or_404(pk, hat)
    deeds = [(name, DEEDS[name].title) for name, move in PROOF_MOVES.items() if one.state in move.sources]
    rows = one.rows if one.is_on_paper else _as_it_would_be(one)
    shown = {
        "tab": "proofs", "one": one, "deeds": deeds, "rows": rows, "minutes": sum(row[2] for row in rows),
        "prints": not missing(), "lacks": lacking(one.name, one.community) if one.is_on_paper else "",
    }  # fmt: skip
    return desk_page(request, hat, "volunteers/proof/one.html", shown)


@both
@as_keeper
def decide(request: HttpRequest, hat: Hat, at: datetime, pk: int, deed: str) -> HttpResponse:
    if deed not in DEEDS:
        raise Http404
    one, how = proof_or_404(pk, hat), DEEDS[deed]
    form = how.form(sent(request))
    question = Question(
        title=f"{how.title}志愿服务证明", button=how.title, back=reverse("volunteers:proof", args=[pk]), done=how.done,
        about=f"{one.first:%Y-%m-%d} 至 {one.last:%Y-%m-%d}", advice=_name(one, deed) + how.advice,
        at_field={"reason_needed": "reason"},
    )  # fmt: skip
    acts: dict[str, Callable[[], Proof]] = {
        "issue": lambda: actions.issue_proof(one, by=hat, at=at),
        "refuse": lambda: actions.refuse_proof(one, reason=form.cleaned_data["reason"], by=hat, at=at),
        "recall": lambda: actions.recall_proof(one, reason=form.cleaned_data["reason"], by=hat, at=at),
    }

    def do() -> None:
        acts[deed]()

    return ask_at_desk(request, hat, question, form, do)


@require_safe
@as_keeper
def paper(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """For whoever has no printer at home."""
    one = proof_or_404(pk, hat)
    shown = {"one": one, "lacks": lacking(one.name, one.community)}
    return paper_answer(request, one) or desk_page(request, hat, "volunteers/proof/no_paper.html", shown, 503)


def _found(rows: ProofQuerySet, words: str) -> ProofQuerySet:
    """By the number on the paper, a part of the name, or a whole telephone number, which its hash alone is asked of."""
    if is_phone(phone := phone_digits(words)):
        return rows.filter(person__phone_hash=lookup_hash(phone))
    return rows.filter(Q(number__iexact=words) | Q(person__volunteer__name__icontains=words))


def _name(one: Proof, deed: str) -> str:
    """To whoever makes the paper out: the name in full, that it is not the one they joined with, that it cannot be
    printed."""
    if deed != "issue":
        return ""
    name, volunteer = actions.name_on_paper(one.person), Volunteer.objects.filter(person=one.person).first()
    said = f"证明开给“{name}”。"
    if since := volunteer and volunteer.name_corrected_at:
        said += f"姓名 {localdate(since):%Y-%m-%d} 由社区更正过，请核对证件。"
    if signs := lacking(name, one.community):
        said += RULES["no_sign"].format(signs=signs)
    return said


def _as_it_would_be(one: Proof) -> list[list[Any]]:
    services = actions.to_prove(one.person, one.community, one.first, one.last)
    return [[service.day.isoformat(), service.title, service.minutes] for service in services]
