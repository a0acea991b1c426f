"""Points that leave somebody, on a telephone: given to the community, passed on to family where that is allowed."""

from __future__ import annotations

from uuid import uuid4

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.door import as_resident, both
from accounts.models import User
from volunteers import actions
from volunteers.actions import Source
from volunteers.asking import Question, ask_resident, sent
from volunteers.forms.passing import AmountForm, FamilyForm
from volunteers.models import FamilyTie, Volunteer
from volunteers.passbook import points_of
from worktime import clock

ASKED = "已经问了。这个号码的主人是志愿者的，会在他的“家人”里看到，同意了就成为家人。"
ENOUGH = {"not_enough": "amount", "owes": "amount", "no_amount": "amount"}


@never_cache
@as_resident
@both
def give(request: HttpRequest, person: User) -> HttpResponse:
    """To the community's fund; also of who has left, for what was earned stays theirs."""
    volunteer = Volunteer.objects.registered(person)
    if volunteer is None:
        raise Http404
    form = AmountForm(sent(request))
    question = Question(
        title="把积分捐给社区", button="捐出", back=reverse("volunteering:hub"), done="谢谢您。积分已捐给社区。",
        about=volunteer.community.short_name, at_field=ENOUGH,
        advice=f"{_can_use(person)}社区用来帮有困难的人家兑换东西。捐出的收不回来。",
    )  # fmt: skip

    def do() -> None:
        source = Source(f"give:{form.cleaned_data['key'] or uuid4()}", f"volunteers.volunteer {volunteer.pk}")
        amount = form.cleaned_data["amount"]
        actions.give(person, amount=amount, to=volunteer.community, source=source, at=clock.now())

    return ask_resident(request, question, form, do)


@never_cache
@as_resident
@require_safe
def family(request: HttpRequest, person: User) -> HttpResponse:
    """Who is family, who asks to be; nothing of it where the community does not allow it."""
    return _family_page(request, person, _volunteer(person))


def _family_page(
    request: HttpRequest, person: User, volunteer: Volunteer, why: str = "", status: int = 200
) -> HttpResponse:  # fmt: skip
    """`why`: something was refused."""
    at = clock.now()
    ties = FamilyTie.objects.of(person).select_related("asker__volunteer", "other__volunteer")
    shown = {
        "why": why,
        "allowed": actions.allows_family(volunteer, at),
        "family": [
            (tie, whom, actions.may_be_family(volunteer, whom.volunteer, at))
            for tie in ties
            if tie.agreed_at and (whom := tie.with_whom(person))
        ],
        "asking_me": [tie for tie in ties if not tie.agreed_at and tie.other_id == person.pk],
    }
    return render(request, "volunteers/resident/family.html", shown, status=status)


@never_cache
@as_resident
@both
def ask_family(request: HttpRequest, person: User) -> HttpResponse:
    volunteer = _volunteer(person)
    if not actions.allows_family(volunteer, clock.now()):
        return _family_page(request, person, volunteer, status=409)
    form = FamilyForm(sent(request))
    question = Question(
        title="加一位家人", button="问一问对方", back=reverse("volunteering:family"), done=ASKED,
        at_field={"guardian_alone": "phone", "too_much_family": "phone", "too_many_asked": "phone"},
    )  # fmt: skip

    def do() -> None:
        actions.ask_family(volunteer, phone=form.cleaned_data["phone"], at=clock.now())

    return ask_resident(request, question, form, do)


@as_resident
@require_POST
def agree(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    tie = _tie(person, pk)
    if tie.other_id != person.pk:
        raise Http404
    try:
        actions.agree_family(tie, by=person, at=clock.now())
    except actions.Refused as refused:
        return _family_page(request, person, _volunteer(person), why=str(refused), status=409)
    messages.success(request, "已经是家人，可以互相转积分了。")
    return redirect("volunteering:family")


@as_resident
@require_POST
def end(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    actions.end_family(_tie(person, pk), by=person, at=clock.now())
    messages.success(request, "已经解除。")
    return redirect("volunteering:family")


@never_cache
@as_resident
@both
def pass_on(request: HttpRequest, person: User, pk: int) -> HttpResponse:
    volunteer, tie = _volunteer(person), _tie(person, pk)
    if not tie.agreed_at:
        raise Http404
    if not actions.allows_family(volunteer, clock.now()):
        return _family_page(request, person, volunteer, status=409)
    to = tie.with_whom(person)
    form = AmountForm(sent(request))
    question = Question(
        title=f"转积分给{to.volunteer.name}", button="转过去", back=reverse("volunteering:family"),
        done="已经转过去了。", advice=f"{_can_use(person)}转过去的积分，到期的日子不变。", at_field=ENOUGH,
    )  # fmt: skip

    def do() -> None:
        key, amount = str(form.cleaned_data["key"] or uuid4()), form.cleaned_data["amount"]
        actions.pass_on(volunteer, to=to, amount=amount, key=key, at=clock.now())

    return ask_resident(request, question, form, do)


def _can_use(person: User) -> str:
    return f"您现在有 {max(0, points_of(person, localdate(clock.now())))} 分可用。"


def _volunteer(person: User) -> Volunteer:
    return get_object_or_404(Volunteer.objects.active().select_related("community", "person"), person=person)


def _tie(person: User, pk: int) -> FamilyTie:
    return get_object_or_404(FamilyTie.objects.of(person), pk=pk)
