"""The second factor: asked of whoever has one, set up by whoever needs one. Until then nothing else opens."""

import segno
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.actions import (
    WrongCode,
    begin_second_factor,
    check_second_factor,
    confirm_second_factor,
    renew_recovery_codes,
)
from accounts.door import both
from accounts.forms import CodeForm
from accounts.models import Totp, User
from accounts.onward import own
from accounts.passing import has_passed, let_pass
from accounts.registers import who


@never_cache
@login_required
@both
def second_factor(request: HttpRequest) -> HttpResponse:
    """Asks for a code, or shows how to set the app up. A wrong code: 422; too many of them: 429."""
    user, form, status = who(request), CodeForm(request.POST or None), 200
    totp = begin_second_factor(user)
    if has_passed(request) and totp.confirmed:
        return HttpResponseRedirect(_onward(request))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                return _taken(request, user, totp, form.cleaned_data["code"])
            except WrongCode as wrong:
                form.add_error("code", str(wrong))
                status = 429 if wrong.wait else 422
    page = "accounts/ask_code.html" if totp.confirmed else "accounts/set_up_app.html"
    return render(request, page, {"form": form, "next": _onward(request), **_shown(totp)}, status=status)


@never_cache
@login_required
@require_POST
def recovery_codes(request: HttpRequest) -> HttpResponse:
    """New ones, shown once, for whoever has passed already."""
    user = who(request)
    if not (has_passed(request) and Totp.objects.filter(user=user, confirmed=True).exists()):
        return HttpResponseRedirect(resolve_url("accounts:second_factor"))
    codes = renew_recovery_codes(user, at=timezone.now())
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": resolve_url("accounts:account")})


def _taken(request: HttpRequest, user: User, totp: Totp, code: str) -> HttpResponse:
    at, onward = timezone.now(), _onward(request)
    if totp.confirmed:
        check_second_factor(user, code=code, at=at)
        let_pass(request)
        return HttpResponseRedirect(onward)
    codes = confirm_second_factor(user, code=code, at=at)
    let_pass(request)
    return render(request, "accounts/recovery_codes.html", {"codes": codes, "next": onward})


def _shown(totp: Totp) -> dict[str, str]:
    """In the demo, whose people have no phones, the code itself: there and nowhere else."""
    shown = {"demo_code": totp.code_at(timezone.now())} if settings.DEMO else {}
    if not totp.confirmed:
        picture = segno.make(totp.address, error="m").svg_data_uri(scale=5, border=2)
        shown |= {"picture": picture, "secret": " ".join(totp.secret[i : i + 4] for i in range(0, 32, 4))}
    return shown


def _onward(request: HttpRequest) -> str:
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    return own(request, wanted) or resolve_url(settings.LOGIN_REDIRECT_URL)
