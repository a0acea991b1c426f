"""One's own account: where one is signed in, the password, the second factor."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST, require_safe

from accounts import actions
from accounts.door import both
from accounts.forms import OwnPasswordForm
from accounts.models import RecoveryCode, Session, Totp
from accounts.registers import who


@never_cache
@login_required
@require_safe
def account(request: HttpRequest) -> HttpResponse:
    user = who(request)
    return render(
        request,
        "accounts/account.html",
        {
            "sessions": Session.objects.visible_to(user),
            "this": request.session.session_key,
            "has_factor": Totp.objects.filter(user=user, confirmed=True).exists(),
            "codes_left": RecoveryCode.objects.filter(user=user, used_at=None).count(),
        },
    )


@login_required
@require_POST
def end_session(request: HttpRequest, handle: str) -> HttpResponse:
    """One of one's own, but this: that is signing out."""
    own = [one for one in Session.objects.visible_to(who(request)) if one.handle == handle]
    if not own or own[0].session_key == request.session.session_key:
        raise Http404
    actions.end_session(own[0], by=who(request), at=timezone.now())
    messages.success(request, "已经结束那一处的登录。")
    return HttpResponseRedirect(reverse("accounts:account"))


@login_required
@require_POST
def end_other_sessions(request: HttpRequest) -> HttpResponse:
    user = who(request)
    ended = actions.end_sessions(user, by=user, at=timezone.now(), but=request.session.session_key)
    messages.success(request, f"已经结束别处的 {ended} 个登录。" if ended else "别处没有登录。")
    return HttpResponseRedirect(reverse("accounts:account"))


@sensitive_post_parameters()
@never_cache
@login_required
@both
def password(request: HttpRequest) -> HttpResponse:
    user = who(request)
    form = OwnPasswordForm(user, request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        new, at = form.cleaned_data["new_password1"], timezone.now()
        actions.change_password(user, password=new, at=at, but=request.session.session_key)
        update_session_auth_hash(request, user)
        messages.success(request, "密码改好了，别处的登录都结束了。")
        return HttpResponseRedirect(reverse("accounts:account"))
    return render(request, "accounts/password.html", {"form": form}, status=422 if request.method == "POST" else 200)
