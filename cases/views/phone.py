"""看电话: GET asks why, POST shows the numbers once. They are on no other page, and no browser keeps this one."""

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from accounts.door import both
from cases import actions
from cases.contacts import Contact
from cases.forms.phone import PhoneForm
from cases.views.door import case_or_404
from partyorg.door import at_desk
from partyorg.hats import Hat


@never_cache
@both
@at_desk
@sensitive_variables("contacts")
def phone(request: HttpRequest, hat: Hat, at: datetime, number: str) -> HttpResponse:
    case = case_or_404(number, hat)
    if request.method != "POST":
        form = PhoneForm(case=case, hat=hat, at=at)
        return _page(request, form, refusal=form.refusal())
    form = PhoneForm(request.POST, case=case, hat=hat, at=at)
    if not form.is_valid():
        return _page(request, form, refusal=form.refusal(), status=422)
    try:
        contacts = form.perform()
    except actions.Refused as refused:
        return _page(request, form, refusal=refused)
    return _page(request, form, contacts=contacts)


@sensitive_variables("contacts")
def _page(
    request: HttpRequest,
    form: PhoneForm,
    *,
    refusal: actions.Refused | None = None,
    contacts: list[Contact] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Refused: 403 where the numbers are not for them, else 409, with sentence and rule."""
    if refusal:
        status = 403 if refusal.rule == "not_your_contact" else 409
    shown = {"hat": form.hat, "case": form.case, "form": form, "refusal": refusal, "contacts": contacts}
    return render(request, "cases/phone.html", shown, status=status)
