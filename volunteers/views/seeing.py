"""查看原值: GET asks why, POST shows the number once. It is on no other page, and no browser keeps this one."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables

from accounts.door import both
from partyorg.hats import Hat
from volunteers.actions.seeing import see_phone
from volunteers.asking import Question, desk_page, sent
from volunteers.forms.seeing import SeeForm
from volunteers.models import Volunteer
from volunteers.standing import keeps
from volunteers.views.door import as_keeper, not_theirs


@never_cache
@both
@as_keeper
@sensitive_variables("reached")
def phone(request: HttpRequest, hat: Hat, at: datetime, pk: int) -> HttpResponse:
    one = get_object_or_404(Volunteer.objects.visible_to(hat).select_related("community", "person"), pk=pk)
    if not keeps(hat, one.community):
        return not_theirs(request, hat)
    form = SeeForm(sent(request))
    question = Question(
        title="查看手机号", button="查看", back=reverse("volunteers:person", args=[pk]), done="", tab="people",
        about=one.masked_name, advice="谁、什么时候、为什么看了手机号，都会记入审计。未成年人的，看到的是监护人的。",
    )  # fmt: skip
    if not form.is_valid():
        asked = {"question": question, "form": form}
        return desk_page(request, hat, "volunteers/form.html", asked, status=422 if form.is_bound else 200)
    reached = see_phone(one, reason=form.cleaned_data["reason"], by=hat, at=at)
    return desk_page(request, hat, "volunteers/seen.html", {"question": question, "reached": reached})
