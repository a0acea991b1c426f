"""关注这件事: from the page of answers, where something alike near by was told of."""

from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.door import as_resident, both
from accounts.models import User
from cases import actions
from cases.models import Case
from resident.cards import followed
from resident.nearby import shown_case
from worktime import clock


@never_cache
@as_resident
@both
def follow(request: HttpRequest, person: User, token: str) -> HttpResponse:
    """Only what the page showed can be followed: its sign stands in the address, and holds for a day. What nobody may
    know of since is not shown by it either."""
    try:
        case = get_object_or_404(Case.objects.known_to_all().with_faces(), pk=shown_case(token))
    except signing.BadSignature as error:
        raise Http404 from error
    shown, status = {"one": followed(case, clock.now()), "token": token, "refused": ""}, 200
    if request.method == "POST":
        try:
            actions.follow(case, person=person)
        except actions.Refused as refused:
            shown["refused"], status = str(refused), 409
        else:
            messages.success(request, "关注了。办好时发短信告诉您，不用再报。")
            return redirect("resident:me")
    return render(request, "resident/follow.html", shown, status=status)


@as_resident
@require_http_methods(["POST"])
def unfollow(request: HttpRequest, person: User, number: str) -> HttpResponse:
    """The same answer for a number of no case: it tells nobody which there are."""
    case = Case.objects.filter(number=number).first()
    if case:
        actions.unfollow(case, person=person)
    messages.success(request, "不再关注。")
    return redirect("resident:me")
