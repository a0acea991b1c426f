"""The registers at /admin/: whoever administers them by a post in force may come in; the door is the desk's own."""

from typing import Any

from django.contrib import admin
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from accounts.models import User
from partyorg.backends import administers


class Registers(admin.AdminSite):
    site_header = "哨到 · 登记与规则"
    site_title = "哨到"
    index_title = "登记册与规则"
    site_url = "/desk/"

    def has_permission(self, request: HttpRequest) -> bool:
        user = request.user
        return isinstance(user, User) and user.is_active and (user.is_superuser or bool(administers(user)))

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """There is one way to sign in, with its lock and its second factor; who is in already is told whom to ask."""
        asked = request.GET.get("next") or reverse("admin:index")
        if not request.user.is_authenticated:
            return redirect_to_login(asked)
        if self.has_permission(request):
            return redirect("admin:index")
        return render(request, "admin/not_yours.html", status=403)

    def password_change(  # type: ignore[override]  # the stubs know Django's own page alone
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """One's own is changed in one place, which ends the other sessions and leaves a line."""
        return redirect("accounts:password")
