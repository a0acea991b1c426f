"""The one-time link: somebody sets the password that nobody else knows."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from accounts.actions import accept_invitation
from accounts.door import both
from accounts.forms import NewPasswordForm
from accounts.links import invited_by


@sensitive_post_parameters()
@never_cache
@both
def invited(request: HttpRequest, number: str, token: str) -> HttpResponse:
    """Whoever holds a link that is still good sets the password and then signs in with it; 410 for any other link."""
    user = invited_by(number, token)
    if user is None:
        return render(request, "accounts/link_gone.html", status=410)
    form = NewPasswordForm(user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        if accept_invitation(user, password=form.cleaned_data["new_password1"], at=timezone.now()):
            messages.success(request, "密码设好了，请用它登录。")
            return HttpResponseRedirect(reverse("accounts:sign_in"))
        return render(request, "accounts/link_gone.html", status=410)
    status = 422 if request.method == "POST" else 200
    return render(request, "accounts/invited.html", {"form": form, "person": user}, status=status)
