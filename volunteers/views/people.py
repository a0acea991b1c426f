"""The volunteers of one's communities, masked, and what each has done."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from accounts.door import both
from accounts.personal import is_phone, lookup_hash, phone_digits
from accounts.written import WrittenField
from partyorg.hats import Hat
from volunteers import actions
from volunteers.asking import Question, ask_at_desk, desk_page, page_of, sent
from volunteers.forms.correcting import BirthdayForm, NameForm
from volunteers.kinds import Currency, Tier
from volunteers.models import Account, Service, Volunteer
from volunteers.models.volunteer import VolunteerQuerySet
from volunteers.referring import newcomers_of
from volunteers.standing import kept_by
from volunteers.views.door import as_keeper, as_organiser

LONGEST = 30
BIRTHDAY = dict.fromkeys(("no_birthday", "too_young", "guardian_needed"), "birthday")
NAME = {"same_name": "name"}


@require_safe
@as_organiser
def people(request: HttpRequest, hat: Hat, at: datetime) -> HttpResponse:
    """By a part of the name, or a whole telephone number, and by tier; an unknown tier shows all.

    Who asks for their name to be put right may have left: by the number they are found all the same.
    """
    words = WrittenField(required=False).clean(request.GET.get("words", ""))[:LONGEST]
    tier = request.GET.get("tier", "")
    rows = _with_balances(_found(Volunteer.objects.visible_to(hat), words))
    rows = rows.filter(tier=tier) if tier in Tier.values else rows
    page = page_of(request, rows.select_related("community", "person").order_by("community", "-hours", "id"))
    shown = {"tab": "people", "page": page, "words": words, "tier": tier, "tiers": Tier.choices, "today": localdate(at)}
    return desk_page(request, hat, "volunteers/people.html", shown)


@require_safe
@as_organiser
def person(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """What they did where this hat decides; whoever only calls them together sees the sums."""
    rows = _with_balances(Volunteer.objects.visible_to(hat)).select_related("community", "person", "referred_by")
    one = get_object_or_404(rows, pk=pk)
    services: Any = Service.objects.visible_to(hat).of(one.person).with_faces().order_by("-day", "-id")
    page = page_of(request, services)
    newcomers = newcomers_of(page)
    shown = {"tab": "people", "one": one, "page": page, "keeps": bool(kept_by(hat))}
    shown["rows"] = [(service, newcomers.get(service.pk)) for service in page]
    shown["minor"] = one.left_on is None and one.is_minor(localdate(at))
    return desk_page(request, hat, "volunteers/person.html", shown)


@both
@as_keeper
def birthday(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """What is on record is not shown: whoever corrects it has the paper before them."""
    one = get_object_or_404(Volunteer.objects.visible_to(hat).select_related("community", "person"), pk=pk)
    form = BirthdayForm(sent(request))
    question = Question(
        title="更正出生日期", button="更正", back=reverse("volunteers:person", args=[pk]), done="已更正。",
        tab="people", about=one.masked_name, advice="看过本人证件才能改。", at_field=BIRTHDAY,
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.correct_birthday(one, birthday=said["birthday"], reason=said["reason"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


@both
@as_keeper
def name(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    """As `birthday`."""
    one = get_object_or_404(Volunteer.objects.visible_to(hat).select_related("community", "person"), pk=pk)
    form = NameForm(sent(request))
    question = Question(
        title="更正姓名", button="更正", back=reverse("volunteers:person", args=[pk]), done="已更正，本人会收到通知。",
        tab="people", about=one.masked_name, at_field=NAME,
        advice="看过本人证件才能改。以后开的证明写这个姓名，已经开的不变；开证明的人看得到哪天更正过。",
    )  # fmt: skip

    def do() -> None:
        said = form.cleaned_data
        actions.correct_name(one, name=said["name"], reason=said["reason"], by=hat, at=at)

    return ask_at_desk(request, hat, question, form, do)


def _found(rows: VolunteerQuerySet, words: str) -> VolunteerQuerySet:
    if is_phone(phone := phone_digits(words)):
        return rows.filter(person__phone_hash=lookup_hash(phone))  # a number is only ever compared by its hash
    return rows.active().filter(name__icontains=words) if words else rows.active()


def _with_balances(rows: QuerySet[Volunteer]) -> QuerySet[Any]:
    return rows.annotate(hours=_balance(Currency.HOURS), points=_balance(Currency.POINTS))


def _balance(currency: Currency) -> Coalesce:
    """One look into `one_account_of_a_person` for each row of the page."""
    mine = Account.objects.filter(person=OuterRef("person"), currency=currency).values("balance")
    return Coalesce(Subquery(mine), 0)
